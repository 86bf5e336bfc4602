using System.Text;
using Anomaly.Detection.Data;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Simulation;

namespace Anomaly.Detection.Tests;

/// <summary>Batches of more rows than a block: the bits of single rows, the row of a fault, any number of threads.</summary>
public sealed class BatchBlocksTests
{
    private const int Rows = 9_000;

    private static readonly int[] Repeated = [.. Enumerable.Range(0, Rows).Select(row => row * 7 % TestSessions.Test.RowCount)];

    private static readonly Table Many = TestSessions.Test.Select(Repeated);

    private static AnomalyDetectionPredictor Predictor => TestSessions.Predictor;

    private static IReadOnlyDictionary<string, FeatureValue>[] Records { get; } = Gather();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(null)]
    public void PredictBatch_TableOfSeveralBlocks_GivesTheBitsOfItsRows(int? threads)
    {
        var reports = new List<int>();
        var predictor = new AnomalyDetectionPredictor(TestSessions.Trained.Artifact, new PredictorOptions { Scoring = new ScorerOptions { MaxThreads = threads } });

        AnomalyPrediction[] predictions = predictor.PredictBatch(Many, new Immediate(reports.Add));

        predictions.Should().Equal(Records.Select(record => Predictor.PredictSingle(record)));
        reports.Should().BeInAscendingOrder().And.EndWith(Rows);
        reports.Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public void PredictBatch_ListAndJsonOfSeveralBlocks_GiveTheBitsOfTheTable()
    {
        AnomalyPrediction[] expected = Predictor.PredictBatch(Many);

        Predictor.PredictBatch(Records).Should().Equal(expected);
        Predictor.PredictBatch(Encoding.UTF8.GetBytes("[" + string.Join(",", Enumerable.Repeat("{}", 5_001)) + "]")).Should().Equal(Enumerable.Repeat(Predictor.PredictSingle("{}"u8), 5_001));
        Predictor.PredictBatch(Many.Select([])).Should().BeEmpty();
        Predictor.PredictBatch(Array.Empty<IReadOnlyDictionary<string, FeatureValue>>()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void PredictBatch_SeveralBadRows_NamesTheFirst(int threads)
    {
        var predictor = new AnomalyDetectionPredictor(TestSessions.Trained.Artifact, new PredictorOptions { Scoring = new ScorerOptions { MaxThreads = threads } });
        double[] clicks = new double[40_000];
        foreach (int row in new[] { 8_500, 8_600, 12_000, 39_999 }) clicks[row] = 1e39;
        Table table = Table.FromRecords(clicks, new RecordBinder<double>().Map("clicks_count", value => value));

        predictor.Invoking(p => p.PredictBatch(table)).Should().Throw<RecordFormatException>().WithMessage("column 'clicks_count' (row 8501): 1E+39 is beyond*");
    }

    [Fact]
    public void PredictBatch_ListWithABadRecordInALaterBlock_NamesTheRow()
    {
        IReadOnlyDictionary<string, FeatureValue>[] records = [.. Records];
        records[4_500] = new Dictionary<string, FeatureValue> { ["clicks_count"] = "many" };
        string json = "[" + string.Join(",", Enumerable.Repeat("{}", 4_500)) + """,{"clicks_count":1e39}]""";

        Predictor.Invoking(p => p.PredictBatch(records)).Should().Throw<RecordFormatException>().WithMessage("column 'clicks_count' (row 4501): 'many' is not a number");
        Predictor.Invoking(p => p.PredictBatch(Encoding.UTF8.GetBytes(json))).Should().Throw<RecordFormatException>().WithMessage("column 'clicks_count' (row 4501): 1E+39 is beyond*");
    }

    [Fact]
    public void PredictBatch_ManyThreadsAndCancelled_Stops()
    {
        var predictor = new AnomalyDetectionPredictor(TestSessions.Trained.Artifact, new PredictorOptions { Scoring = new ScorerOptions { MaxThreads = 2 } });
        using var source = new CancellationTokenSource();

        predictor.Invoking(p => p.PredictBatch(Many, new Immediate(_ => source.Cancel()), source.Token)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void PredictBatch_RowsOfManyFeatures_AreScoredInSmallerBlocks()
    {
        Table table = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 600, AnomalyRate = 0.3 }).Draw();
        var options = TestSessions.Options with { Encoder = new FeatureEncoderOptions { CategoryEncoding = CategoryEncoding.OneHot }, Kinds = new Dictionary<string, FeatureKind> { ["user_id"] = FeatureKind.Categorical, ["session_id"] = FeatureKind.Categorical } };
        TrainedDetector detector = new AnomalyDetectorTrainer(options).Train(table);
        var predictor = new AnomalyDetectionPredictor(detector.Artifact);

        predictor.Info.FeatureNames.Should().HaveCountGreaterThan(600);
        new DetectorScorer(detector.Artifact.Encoder, detector.Artifact.Model, new ScorerOptions()).BlockRows.Should().BeInRange(512, 1024);
        predictor.PredictBatch(table.Select([.. Enumerable.Range(0, 2_000).Select(row => row % 600)]))
            .Should().Equal(Enumerable.Range(0, 2_000).Select(row => predictor.PredictSingle(table.Record(row % 600))));
    }

    [Fact]
    public void Scoring_EveryEngineOfThisMachine_GivesTheSameBits()
    {
        AnomalyPrediction[] expected = Predictor.PredictBatch(Many);

        foreach (ScoringEngine engine in EngineChoice.Supported)
        {
            var predictor = new AnomalyDetectionPredictor(TestSessions.Trained.Artifact, new PredictorOptions { Scoring = new ScorerOptions { Engine = engine } });
            predictor.PredictBatch(Many).Should().Equal(expected, "{0}", engine);
        }
    }

    private static IReadOnlyDictionary<string, FeatureValue>[] Gather()
    {
        IReadOnlyDictionary<string, FeatureValue>[] different = [.. Enumerable.Range(0, TestSessions.Test.RowCount).Select(TestSessions.Test.Record)];
        return [.. Repeated.Select(row => different[row])];
    }

    private sealed class Immediate(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
