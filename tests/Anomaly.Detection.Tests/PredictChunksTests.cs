using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests;

public sealed class PredictChunksTests
{
    private static AnomalyDetectionPredictor Predictor => TestSessions.Predictor;

    private static Table Test => TestSessions.Test;

    [Fact]
    public async Task PredictChunks_ChunksOfATable_GiveItsPredictions()
    {
        Table[] chunks = [Test.Select([.. Enumerable.Range(0, 150)]), Test.Select([]), Test.Select([.. Enumerable.Range(150, 250)])];
        AnomalyPrediction[] expected = Predictor.PredictBatch(Test);

        Predictor.PredictChunks(chunks).Select(chunk => chunk.Length).Should().Equal(150, 0, 250);
        Predictor.PredictChunks(chunks).SelectMany(chunk => chunk).Should().Equal(expected);
        (await Predictor.PredictChunks(chunks.ToAsyncEnumerable()).ToArrayAsync()).SelectMany(chunk => chunk).Should().Equal(expected);
    }

    [Fact]
    public async Task PredictChunks_BadRowInALaterChunk_IsCountedOverAllChunks()
    {
        Table bad = Table.FromRows([new Dictionary<string, FeatureValue> { ["clicks_count"] = 1 }, new Dictionary<string, FeatureValue> { ["clicks_count"] = 1e39 }]);
        Table[] chunks = [Test, Test, bad];

        Predictor.Invoking(p => p.PredictChunks(chunks).Count()).Should().Throw<RecordFormatException>().WithMessage("column 'clicks_count' (row 802): 1E+39 is beyond*");
        await Predictor.Awaiting(p => p.PredictChunks(chunks.ToAsyncEnumerable()).CountAsync().AsTask()).Should().ThrowAsync<RecordFormatException>().WithMessage("column 'clicks_count' (row 802)*");
    }

    [Fact]
    public void PredictChunks_EndlessChunks_AreReadOnlyAsFarAsTheyAreAskedFor()
    {
        int read = 0;

        Predictor.PredictChunks(Endless()).Take(3).SelectMany(chunk => chunk).Should().HaveCount(3 * Test.RowCount);

        read.Should().Be(3);

        IEnumerable<Table> Endless()
        {
            while (true)
            {
                read++;
                yield return Test;
            }
        }
    }

    [Fact]
    public void PredictChunks_NullsAndCancellation_AreRefused()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Predictor.Invoking(p => p.PredictChunks((IEnumerable<Table>)null!)).Should().Throw<ArgumentNullException>();
        Predictor.Invoking(p => p.PredictChunks((IAsyncEnumerable<Table>)null!)).Should().Throw<ArgumentNullException>();
        Predictor.Invoking(p => p.PredictChunks([Test, null!]).Count()).Should().Throw<ArgumentException>().WithMessage("The chunk after row 400 is null.*");
        Predictor.Invoking(p => p.PredictChunks([Test], source.Token).Count()).Should().Throw<OperationCanceledException>();
    }
}
