using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests;

/// <summary>Records that come one by one: in order, together where they are there together, and never kept waiting.</summary>
public sealed class PredictStreamTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly IReadOnlyDictionary<string, FeatureValue>[] Records = [.. Enumerable.Range(0, TestSessions.Test.RowCount).Select(TestSessions.Test.Record)];

    private static AnomalyDetectionPredictor Predictor => TestSessions.Predictor;

    [Fact]
    public async Task PredictStream_RecordsThatAreThere_GivesTheBitsOfTheBatchInOrder()
    {
        IReadOnlyDictionary<string, FeatureValue>[] many = [.. Enumerable.Range(0, 10_000).Select(row => Records[row % Records.Length])];
        RecordBinder<int> binder = new();
        foreach (FeatureColumn column in TestSessions.Test.Schema.Columns) binder = binder.Map(column.Name, row => Records[row][column.Name]);

        (await Predictor.PredictStream(many.ToAsyncEnumerable()).ToArrayAsync()).Should().Equal(Predictor.PredictBatch(many));
        (await Predictor.PredictStream(Enumerable.Range(0, Records.Length).ToAsyncEnumerable(), binder).ToArrayAsync()).Should().Equal(Predictor.PredictBatch(Records));
        (await Predictor.PredictStream(AsyncEnumerable.Empty<IReadOnlyDictionary<string, FeatureValue>>()).ToArrayAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task PredictStream_NextRecordNotThereYet_HandsOutWhatIsThere()
    {
        var channel = Channel.CreateUnbounded<IReadOnlyDictionary<string, FeatureValue>>();
        await using IAsyncEnumerator<AnomalyPrediction> predictions = Predictor.PredictStream(channel.Reader.ReadAllAsync()).GetAsyncEnumerator();

        for (int row = 0; row < 100; row++)
        {
            // The next record is written only when this one's prediction is in hand.
            channel.Writer.TryWrite(Records[row]).Should().BeTrue();
            (await predictions.MoveNextAsync().AsTask().WaitAsync(Deadline)).Should().BeTrue();
            predictions.Current.Should().Be(Predictor.PredictSingle(Records[row]));
        }

        channel.Writer.Complete();
        (await predictions.MoveNextAsync().AsTask().WaitAsync(Deadline)).Should().BeFalse();
    }

    [Fact]
    public async Task PredictStream_BadRecord_IsToldWithItsRowAfterAllBefore()
    {
        IReadOnlyDictionary<string, FeatureValue>[] bad = [.. Records[..20], new Dictionary<string, FeatureValue> { ["clicks_count"] = "many" }, Records[0]];
        RecordBinder<int> failing = new RecordBinder<int>().Map("clicks_count", row => row < 3 ? (double)row : throw new InvalidTimeZoneException("the binder's"));

        (int before, Exception? fault) = await Count(Predictor.PredictStream(bad.ToAsyncEnumerable()));
        before.Should().Be(20);
        fault.Should().BeOfType<RecordFormatException>().Which.Message.Should().Be("column 'clicks_count' (row 21): 'many' is not a number");

        (before, fault) = await Count(Predictor.PredictStream(new[] { Records[0], Records[1], null! }.ToAsyncEnumerable()));
        before.Should().Be(2);
        fault.Should().BeOfType<ArgumentException>().Which.Message.Should().StartWith("Record 3 is null.");

        (before, fault) = await Count(Predictor.PredictStream(Enumerable.Range(0, 9).ToAsyncEnumerable(), failing));
        before.Should().Be(3);
        fault.Should().BeOfType<InvalidTimeZoneException>();
    }

    [Fact]
    public async Task PredictStream_SourceThatFails_IsToldAfterAllBefore()
    {
        (int before, Exception? fault) = await Count(Predictor.PredictStream(Source()));

        before.Should().Be(5);
        fault.Should().BeOfType<InvalidOperationException>().Which.Message.Should().Be("the source's");

        static async IAsyncEnumerable<IReadOnlyDictionary<string, FeatureValue>> Source()
        {
            for (int row = 0; row < 5; row++) yield return Records[row];
            await Task.CompletedTask;
            throw new InvalidOperationException("the source's");
        }
    }

    [Fact]
    public async Task PredictStream_ReaderThatLeavesEarly_StopsAndDisposesTheSource()
    {
        bool isDisposed = false;

        await foreach (AnomalyPrediction prediction in Predictor.PredictStream(Source(CancellationToken.None)).WithCancellation(CancellationToken.None))
        {
            prediction.Should().Be(Predictor.PredictSingle(Records[0]));
            break;
        }

        isDisposed.Should().BeTrue();

        async IAsyncEnumerable<IReadOnlyDictionary<string, FeatureValue>> Source([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                yield return Records[0];
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                isDisposed = true;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PredictStream_Cancelled_Stops(bool byEnumerator)
    {
        using var stop = new CancellationTokenSource();
        var channel = Channel.CreateUnbounded<IReadOnlyDictionary<string, FeatureValue>>();
        channel.Writer.TryWrite(Records[0]);
        IAsyncEnumerable<AnomalyPrediction> predictions = Predictor.PredictStream(channel.Reader.ReadAllAsync(CancellationToken.None), byEnumerator ? CancellationToken.None : stop.Token);
        int count = 0;

        Func<Task> read = async () =>
        {
            await foreach (AnomalyPrediction _ in predictions.WithCancellation(byEnumerator ? stop.Token : CancellationToken.None))
            {
                count++;
                await stop.CancelAsync();
            }
        };

        (await read.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(stop.Token);
        count.Should().Be(1);
    }

    [Fact]
    public void PredictStream_Nulls_AreRefusedAtOnce()
    {
        Predictor.Invoking(p => p.PredictStream(null!)).Should().Throw<ArgumentNullException>();
        Predictor.Invoking(p => p.PredictStream(Records.ToAsyncEnumerable(), null!)).Should().Throw<ArgumentNullException>();
    }

    private static async Task<(int Count, Exception? Fault)> Count(IAsyncEnumerable<AnomalyPrediction> predictions)
    {
        int count = 0;
        try
        {
            await foreach (AnomalyPrediction _ in predictions) count++;
            return (count, null);
        }
        catch (Exception exception)
        {
            return (count, exception);
        }
    }
}
