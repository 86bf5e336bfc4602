using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests.Preprocessing;

public sealed class EncodedFeatureTests
{
    public static TheoryData<FeatureOperation> Operations => [.. Enum.GetValues<FeatureOperation>()];

    [Theory]
    [InlineData("1970-01-01", 0, 3)] // a Thursday
    [InlineData("2024-01-15", 0, 0)] // a Monday
    [InlineData("2024-01-21T23:59:59.9999Z", 23, 6)]
    [InlineData("2024-02-29 12:00", 12, 3)]
    [InlineData("2024-01-15T00:30:00+01:00", 23, 6)] // Sunday evening in UTC
    [InlineData("1969-12-31T23:59:59", 23, 2)]
    [InlineData("1969-12-31T23:59:59.9999999", 23, 2)]
    [InlineData("0001-01-01", 0, 0)]
    [InlineData("9999-12-31T22:00:00", 22, 4)]
    public void Apply_Timestamp_GivesHourAndDayOfTheWeekInUtc(string text, double hour, double dayOfWeek)
    {
        TimestampText.TryParse(text, out double seconds).Should().BeTrue();

        Feature(FeatureOperation.HourOfDay).Apply(seconds, double.NaN).Should().Be(hour);
        Feature(FeatureOperation.DayOfWeek).Apply(seconds, double.NaN).Should().Be(dayOfWeek);
    }

    [Fact]
    public void Apply_EveryDayOfACentury_AgreesWithTheCalendar()
    {
        EncodedFeature dayOfWeek = Feature(FeatureOperation.DayOfWeek);
        for (var day = new DateTime(1930, 1, 1, 17, 0, 0, DateTimeKind.Utc); day.Year < 2030; day = day.AddDays(1))
        {
            double expected = ((int)day.DayOfWeek + 6) % 7;
            dayOfWeek.Apply(TimestampText.ToSeconds(day), double.NaN).Should().Be(expected, "{0:yyyy-MM-dd} is a {1}", day, day.DayOfWeek);
        }
    }

    [Fact]
    public void Apply_ElapsedDays_CountsFromTheOriginBothWays()
    {
        EncodedFeature feature = Feature(FeatureOperation.ElapsedDays) with { OriginSeconds = 86400 };

        feature.Apply(86400 * 2.5, double.NaN).Should().Be(1.5);
        feature.Apply(0, double.NaN).Should().Be(-1);
    }

    [Theory]
    [InlineData(6, 4, 1.5)]
    [InlineData(-1, 0.5, -2)]
    [InlineData(1, 0, double.NaN)]
    [InlineData(0, 0, double.NaN)]
    [InlineData(1, -0.0, double.NaN)]
    [InlineData(0, 5, 0)]
    public void Apply_Ratio_DividesAndIsMissingByZero(double first, double second, double expected) =>
        Feature(FeatureOperation.Ratio).Apply(first, second).Should().Be(expected);

    [Fact]
    public void Apply_Difference_Subtracts() => Feature(FeatureOperation.Difference).Apply(2, 5).Should().Be(-3);

    [Fact]
    public void Apply_Category_GivesCodeShareOrIndicator()
    {
        EncodedFeature frequency = Feature(FeatureOperation.Frequency) with { Frequencies = [0.25, 0.75] };
        EncodedFeature oneHot = Feature(FeatureOperation.OneHot) with { ClassCode = 1 };

        Feature(FeatureOperation.Code).Apply(1, double.NaN).Should().Be(1);
        frequency.Apply(1, double.NaN).Should().Be(0.75);
        oneHot.Apply(1, double.NaN).Should().Be(1);
        oneHot.Apply(0, double.NaN).Should().Be(0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(1e300)]
    [InlineData(double.PositiveInfinity)]
    public void Apply_FrequencyOfACodeThatIsNone_IsMissing(double code) =>
        (Feature(FeatureOperation.Frequency) with { Frequencies = [0.25, 0.75] }).Apply(code, double.NaN).Should().Be(double.NaN);

    [Theory]
    [MemberData(nameof(Operations))]
    public void Apply_MissingIn_MissingOut(FeatureOperation operation)
    {
        EncodedFeature feature = Feature(operation) with { ClassCode = 0, Frequencies = [1] };

        feature.Apply(double.NaN, double.NaN).Should().Be(double.NaN);
        feature.Apply(double.NaN, 1).Should().Be(double.NaN);
        if (feature.HasTwoSources) feature.Apply(1, double.NaN).Should().Be(double.NaN);
    }

    [Fact]
    public void Equals_SameContent_IsEqualAlthoughNaNAndArraysAre()
    {
        EncodedFeature left = Feature(FeatureOperation.Frequency) with { Frequencies = [0.25, 0.75] };
        EncodedFeature right = Feature(FeatureOperation.Frequency) with { Frequencies = [0.25, 0.75] };

        right.Should().Be(left);
        right.GetHashCode().Should().Be(left.GetHashCode());
        (right with { Frequencies = [0.25, 0.5] }).Should().NotBe(left);
        (right with { Fill = 0 }).Should().NotBe(left);
        (right with { Name = "other" }).Should().NotBe(left);
    }

    [Fact]
    public void Frequencies_DefaultArray_IsEmpty() => (Feature(FeatureOperation.Code) with { Frequencies = default }).Frequencies.Should().BeEmpty();

    private static EncodedFeature Feature(FeatureOperation operation) => new() { Name = "feature", Operation = operation, Source = 0 };
}
