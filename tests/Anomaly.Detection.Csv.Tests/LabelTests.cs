using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Csv.Tests;

public sealed class LabelTests
{
    private static readonly CsvReadOptions Options = new() { LabelColumn = "y" };

    public static TheoryData<string> Positive => [.. CsvReadOptions.DefaultPositiveLabels];

    public static TheoryData<string> Negative => [.. CsvReadOptions.DefaultNegativeLabels];

    [Theory]
    [MemberData(nameof(Positive))]
    public void Read_DefaultPositiveLabelInAnyCase_IsAnomaly(string label) => LabelsOf($"y,a\n{label},1\n{label.ToUpperInvariant()},1\n", Options).Should().Equal(true, true);

    [Theory]
    [MemberData(nameof(Negative))]
    public void Read_DefaultNegativeLabelInAnyCase_IsNormal(string label) => LabelsOf($"y,a\n{label},1\n{label.ToUpperInvariant()},1\n", Options).Should().Equal(false, false);

    [Fact]
    public void Read_LabelColumn_IsNoFeature()
    {
        Table table = CsvText.Read("a,y,b\n1,0,2\n3,1,4\n", Options).Table;

        table.Schema.Columns.Select(column => column.Name).Should().Equal("a", "b");
        table.IsAnomaly.ToArray().Should().Equal(false, true);
    }

    [Fact]
    public void Read_PositiveLabelsAlone_MakeAllOthersNormal() =>
        LabelsOf("y,a\nR2L,1\nbenign,1\nr2l,1\n1,1\n", Options with { PositiveLabels = ["R2L"] }).Should().Equal(true, false, true, false);

    [Fact]
    public void Read_PositiveLabelsAlone_StillRefuseAnEmptyLabel() =>
        new Func<CsvReadResult>(() => CsvText.Read("y,a\n,1\n", Options with { PositiveLabels = ["R2L"] })).Should().Throw<RecordFormatException>().Which.Code.Should().Be("missing-label");

    [Fact]
    public void Read_BothListsDeclared_RefuseWhatIsInNeither()
    {
        CsvReadOptions options = Options with { PositiveLabels = ["-1"], NegativeLabels = ["1"] };

        LabelsOf("y,a\n-1,1\n1,1\n", options).Should().Equal(true, false);
        new Func<CsvReadResult>(() => CsvText.Read("y,a\n0,1\n", options)).Should().Throw<RecordFormatException>()
            .WithMessage("column 'y' (row 1, line 2): '0' is not a known label; expected -1 (anomaly) or 1 (normal), or declare PositiveLabels");
    }

    [Fact]
    public void Read_LabelInBothLists_IsRefusedAsAnOption() =>
        new Func<CsvReadResult>(() => CsvText.Read("y,a\n0,1\n", Options with { PositiveLabels = ["x"], NegativeLabels = ["X"] })).Should().Throw<OptionsException>().Which.OptionName.Should().Be("NegativeLabels");

    [Fact]
    public void Read_NoLabelColumn_GivesAnUnlabelledTable() => CsvText.Read("y,a\n0,1\n").Table.IsLabelled.Should().BeFalse();

    private static bool[] LabelsOf(string text, CsvReadOptions options) => CsvText.Read(text, options).Table.IsAnomaly.ToArray();
}
