using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Tests.Explanation;

public sealed class GlobalExplanationTests
{
    private static readonly GlobalExplanation Three = Of(("clicks_count", 0.4), ("device_type", 0.2), ("language", 0));

    [Fact]
    public void ToText_ThreeColumns_DrawsTheirSizes() =>
        // The unit takes 21 characters, so that of 50 there are 50 − 21 − 9 − 2·2 = 16 for names, of which 12 are needed: 25 are left for bars, and half of it rounds to 12.
        Three.ToText(50).Should().Be(string.Join('\n',
            "column        mean size  in units of the score",
            "------------  ---------  -------------------------",
            "clicks_count       0.40  #########################",
            "device_type        0.20  ############",
            "language           0.00"));

    [Fact]
    public void ToText_FewerColumns_AddsUpTheOthers() =>
        Three.ToText(60, mostColumns: 1).Split('\n')[2..].Should().Equal($"clicks_count            0.40  {new string('#', 30)}", $"2 others together       0.20  {new string('#', 15)}");

    [Fact]
    public void ToText_OneOther_IsCalledSo() => Three.ToText(mostColumns: 2).Should().Contain("1 other together");

    [Fact]
    public void ToText_NothingMoves_HasNoBars() => Of(("a", 0), ("b", 0)).ToText().Should().NotContain("#");

    [Theory]
    [InlineData(50)]
    [InlineData(79)]
    [InlineData(300)]
    public void ToText_AnyWidth_IsKept(int width) =>
        Of((new string('n', 400), 3), ("x\ny", 1)).ToText(width).Split('\n').Should().HaveCount(4).And.OnlyContain(line => line.Length <= width);

    [Fact]
    public void ToText_BadArguments_AreRefused()
    {
        FluentActions.Invoking(() => Three.ToText(49)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Three.ToText(50, 0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static GlobalExplanation Of(params (string Name, double Size)[] columns) => new()
    {
        Scale = ContributionScale.Score,
        BaseValue = 0.5,
        RowCount = 1,
        Columns = [.. columns.Select(column => new ColumnEffect { Column = column.Name, Kind = FeatureKind.Numeric, MeanAbsolute = column.Size, Values = [0], Amounts = [column.Size] })],
    };
}
