using System.Buffers;

namespace Anomaly.Detection.Explanation;

/// <summary>The memory of a <see cref="RowKernel{TLanes}"/> at work, from the pools.</summary>
internal readonly struct RowScratch(ShapForest forest, int sumCount)
{
    /// <summary>How many rows are taken at once: a bit each in a byte.</summary>
    public const int GroupRows = 8;

    /// <summary>Per player and row a value, group by group.</summary>
    public float[] Values { get; } = ArrayPool<float>.Shared.Rent(sumCount / forest.PointCount);

    /// <summary>Per slot and row, at the point that is at work: first the product of factors, then the worth of the leaves below.</summary>
    public double[] Worths { get; } = ArrayPool<double>.Shared.Rent(forest.MostSlots * GroupRows);

    /// <summary>Per point and split what it does.</summary>
    public SplitTerms[] Terms { get; } = ArrayPool<SplitTerms>.Shared.Rent(forest.MostSplits * forest.PointCount);

    /// <summary>Per split the rows that go left, a bit each.</summary>
    public byte[] Left { get; } = ArrayPool<byte>.Shared.Rent(Math.Max(1, forest.MostSplits));

    /// <summary>Per slot the rows that pass all questions of its player, a bit each.</summary>
    public byte[] Passes { get; } = ArrayPool<byte>.Shared.Rent(forest.MostSlots);

    /// <summary>What is to be integrated, per group, point, player and row.</summary>
    public double[] Sums { get; } = ArrayPool<double>.Shared.Rent(sumCount);

    /// <summary>Gives all of it back.</summary>
    public void Return()
    {
        ArrayPool<float>.Shared.Return(Values);
        ArrayPool<double>.Shared.Return(Worths);
        ArrayPool<SplitTerms>.Shared.Return(Terms);
        ArrayPool<byte>.Shared.Return(Left);
        ArrayPool<byte>.Shared.Return(Passes);
        ArrayPool<double>.Shared.Return(Sums);
    }
}
