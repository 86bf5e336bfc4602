using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Tests.Explanation;

public sealed class ScoreBreakdownTests
{
    [Fact]
    public void ToText_ThreeColumns_DrawsTheWay()
    {
        var breakdown = new ScoreBreakdown
        {
            Scale = ContributionScale.Score,
            BaseValue = 0.4,
            Value = 0.6,
            Contributions = [One("clicks_count", 48, 0.4), One("device_type", "mobile", -0.2), One("language", FeatureValue.Missing, 0)],
        };

        // The unit takes 21 characters, so that of 50 there are 50 − 21 − 6 − 2·2 = 19 for names; 0.4 … 0.8 lie on places 0 … 20.
        breakdown.ToText(50).Should().Be(string.Join('\n',
            "column               amount  in units of the score",
            "-------------------  ------  ---------------------",
            "base value             0.40  |",
            "clicks_count = 48     +0.40  +++++++++++++++++++++",
            "device_ty… = mobile   -0.20            -----------",
            "language is missing    0.00            |",
            "value                  0.60            |"));
    }

    [Fact]
    public void ToText_TwelveColumns_FoldsTheRest()
    {
        var breakdown = new ScoreBreakdown
        {
            Scale = ContributionScale.LogOdds,
            BaseValue = -2,
            Value = -2 + 1.2,
            Contributions = [.. Enumerable.Range(0, 12).Select(column => One($"column{column}", column, 0.1))],
        };

        string[] lines = breakdown.ToText().Split('\n');

        lines.Should().HaveCount(2 + 1 + 10 + 1 + 1);
        lines[0].Should().EndWith("in log-odds");
        lines[^2].Should().StartWith("2 other columns").And.Contain("+0.20");
        lines[^1].Should().StartWith("value").And.Contain("-0.80");
    }

    [Fact]
    public void ToText_ElevenColumns_ShowsAll() =>
        new ScoreBreakdown { Scale = ContributionScale.Score, BaseValue = 0, Value = 1.1, Contributions = [.. Enumerable.Range(0, 11).Select(column => One($"column{column}", column, 0.1))] }
            .ToText().Should().Contain("column10").And.NotContain("other columns");

    [Theory]
    [InlineData(50)]
    [InlineData(79)]
    [InlineData(300)]
    public void ToText_AnyWidth_IsKept(int width)
    {
        var breakdown = new ScoreBreakdown
        {
            Scale = ContributionScale.Score,
            BaseValue = -1234567.25,
            Value = 0.6,
            Contributions = [One(new string('n', 200), new string('v', 200), 1234567.85), One("zero", 0, 0)],
        };

        breakdown.ToText(width).Split('\n').Should().OnlyContain(line => line.Length <= width && line == line.TrimEnd());
    }

    [Fact]
    public void ToText_NothingMoves_DrawsNoWay() =>
        new ScoreBreakdown { Scale = ContributionScale.Score, BaseValue = 0.5, Value = 0.5, Contributions = [] }.ToText().Split('\n').Should().HaveCount(4);

    [Fact]
    public void ToText_TooNarrow_IsRefused()
    {
        var breakdown = new ScoreBreakdown { Scale = ContributionScale.Score, BaseValue = 0.5, Value = 0.5, Contributions = [] };

        FluentActions.Invoking(() => breakdown.ToText(49)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*50*");
    }

    private static ColumnContribution One(string column, FeatureValue value, double amount) => new() { Column = column, Value = value, Amount = amount };
}
