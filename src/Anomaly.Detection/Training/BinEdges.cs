using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Training;

/// <summary>The bins of one feature, by the lowest and highest value of the table in each; bin b stands at place b − 1.</summary>
internal sealed class BinEdges
{
    private readonly float[] _lowest;
    private readonly float[] _highest;

    private BinEdges(float[] lowest, float[] highest)
    {
        _lowest = lowest;
        _highest = highest;
    }

    /// <summary>The number of bins, that of missing values not counted.</summary>
    public int Count => _lowest.Length;

    /// <summary>The lowest value of the table in a bin.</summary>
    public float Lowest(int bin) => _lowest[bin - 1];

    /// <summary>The highest value of the table in a bin.</summary>
    public float Highest(int bin) => _highest[bin - 1];

    /// <summary>Divides the values of a column.</summary>
    /// <param name="column">The values.</param>
    /// <param name="order">Rows with a value, by ascending value.</param>
    /// <param name="set">Says how many rows of each class there are, and which are which.</param>
    /// <param name="maxBins">Most bins, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BinEdges Find(ReadOnlySpan<float> column, ReadOnlySpan<int> order, TrainingSet set, int maxBins)
    {
        var lowest = new List<float>(maxBins);
        var highest = new List<float>(maxBins);
        bool oneBinAValue = CountDistinct(column, order, maxBins + 1) <= maxBins;

        // A row weighs as much as there are rows of the other class, so both classes weigh the same, in whole numbers.
        long normalMass = set.AnomalyCount;
        long anomalyMass = set.NormalCount;
        long left = 0;
        foreach (int row in order) left += set.IsAnomaly[row] ? anomalyMass : normalMass;
        long binMass = 0;
        long wanted = left / maxBins;
        for (int i = 0; i < order.Length;)
        {
            float value = column[order[i]] + 0f;
            long mass = 0;
            for (; i < order.Length && column[order[i]] == value; i++) mass += set.IsAnomaly[order[i]] ? anomalyMass : normalMass;

            // A bin ends when it is full, or when the next value fills one by itself; the last one takes all that is left.
            bool begins = lowest.Count == 0 || oneBinAValue || (lowest.Count < maxBins && (binMass >= wanted || mass >= wanted));
            if (begins)
            {
                left -= binMass;
                wanted = Math.Max(1, left / (maxBins - lowest.Count));
                binMass = 0;
                lowest.Add(value);
                highest.Add(value);
            }

            highest[^1] = value;
            binMass += mass;
        }

        return new BinEdges([.. lowest], [.. highest]);
    }

    /// <summary>The bin of each row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public byte[] Assign(ReadOnlySpan<float> column, ReadOnlySpan<int> order)
    {
        byte[] bins = new byte[column.Length];
        int bin = 1;
        foreach (int row in order)
        {
            if (column[row] > _highest[bin - 1]) bin++;
            bins[row] = (byte)bin;
        }

        return bins;
    }

    private static int CountDistinct(ReadOnlySpan<float> column, ReadOnlySpan<int> order, int enough)
    {
        int count = 0;
        for (int i = 0; i < order.Length && count < enough; i++)
        {
            if (i == 0 || column[order[i]] != column[order[i - 1]]) count++;
        }

        return count;
    }
}
