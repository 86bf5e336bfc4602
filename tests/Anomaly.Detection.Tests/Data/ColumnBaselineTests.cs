using System.Globalization;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Data;

public sealed class ColumnBaselineTests
{
    // A thousand numbers 1 … 1,000, ten missing.
    private static readonly NumericBaseline Thousand = NumericBaseline.Of([.. Enumerable.Range(1, 1_000).Select(number => (double)number), .. Enumerable.Repeat(double.NaN, 10)]);

    // Three hundred zeros, sixty ones, forty twos.
    private static readonly NumericBaseline Tied = NumericBaseline.Of([.. Enumerable.Repeat(0.0, 300), .. Enumerable.Repeat(1.0, 60), .. Enumerable.Repeat(2.0, 40)]);

    // Class 0 in 61 rows of 100, class 1 in 38, class 2 in none; one text is no class; 25 are missing.
    private static readonly CategoricalBaseline Classes = new([61, 38, 0], otherCount: 1, missingCount: 25);

    [Theory]
    [InlineData(993, "higher than 99.2 % of normal sessions")]
    [InlineData(30, "lower than 97.0 % of normal sessions")]
    [InlineData(0, "lower than all normal sessions")]
    [InlineData(1_001, "higher than all normal sessions")]
    [InlineData(double.NaN, "as in 1.0 % of normal sessions")]
    public void StandingOf_Number_TellsTheGreaterSide(double value, string sentence) => Thousand.StandingOf(value, "normal sessions").ToString().Should().Be(sentence);

    [Theory]
    [InlineData(0, "as 75.0 % of normal rows")]
    [InlineData(1, "higher than 75.0 % of normal rows")]
    [InlineData(2, "higher than 90.0 % of normal rows")]
    public void StandingOf_TiedNumber_TellsTheGreatestShare(double value, string sentence) => Tied.StandingOf(value, "normal rows").ToString().Should().Be(sentence);

    [Fact]
    public void StandingOf_Number_GivesShares()
    {
        ValueStanding standing = Tied.StandingOf(1, "rows");

        standing.Should().Be(new ValueStanding { Kind = StandingKind.Number, Below = 0.75, Above = 0.1, Equal = 0.15, Among = "rows" });
    }

    [Fact]
    public void StandingOf_NumberWhereAllAreMissing_SaysSo() =>
        NumericBaseline.Of([double.NaN]).StandingOf(3, "normal rows").ToString().Should().Be("where no normal rows have a value");

    [Theory]
    [InlineData(0, "the most common value, in 61.0 % of normal rows")]
    [InlineData(1, "a value of 38.0 % of normal rows")]
    [InlineData(2, "a value of no normal rows")]
    [InlineData(double.NaN, "as in 20.0 % of normal rows")]
    public void StandingOf_Class_TellsItsShare(double code, string sentence) => Classes.StandingOf(code, "normal rows").ToString().Should().Be(sentence);

