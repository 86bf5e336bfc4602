using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Anomaly.Detection.Inference;

/// <summary>The blend engine in vectors of 512 bits: 64 rows a vector, 256 a tile.</summary>
internal readonly struct Blend512 : IBlendKernel
{
    private const int Width = 64;
    private const int TileRows = Width * BlendProgram.Groups;

    public static string? Obstacle => Avx512BW.IsSupported ? null : "the processor has no AVX-512BW";

    public static ScoringEngine Engine => ScoringEngine.Blend512;

    public static int LineBytes => Width;

    public static double SplitCost => 0.0215;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ReadOnlySpan<BlendOp> ops, ref byte tile, ref byte lines)
    {
        ref BlendOp op = ref MemoryMarshal.GetReference(ops);
        ref BlendOp end = ref Unsafe.Add(ref op, ops.Length);
        Vector512<sbyte> first = default, second = default, third = default, fourth = default;
        while (Unsafe.IsAddressLessThan(ref op, ref end))
        {
            var cut = Vector512.Create(op.Cut);
            var isFresh = Vector512.Create(op.IsFresh);
            Vector512<sbyte> fresh = Load(ref Unsafe.Add(ref lines, op.First));
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
        Span<float> levels = stackalloc float[CutLevels.Length];
        int levelCount = CutLevels.Fill(cuts, levels);
        for (int row = 0; row < values.Length; row += TileRows)
        {
            ref byte bins = ref Unsafe.Add(ref tiles, ((nuint)(row / TileRows) * (nuint)tileStride) + ((nuint)column.Slot * 2 * TileRows));
            QuantiseTile(levels, levelCount, column.MissingBin, ref Unsafe.Add(ref MemoryMarshal.GetReference(values), row), ref bins);
        }
    }

    /// <inheritdoc/>
    public static void Add(ref byte numbers, ref double values, int valueCount, Span<double> sums)
    {
        if (valueCount <= 16) ValuePicker512.Add16(ref numbers, ref values, sums);
        else if (valueCount <= 32) ValuePicker512.Add32(ref numbers, ref values, sums);
        else if (valueCount <= 64) ValuePicker512.Add64(ref numbers, ref values, sums);
        else Blend256.Add(ref numbers, ref values, valueCount, sums);
    }

    // A binary search of 16 values at once: level by level a threshold is taken out of registers by the way so far.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void QuantiseTile(ReadOnlySpan<float> levels, int levelCount, int missingBin, ref float values, ref byte bins)
    {
        ref float level = ref MemoryMarshal.GetReference(levels);
        Vector512<float> root = Vector512.Create(level);
        Vector512<float> one = Level(ref level, 1), two = Level(ref level, 2), three = Level(ref level, 3), four = Level(ref level, 4);
        var turned = Vector128.Create(byte.MaxValue);
        var offset = Vector128.Create((byte)BlendOp.LaneOffset);
        for (int row = 0; row < TileRows; row += 16)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref values, (nuint)row);
            Vector512<int> way = Down(Vector512<int>.Zero, value, root);
            if (levelCount > 1) way = Down(way, value, Avx512F.PermuteVar16x32(one, way));
            if (levelCount > 2) way = Down(way, value, Avx512F.PermuteVar16x32(two, way));
            if (levelCount > 3) way = Down(way, value, Avx512F.PermuteVar16x32(three, way));
            if (levelCount > 4) way = Down(way, value, Avx512F.PermuteVar16x32(four, way));
            if (levelCount > 5) way = Down(way, value, Pick32(ref level, CutLevels.Start(5), way));
            if (levelCount > 6) way = Down(way, value, Pick64(ref level, CutLevels.Start(6), way));
            if (levelCount > 7) way = Down(way, value, Pick128(ref level, CutLevels.Start(7), way));
            if (missingBin != 0) way = Vector512.ConditionalSelect(Vector512.Equals(value, value).AsInt32(), way, Vector512.Create(missingBin));
            Vector128<byte> lanes = Avx512F.ConvertToVector128Byte(way.AsUInt32()) ^ offset;
            lanes.StoreUnsafe(ref bins, (nuint)row);
            (lanes ^ turned).StoreUnsafe(ref bins, (nuint)(TileRows + row));
        }
    }

    // A missing value compares as not above, and so goes down on the left.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Down(Vector512<int> way, Vector512<float> value, Vector512<float> threshold) => way + way - Vector512.GreaterThan(value, threshold).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Level(ref float levels, int level) => Vector512.LoadUnsafe(ref levels, (nuint)CutLevels.Start(level));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pick32(ref float levels, int start, Vector512<int> way) =>
        Avx512F.PermuteVar16x32x2(Vector512.LoadUnsafe(ref levels, (nuint)start), way, Vector512.LoadUnsafe(ref levels, (nuint)start + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pick64(ref float levels, int start, Vector512<int> way) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(way & Vector512.Create(32), Vector512<int>.Zero).AsSingle(), Pick32(ref levels, start + 32, way), Pick32(ref levels, start, way));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pick128(ref float levels, int start, Vector512<int> way) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(way & Vector512.Create(64), Vector512<int>.Zero).AsSingle(), Pick64(ref levels, start + 64, way), Pick64(ref levels, start, way));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<sbyte> Blend(Vector512<sbyte> last, Vector512<sbyte> isFresh, Vector512<sbyte> fresh, ref byte bins, Vector512<sbyte> cut, ref byte other) =>
        Avx512BW.BlendVariable(Vector512.ConditionalSelect(isFresh, fresh, last), Load(ref other), Avx512BW.CompareGreaterThan(Load(ref bins), cut));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<sbyte> Load(ref byte from) => Vector512.LoadUnsafe(ref from).AsSByte();
}
