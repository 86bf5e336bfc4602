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

    [Fact]
    public void Equals_EveryOption_Counts()
    {
        CsvReadOptions[] changed =
        [
            Full() with { Separator = ';' },
            Full() with { Gzip = null },
            Full() with { Kinds = new Dictionary<string, FeatureKind> { ["k"] = FeatureKind.Timestamp } },
            Full() with { Schema = null },
            Full() with { IgnoreExtraColumns = false },
            Full() with { Exclude = ["e", "f"] },
            Full() with { LabelColumn = null },
            Full() with { PositiveLabels = null },
            Full() with { NegativeLabels = ["0"] },
            Full() with { MissingValues = [] },
            Full() with { RestoreNeutralised = true },
            Full() with { MaxBadRows = 0 },
            Full() with { MaxRows = 9 },
            Full() with { MaxColumns = 9 },
            Full() with { MaxFieldLength = 9 },
            Full() with { MaxRowLength = 2_048 },
        ];

        Full().Should().Be(Full());
        Full().GetHashCode().Should().Be(Full().GetHashCode());
        changed.Where(options => options.Equals(Full())).Should().BeEmpty();
        changed.Should().HaveCount(typeof(CsvReadOptions).GetProperties().Count(property => property.CanWrite), "an option that is not compared would be forgotten here");

        // Made anew each time: no collection is shared.
        static CsvReadOptions Full() => new()
        {
            Separator = '|',
            Gzip = true,
            Kinds = new Dictionary<string, FeatureKind> { ["k"] = FeatureKind.Numeric },
            Schema = Schema,
            IgnoreExtraColumns = true,
            Exclude = ["e"],
            LabelColumn = "l",
            PositiveLabels = ["1"],
            NegativeLabels = null,
            MissingValues = ["NA"],
            RestoreNeutralised = false,
            MaxBadRows = 1,
            MaxRows = 2,
            MaxColumns = 3,
            MaxFieldLength = 4,
            MaxRowLength = 1_024,
        };
    }
}
