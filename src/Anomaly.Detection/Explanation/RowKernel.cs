using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Anomaly.Detection.Explanation;

/// <summary>Explains groups of eight rows, one point after the other, in vectors of 512 bits; only where <see cref="Avx512F"/> is supported.</summary>
/// <remarks>
/// What a split does to a row at a point is one of a few numbers (<see cref="SplitTerms"/>), worked out once a tree for a block of groups; which one is a matter of two bits a row. So
/// there is no branch and no division, and all that a point needs of a tree of some hundred splits is in the first cache.
/// </remarks>
internal sealed class RowKernel(ShapForest forest) : IShapKernel
{
    /// <summary>How many rows are taken at once.</summary>
    public const int GroupRows = 8;

    private const int MostBlockGroups = 8;
    private const int MostBlockSums = 1 << 15;

    private static readonly Vector512<long> Bits = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);

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
    private static void Add(ShapTree tree, ReadOnlySpan<SplitTerms> termMemory, double perUnknown, RowScratch scratch, Span<double> sumMemory)
    {
        ref double worths = ref scratch.Worths[0];
        ref double sums = ref MemoryMarshal.GetReference(sumMemory);
        ref byte lefts = ref scratch.Left[0];
        ref byte passes = ref scratch.Passes[0];
        ref SplitTerms terms = ref MemoryMarshal.GetReference(termMemory);
        Vector512<long> bits = Bits;
        Vector512.Create(1.0).StoreUnsafe(ref worths, GroupRows);

        ReadOnlySpan<ShapSplit> splits = tree.Splits;
        for (int i = 0; i < splits.Length; i++)
        {
            ref readonly ShapSplit split = ref splits[i];
            ref readonly SplitTerms term = ref Unsafe.Add(ref terms, i);
            var product = Vector512.LoadUnsafe(ref worths, (nuint)(split.Slot * GroupRows));
            Vector512<double> toLeft = MaskOf(Unsafe.Add(ref lefts, i), bits);
            Vector512<double> passed = MaskOf(Unsafe.Add(ref passes, split.Earlier), bits);
            Vector512<double> left = Avx512F.BlendVariable(Vector512.Create(term.LeftOther), Vector512.Create(term.LeftTaken), toLeft);
            Vector512<double> right = Avx512F.BlendVariable(Vector512.Create(term.RightTaken), Vector512.Create(term.RightOther), toLeft);
            left = Avx512F.BlendVariable(Vector512.Create(split.LeftPart), left, passed);
            right = Avx512F.BlendVariable(Vector512.Create(split.RightPart), right, passed);
            Avx512F.Multiply(product, left).StoreUnsafe(ref worths, (nuint)((split.Slot + 1) * GroupRows));
            Avx512F.Multiply(product, right).StoreUnsafe(ref worths, (nuint)(split.Right * GroupRows));
        }

        ReadOnlySpan<int> leafSlots = tree.LeafSlots;
        ReadOnlySpan<double> leafValues = tree.LeafValues;
        for (int leaf = 0; leaf < leafSlots.Length; leaf++)
        {
            nuint place = (nuint)(leafSlots[leaf] * GroupRows);
            Avx512F.Multiply(Vector512.LoadUnsafe(ref worths, place), Vector512.Create(leafValues[leaf])).StoreUnsafe(ref worths, place);
        }

        var lessPerUnknown = Vector512.Create(-perUnknown);
        for (int i = splits.Length - 1; i >= 0; i--)
        {
            ref readonly ShapSplit split = ref splits[i];
            ref readonly SplitTerms term = ref Unsafe.Add(ref terms, i);
            var leftWorth = Vector512.LoadUnsafe(ref worths, (nuint)((split.Slot + 1) * GroupRows));
            var rightWorth = Vector512.LoadUnsafe(ref worths, (nuint)(split.Right * GroupRows));
            Vector512<double> worth = Avx512F.Add(leftWorth, rightWorth);
            worth.StoreUnsafe(ref worths, (nuint)(split.Slot * GroupRows));
            Vector512<double> toLeft = MaskOf(Unsafe.Add(ref lefts, i), bits);
            Vector512<double> passed = MaskOf(Unsafe.Add(ref passes, split.Earlier), bits);
            Vector512<double> ofLeft = Avx512F.BlendVariable(lessPerUnknown, Vector512.Create(term.OfLeft), toLeft);
            Vector512<double> ofRight = Avx512F.BlendVariable(Vector512.Create(term.OfRight), lessPerUnknown, toLeft);
            Vector512<double> part = Avx512F.Add(Avx512F.Multiply(leftWorth, ofLeft), Avx512F.Multiply(rightWorth, ofRight));
            part = Avx512F.Subtract(part, Avx512F.Multiply(worth, Vector512.Create(term.OfEarlier)));
            nuint place = (nuint)(split.Player * GroupRows);
            var sum = Vector512.LoadUnsafe(ref sums, place);
            Avx512F.BlendVariable(sum, Avx512F.Add(sum, part), passed).StoreUnsafe(ref sums, place);
        }
    }

    // The rows of a byte's bits, as a vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> MaskOf(byte rows, Vector512<long> bits) =>
        Avx512F.CompareNotEqual(Avx512F.And(Vector512.Create((long)rows), bits), Vector512<long>.Zero).AsDouble();
}
