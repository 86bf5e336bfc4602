using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Csv.Tests;

public sealed class CsvOptionsTests
{
    public static TheoryData<string, Func<object>> OutOfRange => new()
    {
        { "Separator", () => new CsvReadOptions { Separator = '"' } },
        { "Separator", () => new CsvReadOptions { Separator = '.' } },
        { "Separator", () => new CsvReadOptions { Separator = '\n' } },
        { "Separator", () => new CsvWriteOptions { Separator = '1' } },
        { "LabelColumn", () => new CsvWriteOptions { LabelColumn = "" } },
        { "MaxBadRows", () => new CsvReadOptions { MaxBadRows = -1 } },
        { "MaxRows", () => new CsvReadOptions { MaxRows = 0 } },
        { "MaxColumns", () => new CsvReadOptions { MaxColumns = 0 } },
        { "MaxFieldLength", () => new CsvReadOptions { MaxFieldLength = 0 } },
        { "MaxRowLength", () => new CsvReadOptions { MaxRowLength = 1023 } },
        { "Kinds", () => new CsvReadOptions { Kinds = null! } },
        { "Exclude", () => new CsvReadOptions { Exclude = null! } },
        { "MissingValues", () => new CsvReadOptions { MissingValues = [""] } },
        { "PositiveLabels", () => new CsvReadOptions { PositiveLabels = [""] } },
    };

    public static TheoryData<string, CsvReadOptions> Contradictions => new()
    {
        { "Kinds", new() { Schema = Schema, Kinds = Kinds } },
        { "Schema", new() { Schema = Schema, LabelColumn = "a" } },
        { "Schema", new() { Schema = Schema, Exclude = ["a"] } },
        { "Kinds", new() { Kinds = Kinds, LabelColumn = "a" } },
        { "Kinds", new() { Kinds = Kinds, Exclude = ["a"] } },
        { "Exclude", new() { LabelColumn = "a", Exclude = ["a"] } },
        { "PositiveLabels", new() { LabelColumn = "a", PositiveLabels = [] } },
    };

    private static FeatureSchema Schema => new(new FeatureColumn("a", FeatureKind.Numeric));

    private static Dictionary<string, FeatureKind> Kinds => new() { ["a"] = FeatureKind.Numeric };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Init_ValueOutOfRange_NamesTheOption(string option, Func<object> create) => create.Should().Throw<OptionsException>().Which.OptionName.Should().Be(option);

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Read_ContradictingOptions_NamesTheOption(string option, CsvReadOptions options) =>
        new Func<CsvReadResult>(() => CsvText.Read("a,b\n1,2\n", options)).Should().Throw<OptionsException>().Which.OptionName.Should().Be(option);

    [Fact]
    public void Init_CollectionsChangedLater_DoNotChangeTheOptions()
    {
        Dictionary<string, FeatureKind> kinds = Kinds;
        List<string> exclude = ["b"];
        var options = new CsvReadOptions { Kinds = kinds, Exclude = exclude };

        kinds.Clear();
        exclude.Clear();

        (options.Kinds.Count, options.Exclude.Count).Should().Be((1, 1));
    }

    [Fact]
    public void Defaults_AreTheDocumentedOnes()
    {
        CsvReadOptions read = CsvReadOptions.Default;
        (read.Separator, read.Gzip, read.Schema, read.LabelColumn, read.PositiveLabels, read.NegativeLabels).Should().Be((',', null, null, null, null, null));
        (read.MaxBadRows, read.MaxRows, read.MaxColumns, read.MaxFieldLength, read.MaxRowLength).Should().Be((0L, 50_000_000, 10_000, 65_536, 16_777_216));
        (read.RestoreNeutralised, read.IgnoreExtraColumns, read.Kinds.Count, read.Exclude.Count, read.MissingValues.Count).Should().Be((true, false, 0, 0, 0));
        CsvWriteOptions write = CsvWriteOptions.Default;
        (write.Separator, write.Gzip, write.LabelColumn, write.NeutraliseFormulas).Should().Be((',', null, "label", true));
    }
}
