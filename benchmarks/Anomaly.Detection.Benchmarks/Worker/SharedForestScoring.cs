using System.Runtime.InteropServices;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Worker;

/// <summary>Scores the very forest that the predictors of all peers are given, by the model's reference score, on one thread.</summary>
internal sealed class SharedForestScoring(RandomForestModel forest, LabelledRows test, LabelledRows big, double[] expected)
{
    private readonly double[] _scores = new double[big.Count];

    /// <summary>Opens a folder of the harness; null when it holds no forest.</summary>
    /// <exception cref="UsageException">The expected scores are absent, or do not fit the rows.</exception>
    public static SharedForestScoring? Open(string forestFolder, RowFolder rows)
    {
        string forest = Path.Combine(forestFolder, "forest.bin");
        if (!File.Exists(forest)) return null;
        string reference = Path.Combine(forestFolder, "ref_big.f64");
        if (!File.Exists(reference)) throw new UsageException($"'{reference}' was expected beside forest.bin, but is not there");
        LabelledRows big = rows.Read("big");
        double[] expected = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(reference)).ToArray();
        return expected.Length == big.Count ? new SharedForestScoring(HarnessForest.Load(forest), rows.Read("test"), big, expected) : throw new UsageException($"'{reference}' has {expected.Length} scores; expected {big.Count}, one for each row of big.X.f32");
    }

    /// <summary>Rows whose score differs from the expected one in any bit.</summary>
    public int CountUnequal()
    {
        ScoreBatch(0, big.Count);
        return _scores.Where((score, row) => BitConverter.DoubleToInt64Bits(score) != BitConverter.DoubleToInt64Bits(expected[row])).Count();
    }

    public LatencyFigures MeasureSingle() => LatencyFigures.Measure(row => _scores[0] = forest.Score(test.Row(row)), test.Count);

    public BatchFigures Measure1000() => Measure(1000, TimeSpan.FromSeconds(3), fewest: 3, most: 50);

    public BatchFigures Measure100000() => Measure(100_000, TimeSpan.FromSeconds(4), fewest: 1, most: 5);

    private BatchFigures Measure(int batchSize, TimeSpan limit, int fewest, int most) =>
        BatchFigures.Measure(first => ScoreBatch(first, Math.Min(batchSize, big.Count)), big.Count, batchSize, limit, fewest, most);

    private void ScoreBatch(int first, int count)
    {
        for (int row = first; row < first + count; row++) _scores[row] = forest.Score(big.Row(row));
    }
}