    [Theory]
    [InlineData(true, "seen too rarely in training, or never")]
    [InlineData(false, "not seen in training")]
    public void StandingOfOther_SaysWhetherItMayHaveBeenSeen(bool mayBeRare, string sentence)
    {
        ValueStanding standing = Classes.StandingOfOther(mayBeRare, "normal rows");

        standing.ToString().Should().Be(sentence);
        standing.Equal.Should().Be(0.01);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void StandingOf_NoSuchClass_IsRefused(double code) =>
        FluentActions.Invoking(() => Classes.StandingOf(code, "rows")).Should().Throw<ArgumentException>().WithMessage($"There is no class {code}; there are 3, the first being 0.*");

    [Fact]
    public void StandingOf_Timestamp_TellsTheHour()
    {
        // 249 at 09:30 and one at 03:59:59.5 UTC, before 1970 as well as after.
        double[] times = [.. Enumerable.Range(-100, 249).Select(day => (86_400.0 * day) + 34_200), (86_400.0 * 400) + 14_399.5];
        var baseline = TimestampBaseline.Of(times);

        baseline.HourCounts[9].Should().Be(249);
        baseline.StandingOf(3 * 3_600, "normal sessions").ToString().Should().Be("at 03:00–04:00 UTC, as 0.4 % of normal sessions");
        baseline.StandingOf(23.5 * 3_600, "normal sessions").ToString().Should().Be("at 23:00–24:00 UTC, as no normal sessions");
        baseline.StandingOf(double.NaN, "normal sessions").ToString().Should().Be("as in no normal sessions");
        baseline.StandingInTime(86_400.0 * 500, "normal sessions").ToString().Should().Be("later than all normal sessions");
        baseline.StandingInTime(86_400.0 * -98, "normal sessions").ToString().Should().MatchRegex("^earlier than 9[89]\\.[0-9] % of normal sessions$");
    }

    [Theory]
    [InlineData(0.00001, "fewer than 0.1 %")]
    [InlineData(0.0005, "0.1 %")]
    [InlineData(0.9996, "more than 99.9 %")]
    [InlineData(0.99999, "more than 99.9 %")]
    [InlineData(0.999, "99.9 %")]
    [InlineData(0, "0.0 %")]
    [InlineData(1, "100.0 %")]
    public void Percent_NearTheEnds_IsNeverRoundedToThem(double share, string text) => StandingText.Percent(share).Should().Be(text);

    [Fact]
    public void ToString_CultureWithComma_WritesPoints()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.PercentDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Thousand.StandingOf(993, "rows").ToString().Should().Be("higher than 99.2 % of rows");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void AreWhole_OneFraction_IsFalse()
    {
        NumericBaseline.Of([1, 2, double.NaN]).AreWhole.Should().BeTrue();
        NumericBaseline.Of([1, 2.5]).AreWhole.Should().BeFalse();
    }

    [Fact]
    public void Of_Codes_CountsClassesOthersAndMissing()
    {
        var baseline = CategoricalBaseline.Of([0, 2, double.NaN, 2, double.NaN, double.NaN], classCount: 3, missingCount: 2);

        baseline.Should().Be(new CategoricalBaseline([1, 0, 2], otherCount: 1, missingCount: 2));
        baseline.PresentCount.Should().Be(4);
    }

    [Fact]
    public void Constructors_BadParts_AreRefused()
    {
        Refusal(() => new CategoricalBaseline([1, -1], 0, 0)).Should().StartWith("Class 1 (first = 0) has the count -1; it must be at least 0.");
        Refusal(() => new CategoricalBaseline([1], -2, 0)).Should().StartWith("-2 rows hold a text that is no class; it must be at least 0.");
        Refusal(() => new CategoricalBaseline([int.MaxValue, 1], 0, 0)).Should().StartWith("The classes hold 2147483648 rows; a table has at most 2147483647.");
        Refusal(() => new NumericBaseline(Thousand.Spread, areWhole: true, missingCount: -3)).Should().StartWith("-3 values are missing; it must be at least 0.");
        Refusal(() => new TimestampBaseline(Tied.Spread, [1, 2], 0)).Should().StartWith("There are counts of 2 hours; there must be 24.");
        Refusal(() => new TimestampBaseline(Tied.Spread, [399, .. new int[23]], 0)).Should().StartWith("The hours hold 399 timestamps, but 400 were spread over time.");
        Refusal(() => new TimestampBaseline(Tied.Spread, [-1, 401, .. new int[22]], 0)).Should().StartWith("The count of an hour is -1; it must be at least 0.");
        Refusal(() => new TableBaseline([Tied], 399, isOfNormalRows: true)).Should().StartWith("The baseline of column 0 (first = 0) is of 400 rows, but that of the table of 399.");
        Refusal(() => new TableBaseline([null], 0, isOfNormalRows: true)).Should().StartWith("A baseline of 0 rows tells nothing; there must be at least 1.");
    }

    [Theory]
    [InlineData(true, "normal sessions")]
    [InlineData(false, "training sessions")]
    public void Among_TellsWhoTheRowsAre(bool isOfNormalRows, string expected) => new TableBaseline([Tied], 400, isOfNormalRows).Among("sessions").Should().Be(expected);

    private static string Refusal(Func<object> make) => make.Should().Throw<ArgumentException>().Which.Message;
}
