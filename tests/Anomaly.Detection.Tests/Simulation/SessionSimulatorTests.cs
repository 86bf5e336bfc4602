using System.Security.Cryptography;
using System.Text;
using Anomaly.Detection.Data;
using Anomaly.Detection.Simulation;

namespace Anomaly.Detection.Tests.Simulation;

public class SessionSimulatorTests
{
    private static readonly Table Sample = new SessionSimulator(new() { AnomalyRate = 0.4 }).Draw();

    [Fact]
    public void Schema_Always_IsThe18DocumentedColumns()
    {
        string[] names =
        [
            "user_id", "session_id", "device_type", "screen_size", "browser_info", "language", "device_orientation", "geolocation_city",
            "transaction_date", "time_on_page", "clicks_count", "scroll_count", "form_submissions", "page_views", "session_duration",
            "bounce_rate", "conversion_rate", "avg_session_duration",
        ];
        FeatureKind[] kinds =
        [
            .. Enumerable.Repeat(FeatureKind.Identifier, 2), .. Enumerable.Repeat(FeatureKind.Categorical, 6), FeatureKind.Timestamp,
            .. Enumerable.Repeat(FeatureKind.Numeric, 9),
        ];
        SessionSimulator.Schema.Columns.Select(column => column.Name).Should().Equal(names);
        SessionSimulator.Schema.Columns.Select(column => column.Kind).Should().Equal(kinds);
        Sample.Schema.Should().Be(SessionSimulator.Schema);
    }

    [Theory]
    [InlineData(5000, 0.4, 2000)]
    [InlineData(5000, 0.04, 200)]
    [InlineData(1, 0.5, 1)] // halves up
    [InlineData(1, 0.49, 0)]
    [InlineData(333, 0.1, 33)]
    [InlineData(100, 0.0, 0)]
    [InlineData(100, 1.0, 100)]
    public void Draw_AnyRate_HasExactlyThatManyAnomalies(int count, double rate, int anomalies)
    {
        Table table = new SessionSimulator(new() { SessionCount = count, AnomalyRate = rate }).Draw();
        table.RowCount.Should().Be(count);
        table.IsLabelled.Should().BeTrue();
        table.AnomalyCount.Should().Be(anomalies);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(977)]
    [InlineData(5_000)]
    [InlineData(int.MaxValue)]
    public void DrawChunks_AnySize_TogetherAreTheWholeTable(int rowsPerChunk)
    {
        int first = 0;
        foreach (Table chunk in new SessionSimulator(new() { AnomalyRate = 0.4 }).DrawChunks(rowsPerChunk))
        {
            chunk.RowCount.Should().Be(Math.Min(rowsPerChunk, Sample.RowCount - first));
            for (int row = 0; row < chunk.RowCount; row += 97) chunk.Record(row).Should().Equal(Sample.Record(first + row));
            chunk.IsAnomaly.SequenceEqual(Sample.IsAnomaly.Slice(first, chunk.RowCount)).Should().BeTrue();
            first += chunk.RowCount;
        }

        first.Should().Be(Sample.RowCount);
    }

