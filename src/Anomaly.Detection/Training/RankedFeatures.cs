using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Every value replaced by its rank among the different values of its feature, so that trees compare small integers.</summary>
/// <remarks>Takes 4 bytes a value, and 4 a different value. −0 and 0 are one value.</remarks>
internal sealed class RankedFeatures
{
    private readonly int[][] _ranks;
    private readonly float[][] _values;

    private RankedFeatures(int[][] ranks, float[][] values)
    {
        _ranks = ranks;
        _values = values;
    }

    public static RankedFeatures Create(FeatureMatrix source, int threads, CancellationToken cancellationToken)
    {
        int[][] ranks = new int[source.FeatureCount][];
        float[][] values = new float[source.FeatureCount][];
        Crew.Run(source.FeatureCount, threads, Hire, cancellationToken);
        return new RankedFeatures(ranks, values);

        Action<int> Hire(CancellationToken stop)
        {
            var sorter = new FloatSorter();
            return feature => (ranks[feature], values[feature]) = Rank(source.Column(feature), sorter, stop);
        }
    }

    /// <summary>Per row the rank, from 0; a missing value has the rank <see cref="DistinctCount"/>.</summary>
    public ReadOnlySpan<int> Ranks(int feature) => _ranks[feature];

    /// <summary>How many different values a feature has, the missing one not counted.</summary>
    public int DistinctCount(int feature) => _values[feature].Length;

    /// <summary>The value of a rank.</summary>
    public float Value(int feature, int rank) => _values[feature][rank];

    /// <summary>The highest rank whose value is not above a threshold; −1 where there is none.</summary>
    public int LastRankUpTo(int feature, float threshold)
    {
        int found = Array.BinarySearch(_values[feature], threshold);
        return found >= 0 ? found : ~found - 1;
    }

    private static (int[] Ranks, float[] Values) Rank(ReadOnlySpan<float> column, FloatSorter sorter, CancellationToken cancellationToken)
    {
        ReadOnlySpan<int> order = sorter.Ascending(column, cancellationToken);
        int distinctCount = 0;
        for (int i = 0; i < order.Length; i++)
        {
            if (i == 0 || column[order[i]] != column[order[i - 1]]) distinctCount++;
        }

        float[] values = new float[distinctCount];
        int[] ranks = new int[column.Length];
        Array.Fill(ranks, distinctCount);
        int rank = -1;
        for (int i = 0; i < order.Length; i++)
        {
            // Adding 0 turns −0 into 0.
            if (i == 0 || column[order[i]] != column[order[i - 1]]) values[++rank] = column[order[i]] + 0f;
            ranks[order[i]] = rank;
        }

        return (ranks, values);
    }
}
