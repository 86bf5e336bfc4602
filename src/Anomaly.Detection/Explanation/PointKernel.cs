using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Anomaly.Detection.Explanation;

/// <summary>Explains one row at a time, at several points at once.</summary>
internal sealed class PointKernel<TLanes>(ShapForest forest) : IShapKernel
    where TLanes : struct, ILanes<TLanes>
{
    private const int MostBlockRows = 16;
    private const int MostBlockSums = 1 << 13;

    // Lanes behind the last point stand at a probability where nothing is 0, and are not looked at.
    private readonly double[] _points = Padded(forest.Rule.Points);

    public void Explain(ReadOnlySpan<float> rows, Span<double> contributions)
    {
        contributions.Clear();
        int playerCount = forest.PlayerCount;
        int blockRows = Math.Clamp(MostBlockSums / (playerCount * TLanes.Count), 1, MostBlockRows);
        int blockValues = Math.Min(blockRows * playerCount, rows.Length);
        int slotDoubles = forest.MostSlots * TLanes.Count;
        double[] memory = ArrayPool<double>.Shared.Rent((2 * slotDoubles) + (blockValues * TLanes.Count));
        byte[] passes = ArrayPool<byte>.Shared.Rent(forest.MostSlots);
        Span<double> sums = memory.AsSpan(2 * slotDoubles);
        for (int start = 0; start < rows.Length; start += blockValues)
        {
            int length = Math.Min(blockValues, rows.Length - start);
            for (int point = 0; point < forest.PointCount; point += TLanes.Count)
            {
                Span<double> blockSums = sums[..(length * TLanes.Count)];
                blockSums.Clear();
                foreach (ShapTree tree in forest.Trees)
                {
                    for (int row = 0; row < length; row += playerCount) Add(tree, rows.Slice(start + row, playerCount), point, memory, passes, blockSums[(row * TLanes.Count)..]);
                }

                Integrate(blockSums, point, contributions.Slice(start, length));
            }
        }

        ArrayPool<byte>.Shared.Return(passes);
        ArrayPool<double>.Shared.Return(memory);
    }

    private static double[] Padded(double[] points)
    {
        double[] padded = new double[(points.Length + TLanes.Count - 1) / TLanes.Count * TLanes.Count];
        padded.AsSpan().Fill(0.5);
        points.CopyTo(padded, 0);
        return padded;
    }

    private void Integrate(ReadOnlySpan<double> sums, int firstPoint, Span<double> contributions)
    {
        int points = Math.Min(TLanes.Count, forest.PointCount - firstPoint);
        for (int i = 0; i < contributions.Length; i++)
        {
            for (int point = 0; point < points; point++) contributions[i] += forest.Rule.Weights[firstPoint + point] * sums[(i * TLanes.Count) + point];
        }
    }

    /// <summary>Adds a tree's part to the sums of a row: per player what is to be integrated, at so many points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ShapTree tree, ReadOnlySpan<float> row, int firstPoint, double[] memory, byte[] passMemory, Span<double> sumMemory)
    {
        int width = TLanes.Count;
        ref double worths = ref memory[0];
        ref double inverses = ref memory[forest.MostSlots * width];
        ref double sums = ref MemoryMarshal.GetReference(sumMemory);
        ref byte passes = ref passMemory[0];
        ref double shares = ref tree.Shares[0];
        ref float values = ref MemoryMarshal.GetReference(row);
        var one = TLanes.Of(1);
        var known = TLanes.Load(ref _points[0], firstPoint);
        TLanes unknown = one - known;
        TLanes.Store(one, ref worths, width);
        TLanes.Store(one, ref inverses, 0);
        passes = 1;

        ReadOnlySpan<ShapSplit> splits = tree.Splits;
        for (int i = 0; i < splits.Length; i++)
        {
            ref readonly ShapSplit split = ref splits[i];
            var product = TLanes.Load(ref worths, split.Slot * width);
            int left = split.Slot + 1;
            if (Unsafe.Add(ref passes, split.Earlier) == 0)
            {
                TLanes.Store(product * TLanes.Of(split.LeftPart), ref worths, left * width);
                TLanes.Store(product * TLanes.Of(split.RightPart), ref worths, split.Right * width);
                Unsafe.Add(ref passes, left) = 0;
                Unsafe.Add(ref passes, split.Right) = 0;
                continue;
            }

            // Which way it goes cannot be foretold, so there is no branch.
            int toLeft = split.GoesLeft(Unsafe.Add(ref values, split.Player)) ? 1 : 0;
            int taken = split.Right + ((left - split.Right) * toLeft);
            int other = left + split.Right - taken;
            double takenShare = Unsafe.Add(ref shares, taken);
            var inverse = TLanes.Load(ref inverses, split.Earlier * width);
            TLanes factor = TLanes.Of(takenShare) + (known * TLanes.Of(1 - takenShare));
            TLanes.Store(product * (inverse * factor), ref worths, taken * width);
            TLanes.Store(product * (inverse * (unknown * TLanes.Of(Unsafe.Add(ref shares, other)))), ref worths, other * width);
            TLanes.Store(one / factor, ref inverses, taken * width);
            Unsafe.Add(ref passes, taken) = 1;
            Unsafe.Add(ref passes, other) = 0;
        }

        ReadOnlySpan<int> leafSlots = tree.LeafSlots;
        ReadOnlySpan<double> leafValues = tree.LeafValues;
        for (int leaf = 0; leaf < leafSlots.Length; leaf++)
        {
            int place = leafSlots[leaf] * width;
            TLanes.Store(TLanes.Load(ref worths, place) * TLanes.Of(leafValues[leaf]), ref worths, place);
        }

        TLanes perUnknown = one / unknown;
        for (int i = splits.Length - 1; i >= 0; i--)
        {
            ref readonly ShapSplit split = ref splits[i];
            int left = split.Slot + 1;
            int taken = split.Right + ((left - split.Right) * Unsafe.Add(ref passes, left));
            int other = left + split.Right - taken;
            var takenWorth = TLanes.Load(ref worths, taken * width);
            var otherWorth = TLanes.Load(ref worths, other * width);
            TLanes worth = takenWorth + otherWorth;
            TLanes.Store(worth, ref worths, split.Slot * width);
            if (Unsafe.Add(ref passes, split.Earlier) == 0) continue;

            TLanes ofTaken = TLanes.Load(ref inverses, taken * width) * TLanes.Of(1 - Unsafe.Add(ref shares, taken));
            TLanes ofEarlier = TLanes.Load(ref inverses, split.Earlier * width) * TLanes.Of(1 - split.EarlierShare);
            TLanes part = ((takenWorth * ofTaken) - (otherWorth * perUnknown)) - (worth * ofEarlier);
            int place = split.Player * width;
            TLanes.Store(TLanes.Load(ref sums, place) + part, ref sums, place);
        }
    }
}
