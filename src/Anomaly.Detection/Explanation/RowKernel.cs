using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Anomaly.Detection.Explanation;

/// <summary>Explains groups of eight rows, one point after the other.</summary>
/// <remarks>
/// What a split does to a row at a point is one of a few numbers (<see cref="SplitTerms"/>), worked out once a tree for a block of groups; which one is a matter of two bits a row. So
/// there is no branch and no division, and all that a point needs of a tree of some hundred splits is in the first cache.
/// </remarks>
internal sealed class RowKernel<TLanes>(ShapForest forest) : IShapKernel
    where TLanes : struct, IRowLanes<TLanes>
{
    private const int GroupRows = RowScratch.GroupRows;
    private const int MostBlockGroups = 8;
    private const int MostBlockSums = 1 << 15;

    public void Explain(ReadOnlySpan<float> rows, Span<double> contributions)
    {
        int groupValues = GroupRows * forest.PlayerCount;
        int groupSums = groupValues * forest.PointCount;
        int groupCount = rows.Length / groupValues;
        int blockGroups = Math.Min(Math.Clamp(MostBlockSums / groupSums, 1, MostBlockGroups), groupCount);
        var scratch = new RowScratch(forest, groupSums * blockGroups);
        for (int start = 0; start < groupCount; start += blockGroups)
        {
            int groups = Math.Min(blockGroups, groupCount - start);
            scratch.Sums.AsSpan(0, groups * groupSums).Clear();
            for (int group = 0; group < groups; group++) Transpose(rows.Slice((start + group) * groupValues, groupValues), scratch.Values.AsSpan(group * groupValues, groupValues));
            foreach (ShapTree tree in forest.Trees)
            {
                for (int point = 0; point < forest.PointCount; point++) SplitTerms.Fill(tree, forest.Rule.Points[point], scratch.Terms.AsSpan(point * forest.MostSplits, tree.Splits.Length));
                for (int group = 0; group < groups; group++)
                {
                    Pass(tree, scratch.Values.AsSpan(group * groupValues, groupValues), scratch.Left, scratch.Passes);
                    for (int point = 0; point < forest.PointCount; point++)
                    {
                        Add(tree, scratch.Terms.AsSpan(point * forest.MostSplits, tree.Splits.Length), 1 / (1 - forest.Rule.Points[point]), scratch, scratch.Sums.AsSpan((group * groupSums) + (point * groupValues), groupValues));
                    }
                }
            }

            for (int group = 0; group < groups; group++) Integrate(scratch.Sums.AsSpan(group * groupSums, groupSums), contributions.Slice((start + group) * groupValues, groupValues));
        }

        scratch.Return();
    }

    /// <summary>Finds out, per split, which rows go left, and per slot, which rows pass all questions of its player.</summary>
    private static void Pass(ShapTree tree, ReadOnlySpan<float> values, byte[] left, byte[] passes)
    {
        passes[0] = byte.MaxValue;
        ReadOnlySpan<ShapSplit> splits = tree.Splits;
        for (int i = 0; i < splits.Length; i++)
        {
            ref readonly ShapSplit split = ref splits[i];
            var value = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)(split.Player * GroupRows));
            uint toLeft = Vector256.LessThanOrEqual(value, Vector256.Create(split.Threshold)).ExtractMostSignificantBits();
            if (split.MissingGoesLeft) toLeft |= ~Vector256.Equals(value, value).ExtractMostSignificantBits();
            uint passed = passes[split.Earlier];
            left[i] = (byte)toLeft;
            passes[split.Slot + 1] = (byte)(passed & toLeft);
            passes[split.Right] = (byte)(passed & ~toLeft);
        }
    }

    private void Transpose(ReadOnlySpan<float> rows, Span<float> values)
    {
        for (int row = 0; row < GroupRows; row++)
        {
            for (int player = 0; player < forest.PlayerCount; player++) values[(player * GroupRows) + row] = rows[(row * forest.PlayerCount) + player];
        }
    }

    private void Integrate(ReadOnlySpan<double> sums, Span<double> contributions)
    {
        for (int row = 0; row < GroupRows; row++)
        {
            for (int player = 0; player < forest.PlayerCount; player++)
            {
                double integral = 0;
                for (int point = 0; point < forest.PointCount; point++) integral += forest.Rule.Weights[point] * sums[(((point * forest.PlayerCount) + player) * GroupRows) + row];
                contributions[(row * forest.PlayerCount) + player] = integral;
            }
        }
    }

    /// <summary>Adds a tree's part to the sums of a group at a point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ShapTree tree, ReadOnlySpan<SplitTerms> termMemory, double perUnknown, in RowScratch scratch, Span<double> sumMemory)
    {
        ref double worths = ref scratch.Worths[0];
        ref double sums = ref MemoryMarshal.GetReference(sumMemory);
        ref byte lefts = ref scratch.Left[0];
        ref byte passes = ref scratch.Passes[0];
        ref SplitTerms terms = ref MemoryMarshal.GetReference(termMemory);
        TLanes.Store(TLanes.Of(1), ref worths, GroupRows);

        ReadOnlySpan<ShapSplit> splits = tree.Splits;
        for (int i = 0; i < splits.Length; i++)
        {
            ref readonly ShapSplit split = ref splits[i];
            ref readonly SplitTerms term = ref Unsafe.Add(ref terms, i);
            var product = TLanes.Load(ref worths, split.Slot * GroupRows);
            var toLeft = TLanes.MaskOf(Unsafe.Add(ref lefts, i));
            var passed = TLanes.MaskOf(Unsafe.Add(ref passes, split.Earlier));
            var left = TLanes.Choose(passed, TLanes.Choose(toLeft, TLanes.Of(term.LeftTaken), TLanes.Of(term.LeftOther)), TLanes.Of(split.LeftPart));
            var right = TLanes.Choose(passed, TLanes.Choose(toLeft, TLanes.Of(term.RightOther), TLanes.Of(term.RightTaken)), TLanes.Of(split.RightPart));
            TLanes.Store(product * left, ref worths, (split.Slot + 1) * GroupRows);
            TLanes.Store(product * right, ref worths, split.Right * GroupRows);
        }

        ReadOnlySpan<int> leafSlots = tree.LeafSlots;
        ReadOnlySpan<double> leafValues = tree.LeafValues;
        for (int leaf = 0; leaf < leafSlots.Length; leaf++)
        {
            int place = leafSlots[leaf] * GroupRows;
            TLanes.Store(TLanes.Load(ref worths, place) * TLanes.Of(leafValues[leaf]), ref worths, place);
        }

        var lessPerUnknown = TLanes.Of(-perUnknown);
        for (int i = splits.Length - 1; i >= 0; i--)
        {
            ref readonly ShapSplit split = ref splits[i];
            ref readonly SplitTerms term = ref Unsafe.Add(ref terms, i);
            var leftWorth = TLanes.Load(ref worths, (split.Slot + 1) * GroupRows);
            var rightWorth = TLanes.Load(ref worths, split.Right * GroupRows);
            TLanes worth = leftWorth + rightWorth;
            TLanes.Store(worth, ref worths, split.Slot * GroupRows);
            var toLeft = TLanes.MaskOf(Unsafe.Add(ref lefts, i));
            var passed = TLanes.MaskOf(Unsafe.Add(ref passes, split.Earlier));
            var ofLeft = TLanes.Choose(toLeft, TLanes.Of(term.OfLeft), lessPerUnknown);
            var ofRight = TLanes.Choose(toLeft, lessPerUnknown, TLanes.Of(term.OfRight));
            TLanes part = ((leftWorth * ofLeft) + (rightWorth * ofRight)) - (worth * TLanes.Of(term.OfEarlier));
            int place = split.Player * GroupRows;
            var sum = TLanes.Load(ref sums, place);
            TLanes.Store(TLanes.Choose(passed, sum + part, sum), ref sums, place);
        }
    }
}
