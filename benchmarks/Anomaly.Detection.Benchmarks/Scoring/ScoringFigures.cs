using Anomaly.Detection.Benchmarks.Measuring;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>What one process measured of a library that scores a forest it was given.</summary>
/// <param name="LoadMs">Wall time from the form the library takes in to ready, when the library itself is loaded and compiled.</param>
/// <param name="ModelMb">Length of that form, in units of 10⁶ bytes.</param>
/// <param name="Single">Single rows.</param>
/// <param name="Batch1000">1,000 rows.</param>
/// <param name="Batch100000">100,000 rows.</param>
/// <param name="Unequal">Rows whose score differs from the expected one in any bit.</param>
/// <param name="GreatestDifference">From the expected score.</param>
internal sealed record ScoringFigures(double LoadMs, double ModelMb, LatencyFigures Single, BatchFigures Batch1000, BatchFigures Batch100000, int Unequal, double GreatestDifference)
{
    private const int Loads = 3;

    public static ScoringFigures Measure(SharedForest shared, ExportedForest exported)
    {
        // The first of all loads the library too.
        exported.Load().Dispose();
        double load = Enumerable.Range(0, Loads).Select(_ => LoadSeconds(exported)).Median();
        using IScoringPeer peer = exported.Load();
        double[] scores = new double[shared.Big.Count];
        peer.Score(shared.Big.Values, scores);
        double[] differences = [.. scores.Zip(shared.Expected, (score, expected) => Math.Abs(score - expected))];
        int unequal = scores.Zip(shared.Expected).Count(pair => BitConverter.DoubleToInt64Bits(pair.First) != BitConverter.DoubleToInt64Bits(pair.Second));
        return new ScoringFigures(
            load * 1e3,
            exported.Megabytes,
            LatencyFigures.Measure(row => scores[0] = peer.Score(shared.Test.Row(row)), shared.Test.Count),
            Batch(1000, TimeSpan.FromSeconds(3), fewest: 3, most: 50),
            Batch(100_000, TimeSpan.FromSeconds(4), fewest: 1, most: 5),
            unequal,
            differences.Max());

        BatchFigures Batch(int size, TimeSpan limit, int fewest, int most)
        {
            int count = Math.Min(size, shared.Big.Count);
            return BatchFigures.Measure(first => peer.Score(shared.Big.Rows(first, count), scores.AsSpan(0, count)), shared.Big.Count, size, limit, fewest, most);
        }
    }

    private static double LoadSeconds(ExportedForest exported)
    {
        IScoringPeer? peer = null;
        var cost = Cost.Of(() => peer = exported.Load());
        peer!.Dispose();
        return cost.WallSeconds;
    }
}
