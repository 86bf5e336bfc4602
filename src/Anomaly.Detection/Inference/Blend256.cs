using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Anomaly.Detection.Inference;

/// <summary>The blend engine in vectors of 256 bits: 32 rows a vector, 128 a tile.</summary>
internal readonly struct Blend256 : IBlendKernel
{
    private const int Width = 32;
    private const int TileRows = Width * BlendProgram.Groups;
    private const int BlockCuts = 16;
    private const int PaddedCuts = CutColumn.MostCuts + 1;

    public static string? Obstacle => Avx2.IsSupported ? null : "the processor has no AVX2";

    public static ScoringEngine Engine => ScoringEngine.Blend256;

    public static int LineBytes => Width;

    public static double SplitCost => 0.040;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ReadOnlySpan<BlendOp> ops, ref byte tile, ref byte lines)
    {
        ref BlendOp op = ref MemoryMarshal.GetReference(ops);
        ref BlendOp end = ref Unsafe.Add(ref op, ops.Length);
        Vector256<sbyte> first = default, second = default, third = default, fourth = default;
        while (Unsafe.IsAddressLessThan(ref op, ref end))
        {
            var cut = Vector256.Create(op.Cut);
            var isFresh = Vector256.Create(op.IsFresh);
            Vector256<sbyte> fresh = Load(ref Unsafe.Add(ref lines, op.First));
            ref byte bins = ref Unsafe.Add(ref tile, op.Column);
            ref byte other = ref Unsafe.Add(ref lines, op.Other);
            ref byte result = ref Unsafe.Add(ref lines, op.Result);
            nuint step = op.OtherStep;
            first = Blend(first, isFresh, fresh, ref bins, cut, ref other);
            second = Blend(second, isFresh, fresh, ref Unsafe.Add(ref bins, Width), cut, ref Unsafe.Add(ref other, step));
            third = Blend(third, isFresh, fresh, ref Unsafe.Add(ref bins, 2 * Width), cut, ref Unsafe.Add(ref other, 2 * step));
            fourth = Blend(fourth, isFresh, fresh, ref Unsafe.Add(ref bins, 3 * Width), cut, ref Unsafe.Add(ref other, 3 * step));
            first.AsByte().StoreUnsafe(ref result);
            second.AsByte().StoreUnsafe(ref result, Width);
            third.AsByte().StoreUnsafe(ref result, 2 * Width);
            fourth.AsByte().StoreUnsafe(ref result, 3 * Width);
            op = ref Unsafe.Add(ref op, 1);
        }
    }

    /// <inheritdoc/>
    public static void Quantise(in CutColumn column, ReadOnlySpan<float> cuts, ReadOnlySpan<float> values, ref byte tiles, int tileStride)
    {
        Span<float> padded = stackalloc float[PaddedCuts];
        padded.Fill(float.PositiveInfinity);
        cuts.CopyTo(padded);
        for (int row = 0; row < values.Length; row += TileRows)
        {
            ref byte bins = ref Unsafe.Add(ref tiles, ((nuint)(row / TileRows) * (nuint)tileStride) + ((nuint)column.Slot * 2 * TileRows));
            QuantiseTile(padded, cuts.Length, column.MissingBin, ref Unsafe.Add(ref MemoryMarshal.GetReference(values), row), ref bins);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref byte numbers, ref double values, int valueCount, Span<double> sums)
    {
        for (int row = 0; row < sums.Length; row++) sums[row] += Unsafe.Add(ref values, (nuint)Unsafe.Add(ref numbers, row));
    }

    // Eight values at once find their block of sixteen cuts, by four steps of a binary search; in its block each value then counts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void QuantiseTile(ReadOnlySpan<float> padded, int cutCount, int missingBin, ref float values, ref byte bins)
    {
        ref float cuts = ref MemoryMarshal.GetReference(padded);
        var middle = Vector256.Create(LastOf(ref cuts, 7));
        var quarters = Vector256.Create(LastOf(ref cuts, 3), LastOf(ref cuts, 11), 0, 0, 0, 0, 0, 0);
        var eighths = Vector256.Create(LastOf(ref cuts, 1), LastOf(ref cuts, 5), LastOf(ref cuts, 9), LastOf(ref cuts, 13), 0, 0, 0, 0);
        var sixteenths = Vector256.Create(
            LastOf(ref cuts, 0), LastOf(ref cuts, 2), LastOf(ref cuts, 4), LastOf(ref cuts, 6), LastOf(ref cuts, 8), LastOf(ref cuts, 10), LastOf(ref cuts, 12), LastOf(ref cuts, 14));
        Vector256<int> block = default;
        for (int row = 0; row < TileRows; row += Vector256<float>.Count)
        {
            Vector256<float> value = Vector256.LoadUnsafe(ref values, (nuint)row);
            if (cutCount > BlockCuts)
            {
                block = Down(Vector256<int>.Zero, value, middle);
                block = Down(block, value, Avx2.PermuteVar8x32(quarters, block));
                block = Down(block, value, Avx2.PermuteVar8x32(eighths, block));
                block = Down(block, value, Avx2.PermuteVar8x32(sixteenths, block));
            }

            for (int i = 0; i < Vector256<float>.Count; i++)
            {
                float one = Unsafe.Add(ref values, row + i);
                nuint first = (nuint)(uint)block.GetElement(i) * BlockCuts;
                int bin = (int)first + CountInBlock(ref Unsafe.Add(ref cuts, first), one);
                if (float.IsNaN(one)) bin = missingBin;
                byte lane = (byte)(bin - BlendOp.LaneOffset);
                Unsafe.Add(ref bins, row + i) = lane;
                Unsafe.Add(ref bins, TileRows + row + i) = (byte)~lane;
            }
        }
    }

    private static float LastOf(ref float cuts, int block) => Unsafe.Add(ref cuts, (block * BlockCuts) + BlockCuts - 1);

    // A missing value compares as not above, and so goes down on the left.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Down(Vector256<int> way, Vector256<float> value, Vector256<float> threshold) => way + way - Vector256.GreaterThan(value, threshold).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountInBlock(ref float block, float value)
    {
        var all = Vector256.Create(value);
        uint low = Vector256.GreaterThan(all, Vector256.LoadUnsafe(ref block)).ExtractMostSignificantBits();
        uint high = Vector256.GreaterThan(all, Vector256.LoadUnsafe(ref block, 8)).ExtractMostSignificantBits();
        return BitOperations.PopCount(low | (high << 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<sbyte> Blend(Vector256<sbyte> last, Vector256<sbyte> isFresh, Vector256<sbyte> fresh, ref byte bins, Vector256<sbyte> cut, ref byte other) =>
        Avx2.BlendVariable(Avx2.BlendVariable(last, fresh, isFresh), Load(ref other), Avx2.CompareGreaterThan(Load(ref bins), cut));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<sbyte> Load(ref byte from) => Vector256.LoadUnsafe(ref from).AsSByte();
}
