using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests;

/// <summary>Detectors that learn without labels, and ensembles, have the same bits from a file, by every route and on any number of threads.</summary>
public class AnomalyDetectorBitsTests
{
    private static readonly Table Labelled = TestSessions.Training;

    public static TheoryData<string> Learners => AnomalyDetectorLearnerTests.Learners;

    [Theory]
    [MemberData(nameof(Learners))]
    public void Save_ThenLoad_PredictsTheSameBits(string learner)
    {
        DetectorArtifact artifact = AnomalyDetectorLearnerTests.Train(Labelled, AnomalyDetectorLearnerTests.Options(learner)).Artifact;
        using var stream = new MemoryStream();
        artifact.Save(stream);

        var loaded = DetectorArtifact.Load(stream.ToArray());

        using var again = new MemoryStream();
        loaded.Save(again);
        again.ToArray().Should().Equal(stream.ToArray());
        loaded.Calibration.Should().Be(artifact.Calibration);
        loaded.Probability.Should().Be(artifact.Probability);
        new AnomalyDetectionPredictor(loaded).PredictBatch(TestSessions.Test).Should().Equal(new AnomalyDetectionPredictor(artifact).PredictBatch(TestSessions.Test));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Predict_ByEveryRoute_GivesTheSameBits(string learner)
    {
        DetectorArtifact artifact = AnomalyDetectorLearnerTests.Train(Labelled, AnomalyDetectorLearnerTests.Options(learner)).Artifact;
        var predictor = new AnomalyDetectionPredictor(artifact);
        var parallel = new AnomalyDetectionPredictor(artifact, new PredictorOptions { Scoring = new() { MaxThreads = 3 } });
        Table table = TestSessions.Test;
        AnomalyPrediction[] expected = predictor.PredictBatch(table);
        FeatureMatrix encoded = artifact.Encoder.Encode(table);
        float[] rows = new float[table.RowCount * encoded.FeatureCount];
        for (int row = 0; row < table.RowCount; row++) encoded.CopyRow(row, rows.AsSpan(row * encoded.FeatureCount, encoded.FeatureCount));
        double[] raw = new double[table.RowCount];
        predictor.ScoreBatch(rows, raw);

        parallel.PredictBatch(table).Should().Equal(expected);
        raw.Should().Equal(expected.Select(prediction => prediction.RawScore));
        for (int row = 0; row < table.RowCount; row++)
        {
            ReadOnlySpan<float> values = rows.AsSpan(row * encoded.FeatureCount, encoded.FeatureCount);
            predictor.PredictSingle(table.Record(row)).Should().Be(expected[row]);
            predictor.PredictEncoded(values).Should().Be(expected[row]);
            artifact.Model.Score(values).Should().Be(expected[row].RawScore, "engines give the bits of the model");
        }
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Train_Twice_SavesTheSameBytes(string learner)
    {
        byte[][] files = [.. new[] { 1, 2, 7 }.Select(threads => File(AnomalyDetectorLearnerTests.Train(Labelled, AnomalyDetectorLearnerTests.Options(learner, threads)).Artifact))];

        files[1].Should().Equal(files[0]);
        files[2].Should().Equal(files[0]);
    }

    private static byte[] File(DetectorArtifact artifact)
    {
        using var stream = new MemoryStream();
        artifact.Save(stream);
        return stream.ToArray();
    }
}
