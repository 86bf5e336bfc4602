using Anomaly.Detection.Data;

namespace Anomaly.Detection.Training;

/// <summary>Every value replaced by its rank among the different values of its feature, so that trees compare small integers.</summary>
/// <remarks>Takes 4 bytes a value, and 4 a different value. −0 and 0 are one value.</remarks>
internal sealed class RankedFeatures
{
    private readonly int[][] _ranks;
    private readonly float[][] _values;

    private RankedFeatures(FeatureMatrix source, int[][] ranks, float[][] values)
    {
        Source = source;
        _ranks = ranks;
        _values = values;
    }

    /// <summary>The values themselves.</summary>
    public FeatureMatrix Source { get; }

    public int FeatureCount => _ranks.Length;

    public int RowCount => Source.RowCount;

    public static RankedFeatures Create(FeatureMatrix source, int threads, CancellationToken cancellationToken)
    {
        int[][] ranks = new int[source.FeatureCount][];
        float[][] values = new float[source.FeatureCount][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, source.FeatureCount, options, feature => (ranks[feature], values[feature]) = Rank(source.Column(feature)));
        return new RankedFeatures(source, ranks, values);
    }

    /// <summary>Per row the rank, from 0; a missing value has the rank <see cref="DistinctCount"/>.</summary>
    public ReadOnlySpan<int> Ranks(int feature) => _ranks[feature];

    /// <summary>How many different values a feature has, the missing one not counted.</summary>
    public int DistinctCount(int feature) => _values[feature].Length;

    /// <summary>The value of a rank.</summary>
    public float Value(int feature, int rank) => _values[feature][rank];

    private static (int[] Ranks, float[] Values) Rank(ReadOnlySpan<float> column)
    {
        float[] sorted = column.ToArray();
        int[] rows = new int[sorted.Length];
        for (int row = 0; row < rows.Length; row++) rows[row] = row;

        // Equal values may come in any order: they get one rank.
        Array.Sort(sorted, rows);
        int[] ranks = new int[sorted.Length];
        var values = new List<float>();
        int missing = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (float.IsNaN(sorted[i]))
            {
                // Sorted before all numbers; their rank is known when the numbers are counted.
                missing++;
                continue;
            }

            // Adding 0 turns −0 into 0.
            if (values.Count == 0 || sorted[i] != values[^1]) values.Add(sorted[i] + 0f);
            ranks[rows[i]] = values.Count - 1;
        }

        for (int i = 0; i < missing; i++) ranks[rows[i]] = values.Count;
        return (ranks, values.ToArray());
    }
}
