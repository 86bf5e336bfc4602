using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Anomaly.Detection.Inference;

/// <summary>Adds leaf values for eight rows at a time, taking them out of registers that hold all values of the tree.</summary>
/// <remarks>One permutation picks among 16 values; of more, each 16 are picked from and then chosen between. Beyond 64 that is slower than reading each from memory.</remarks>
internal static class ValuePicker512
{
    private const int Lanes = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add16(ref byte numbers, ref double values, Span<double> sums)
    {
        Vector512<double> a = Load(ref values, 0), b = Load(ref values, 1);
        ref double sum = ref MemoryMarshal.GetReference(sums);
        for (nuint row = 0; row < (nuint)sums.Length; row += Lanes)
        {
            Vector512<long> number = Numbers(ref numbers, row);
            Add(ref sum, row, Avx512F.PermuteVar8x64x2(a, number, b));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add32(ref byte numbers, ref double values, Span<double> sums)
    {
        Vector512<double> a = Load(ref values, 0), b = Load(ref values, 1), c = Load(ref values, 2), d = Load(ref values, 3);
        ref double sum = ref MemoryMarshal.GetReference(sums);
        for (nuint row = 0; row < (nuint)sums.Length; row += Lanes)
        {
            Vector512<long> number = Numbers(ref numbers, row);
            Add(ref sum, row, Choose(number, 16, Avx512F.PermuteVar8x64x2(c, number, d), Avx512F.PermuteVar8x64x2(a, number, b)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add64(ref byte numbers, ref double values, Span<double> sums)
    {
        Vector512<double> a = Load(ref values, 0), b = Load(ref values, 1), c = Load(ref values, 2), d = Load(ref values, 3);
        Vector512<double> e = Load(ref values, 4), f = Load(ref values, 5), g = Load(ref values, 6), h = Load(ref values, 7);
        ref double sum = ref MemoryMarshal.GetReference(sums);
        for (nuint row = 0; row < (nuint)sums.Length; row += Lanes)
        {
            Vector512<long> number = Numbers(ref numbers, row);
            Vector512<double> low = Choose(number, 16, Avx512F.PermuteVar8x64x2(c, number, d), Avx512F.PermuteVar8x64x2(a, number, b));
            Vector512<double> high = Choose(number, 16, Avx512F.PermuteVar8x64x2(g, number, h), Avx512F.PermuteVar8x64x2(e, number, f));
            Add(ref sum, row, Choose(number, 32, high, low));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ref double values, int eighth) => Vector512.LoadUnsafe(ref values, (nuint)(Lanes * eighth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Numbers(ref byte numbers, nuint row) =>
        Avx512F.ConvertToVector512Int64(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref numbers, row))).AsByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Choose(Vector512<long> number, long bit, Vector512<double> set, Vector512<double> unset) =>
        Vector512.ConditionalSelect(Vector512.Equals(number & Vector512.Create(bit), Vector512<long>.Zero).AsDouble(), unset, set);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref double sums, nuint row, Vector512<double> values) => (Vector512.LoadUnsafe(ref sums, row) + values).StoreUnsafe(ref sums, row);
}
