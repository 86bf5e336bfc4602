using System.Runtime.InteropServices;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>The very forest that every peer is given, rows to score, and what the scores must be.</summary>
/// <remarks>
/// A folder of the harness: <c>forest.bin</c> (<see cref="HarnessForest"/>), and <c>ref_big.f64</c>, one score for each row of the part
/// "big", added in double and in tree order.
/// </remarks>
/// <param name="Forest">The forest.</param>
/// <param name="Test">Single rows.</param>
/// <param name="Big">Rows of the batches.</param>
/// <param name="Expected">One score a row of <paramref name="Big"/>.</param>
internal sealed record SharedForest(RandomForestModel Forest, LabelledRows Test, LabelledRows Big, double[] Expected)
{
    private const string ForestFile = "forest.bin";
    private const string ScoreFile = "ref_big.f64";

    /// <summary>Opens a folder of the harness; null when it holds no forest.</summary>
    /// <exception cref="UsageException">The expected scores are absent, or do not fit the rows.</exception>
    public static SharedForest? Open(string forestFolder, RowFolder rows)
    {
        string forest = Path.Combine(forestFolder, ForestFile);
        if (!File.Exists(forest)) return null;
        string scores = Path.Combine(forestFolder, ScoreFile);
        if (!File.Exists(scores)) throw new UsageException($"'{scores}' was expected beside {ForestFile}, but is not there");
        LabelledRows big = rows.Read("big");
        double[] expected = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(scores)).ToArray();
        return expected.Length == big.Count ? new SharedForest(HarnessForest.Load(forest), rows.Read("test"), big, expected) : throw new UsageException($"'{scores}' has {expected.Length} scores; expected {big.Count}, one for each row of big.X.f32");
    }

    /// <summary>Trains a forest on the part "train", and saves it with its scores of the part "big".</summary>
    /// <remarks>
    /// What is saved does not say which way missing values go. The measured tables have none, and ONNX Runtime takes a shorter way through a
    /// forest that sends all of them right, as it does with those of the harness.
    /// </remarks>
    public static void Train(ForestJob job, RowFolder rows, string forestFolder)
    {
        LabelledRows training = rows.Read("train");
        string path = Path.Combine(forestFolder, ForestFile);
        Directory.CreateDirectory(forestFolder);
        HarnessForest.Save(new RandomForestTrainer(OurOptions.For(job)).Train(FeatureMatrix.FromRows(training.Values, training.FeatureCount), training.IsAnomaly).Model, path);
        RandomForestModel forest = HarnessForest.Load(path);
        LabelledRows big = rows.Read("big");
        double[] scores = [.. Enumerable.Range(0, big.Count).Select(row => forest.Score(big.Row(row)))];
        File.WriteAllBytes(Path.Combine(forestFolder, ScoreFile), MemoryMarshal.AsBytes(scores.AsSpan()));
    }
}
