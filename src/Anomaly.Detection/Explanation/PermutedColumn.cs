using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Explanation;

/// <summary>Scores rows with the values of one feature in another order. The scratch memory of one worker.</summary>
internal sealed class PermutedColumn(RowScoring score, FeatureMatrix features, bool[] isAnomaly, PermutationOptions options)
{
    private const int BlockLength = 256;

    // Row i is given the value of row _donor[i].
    private readonly int[] _donor = new int[features.RowCount];
    private readonly double[] _scores = new double[features.RowCount];
    private readonly float[] _block = new float[Math.Min(BlockLength, features.RowCount) * features.FeatureCount];

    /// <summary>The figure as it is.</summary>
    public double MeasureUnpermuted(CancellationToken stop)
    {
        RestoreOrder();
        return Figure(feature: 0, stop);
    }

    /// <summary>What is left of the figure, once for each repeat.</summary>
    public double[] Measure(int feature, CancellationToken stop)
    {
        double[] left = new double[options.Repeats];
        for (int repeat = 0; repeat < left.Length; repeat++)
        {
            RestoreOrder();
            RandomStream random = options.Open(feature, repeat);
            random.Shuffle<int>(_donor);
            left[repeat] = Figure(feature, stop);
        }

        return left;
    }

    private void RestoreOrder()
    {
        for (int row = 0; row < _donor.Length; row++) _donor[row] = row;
    }

    private double Figure(int feature, CancellationToken stop)
    {
        for (int start = 0; start < features.RowCount; start += BlockLength)
        {
            stop.ThrowIfCancellationRequested();
            int count = Math.Min(BlockLength, features.RowCount - start);
            Span<float> rows = _block.AsSpan(0, count * features.FeatureCount);
            for (int i = 0; i < count; i++)
            {
                Span<float> row = rows.Slice(i * features.FeatureCount, features.FeatureCount);
                features.CopyRow(start + i, row);
                row[feature] = features.Column(feature)[_donor[start + i]];
            }

            score(rows, _scores.AsSpan(start, count));
        }

        return options.Metric(_scores, isAnomaly);
    }
}