    [Fact]
    public void DrawChunks_NoRowsPerChunk_IsRefused() =>
        FluentActions.Invoking(() => new SessionSimulator().DrawChunks(0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("rowsPerChunk");

    [Fact]
    public void Draw_SameOptionsTwice_SameBytesOnEveryMachine()
    {
        var options = new SessionSimulatorOptions { SessionCount = 2000, AnomalyRate = 0.25, Seed = 7, Population = 3, Days = 200 };
        string hash = Hash(new SessionSimulator(options).Draw());
        hash.Should().Be(Hash(new SessionSimulator(options).Draw()));
        hash.Should().Be("2906731CA30A5896706548655AD4A621813CF68F8573EF2331ABEE227D92B230", "the numbers of a seed are part of what users rely on; a change of the simulated world changes them on purpose");
    }

    [Fact]
    public void Draw_AnotherSeedRateOrDay_AnotherTable()
    {
        var options = new SessionSimulatorOptions { SessionCount = 50 };
        SessionSimulatorOptions[] others = [options with { Seed = 43 }, options with { Population = 1 }, options with { FirstDay = new(2024, 1, 2) }, options with { AnomalyRate = 0.5 }];
        others.Select(other => Hash(new SessionSimulator(other).Draw())).Append(Hash(new SessionSimulator(options).Draw())).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Draw_TwoPopulations_ShareNoUserAndNoSession()
    {
        Table other = new SessionSimulator(new() { AnomalyRate = 0.04, Population = 1 }).Draw();
        Sample.Categorical(0).ToArray().Should().NotIntersectWith(other.Categorical(0).ToArray());
        Sample.Categorical(1).ToArray().Should().NotIntersectWith(other.Categorical(1).ToArray());

        // And not the same habits under other names.
        double[] averages = [.. AverageOfUsers(Sample).Values], others = [.. AverageOfUsers(other).Values];
        Enumerable.Range(0, 400).Count(user => averages[user] == others[user]).Should().BeLessThan(20);
    }

    [Fact]
    public void Draw_SamePopulationLater_SameUsersWithTheSameHabitsInOtherSessions()
    {
        Table later = new SessionSimulator(new() { AnomalyRate = 0.4, FirstDay = new(2024, 3, 31) }).Draw();
        SortedDictionary<string, double> averages = AverageOfUsers(Sample), averagesLater = AverageOfUsers(later);
        string[] common = [.. averages.Keys.Intersect(averagesLater.Keys)];
        common.Should().HaveCountGreaterThan(480);
        common.Should().OnlyContain(user => averages[user] == averagesLater[user]);
        later.Numeric(14).ToArray().Should().NotEqual(Sample.Numeric(14).ToArray());
    }

    [Fact]
    public void Draw_Always_NamesUsersAndSessionsAsDocumented()
    {
        Sample.Categorical(1)[0].Should().Be("session_001");
        Sample.Categorical(1)[4999].Should().Be("session_5000");
        Sample.Categorical(1).ToArray().Should().OnlyHaveUniqueItems();
        Sample.Categorical(0).ToArray().Should().OnlyContain(user => user!.StartsWith("user_", StringComparison.Ordinal)).And.Contain("user_001");
        Sample.Categorical(0).ToArray().Distinct().Count().Should().BeInRange(490, 500, "users have ten sessions each on average");
    }

    [Fact]
    public void Draw_Always_RowsAreInTheOrderOfTimeWithinTheDays()
    {
        double[] seconds = Sample.Numeric(8).ToArray();
        seconds.Should().BeInAscendingOrder().And.OnlyContain(second => second == Math.Floor(second));
        seconds[0].Should().BeInRange(TimestampText.ToSeconds(new DateTime(2024, 1, 1)), TimestampText.ToSeconds(new DateTime(2024, 1, 2)));
        seconds[^1].Should().BeInRange(TimestampText.ToSeconds(new DateTime(2024, 3, 30)), TimestampText.ToSeconds(new DateTime(2024, 3, 31)) - 1);
    }

    [Fact]
    public void Draw_AllDaysOfTheCalendar_RowsAreInTheOrderOfTime()
    {
        // 3.2e11 seconds and an index of 31 bits are more than 64 bits hold.
        double[] times = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 2_000, FirstDay = DateOnly.MinValue, Days = DateOnly.MaxValue.DayNumber + 1 }).Draw().Numeric(8).ToArray();

        times.Should().BeInAscendingOrder();
        times[0].Should().BeLessThan(-5e10, "the first of 2,000 sessions over ten thousand years is an early one");
        times[^1].Should().BeGreaterThan(2e11);
    }

    [Fact]
    public void Draw_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Action draw = () => new SessionSimulator().Draw(cancellationToken: source.Token);
        draw.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Draw_CancelledUnderWay_Stops()
    {
        using var source = new CancellationTokenSource();
        var progress = new Progress(row => source.Cancel());
        Action draw = () => new SessionSimulator(new() { SessionCount = 50_000 }).Draw(progress, source.Token);
        draw.Should().Throw<OperationCanceledException>();
        progress.Reports.Should().Equal(16_384);
    }

    [Fact]
    public void Draw_WithProgress_ReportsRowsAndTheEnd()
    {
        var progress = new Progress(_ => { });
        new SessionSimulator(new() { SessionCount = 32_768 }).Draw(progress);
        progress.Reports.Should().Equal(16_384, 32_768);
    }

    private static SortedDictionary<string, double> AverageOfUsers(Table table)
    {
        var average = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (int row = 0; row < table.RowCount; row++)
        {
            if (double.IsNaN(table.Numeric(17)[row])) continue;
            double known = average.GetValueOrDefault(table.Categorical(0)[row]!, table.Numeric(17)[row]);
            table.Numeric(17)[row].Should().Be(known, "the average is the user's, not the session's");
            average[table.Categorical(0)[row]!] = known;
        }

        return average;
    }

    private static string Hash(Table table)
    {
        var text = new StringBuilder();
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int column = 0; column < table.Schema.Count; column++) text.Append(table.Value(row, column).Text).Append('|');
            text.Append(table.IsAnomaly[row] ? '1' : '0').Append('\n');
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private sealed class Progress(Action<int> onReport) : IProgress<int>
    {
        public List<int> Reports { get; } = [];

        public void Report(int value)
        {
            Reports.Add(value);
            onReport(value);
        }
    }
}
