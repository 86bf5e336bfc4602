using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class HourOfDayTests
{
    [Fact]
    public void Of_Times_TellsTheirHour()
    {
        // Midnight, a quarter to four on the second day, a second before 1970, missing.
        ColumnEffect hours = HourOfDay.Of(ExplanationSamples.Effect("seen", FeatureKind.Timestamp, [0, 86_400 + (3.75 * 3_600), -1, double.NaN], [1, 2, 3, 4]));

        (hours.Column, hours.Kind).Should().Be(("seen, hour (UTC)", FeatureKind.Numeric));
        hours.Values.Should().Equal(0, 3.75, 23.99, double.NaN);
        hours.Amounts.Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public void Of_DatesAloneAndOtherKinds_LeavesThemAsTheyAre()
    {
        ColumnEffect dates = ExplanationSamples.Effect("seen", FeatureKind.Timestamp, [0, 86_400, double.NaN], [1, 2, 3]);
        ColumnEffect numbers = ExplanationSamples.Effect("clicks", FeatureKind.Numeric, [5_000, 1], [1, 2]);

        HourOfDay.Of(dates).Should().BeSameAs(dates);
        HourOfDay.Of(numbers).Should().BeSameAs(numbers);
    }
}
