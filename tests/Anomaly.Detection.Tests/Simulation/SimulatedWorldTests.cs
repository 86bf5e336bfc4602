using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Simulation;

namespace Anomaly.Detection.Tests.Simulation;

/// <summary>What values simulated sessions have.</summary>
public class SimulatedWorldTests
{
    private static readonly Table Sample = new SessionSimulator(new() { AnomalyRate = 0.4 }).Draw();

    [Fact]
    public void Draw_Always_NumbersAreWithinTheirRanges()
    {
        for (int row = 0; row < Sample.RowCount; row++)
        {
            for (int column = 9; column < 18; column++)
            {
                double value = Sample.Numeric(column)[row];
                if (double.IsNaN(value)) continue;
                string name = Sample.Schema[column].Name;
                bool isShare = name is "bounce_rate" or "conversion_rate";
                (double least, double most) = name switch
                {
                    "time_on_page" => (0, Sample.Numeric(14)[row]),
                    "page_views" => (1, 1000),
                    "session_duration" => (1, 7200),
                    "bounce_rate" or "conversion_rate" => (0, 1),
                    "avg_session_duration" => (45, 1800),
                    _ => (0, 2000),
                };
                value.Should().BeInRange(least, most, $"{name} of row {row}");
                double decimals = isShare ? value * 100 : value;
                Math.Abs(decimals - Math.Round(decimals)).Should().BeLessThan(1e-9, $"{name} of row {row} is rounded");
                if (isShare) NumberText.Format(value).Length.Should().BeLessThanOrEqualTo(4);
            }
        }
    }

    [Fact]
    public void Draw_Always_CategoriesAreOfTheWorld()
    {
        Distinct(2).Should().BeEquivalentTo("mobile", "desktop", "tablet");
        Distinct(6).Should().BeEquivalentTo("portrait", "landscape");
        Distinct(3).Should().OnlyContain(screen => screen.Contains('x')).And.Contain("1920x1080");
        Distinct(4).Should().BeSubsetOf(BrowserFamily.All.SelectMany(family => family.Releases).Select(release => release.Info)).And.Contain("Chrome/91.0");
        Distinct(5).Should().Contain("en-US").And.OnlyContain(language => language.Length == 5 && language[2] == '-');
        Distinct(7).Should().BeSubsetOf(City.Homes.Items.Concat(City.Newer.Items).Select(city => city.Name)).And.Contain("New York");
    }

    [Fact]
    public void Draw_Always_LosesCellsInBothClassesAndNeverOfTheOthers()
    {
        string[] never = ["user_id", "session_id", "device_type", "transaction_date", "clicks_count", "page_views", "session_duration"];
        for (int column = 0; column < 18; column++)
        {
            double ordinary = MissingShareOf(column, isAnomaly: false), anomaly = MissingShareOf(column, isAnomaly: true);
            if (never.Contains(Sample.Schema[column].Name))
            {
                ordinary.Should().Be(0);
                anomaly.Should().Be(0);
            }
            else
            {
                // 3,000 and 2,000 rows at 1 to 4.5 %: four standard deviations are below 0.02.
                ordinary.Should().BeApproximately(MissingShare.Of(column, false), 0.015).And.BePositive();
                anomaly.Should().BeApproximately(MissingShare.Of(column, true), 0.02).And.BePositive();
                anomaly.Should().BeLessThan(3 * ordinary + 0.01, "a missing cell must not give an anomaly away");
            }
        }
    }

    [Fact]
    public void Draw_NewerBrowsersAndCities_OnlyFromTheirDayOn()
    {
        var since = BrowserFamily.All.SelectMany(family => family.Releases).ToDictionary(release => release.Info, release => release.Since);
        foreach (City city in City.Homes.Items.Concat(City.Newer.Items)) since.Add(city.Name, city.Since);
        Table table = new SessionSimulator(new() { SessionCount = 20_000, AnomalyRate = 0.2, Days = 200 }).Draw();
        var seen = new HashSet<string>();
        for (int row = 0; row < table.RowCount; row++)
        {
            DateOnly day = DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(table.Numeric(8)[row]));
            foreach (int column in new[] { 4, 7 })
            {
                if (table.Categorical(column)[row] is not { } category) continue;
                since[category].Should().BeOnOrBefore(day, $"{category} in row {row}");
                seen.Add(category);
            }
        }

        seen.Should().BeEquivalentTo(since.Keys, "every one appears in the end");
    }

    [Fact]
    public void Draw_LaterDays_HoldCategoriesThatTheEarlierDoNot()
    {
        Table later = new SessionSimulator(new() { AnomalyRate = 0.04, Population = 1, FirstDay = new(2024, 4, 1), Days = 30 }).Draw();
        later.Categorical(7).ToArray().Should().Contain("Seoul");
        Distinct(7).Should().NotContain("Seoul").And.Contain("Austin");
        later.Categorical(4).ToArray().Should().Contain("Chrome/93.0");
        Distinct(4).Should().NotContain("Chrome/93.0");
    }

    [Fact]
    public void Draw_Anomalies_DifferButNoColumnTellsThemApart()
    {
        // The best one-column rule stays far from perfect: every numeric column has anomalies on both sides of the ordinary median.
        for (int column = 9; column < 18; column++)
        {
            double[] ordinary = [.. Enumerable.Range(0, 5000).Where(row => !Sample.IsAnomaly[row]).Select(row => Sample.Numeric(column)[row]).Where(value => !double.IsNaN(value)).Order()];
            double[] anomalies = [.. Enumerable.Range(0, 5000).Where(row => Sample.IsAnomaly[row]).Select(row => Sample.Numeric(column)[row]).Where(value => !double.IsNaN(value))];
            double median = ordinary[ordinary.Length / 2];
            double below = anomalies.Count(value => value <= median) / (double)anomalies.Length;
            below.Should().BeInRange(0.1, 0.95, $"{Sample.Schema[column].Name} must not give anomalies away");
        }
    }

    private static IEnumerable<string> Distinct(int column) => Sample.Categorical(column).ToArray().OfType<string>().Distinct();

    private static double MissingShareOf(int column, bool isAnomaly)
    {
        int[] rows = [.. Enumerable.Range(0, Sample.RowCount).Where(row => Sample.IsAnomaly[row] == isAnomaly)];
        return rows.Count(row => Sample.Value(row, column).IsMissing) / (double)rows.Length;
    }
}
