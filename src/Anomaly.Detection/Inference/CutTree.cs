using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Anomaly.Detection.Inference;

/// <summary>The cuts of a column in the order in which a single value finds its bin by two comparisons of sixteen.</summary>
/// <remarks>
/// First every sixteenth cut, then what lies between them, in blocks of fifteen. The number of the former below a value says which block the
/// value falls into:
/// <code>
///   cut 15, 31, 47 …  │  0 … 14  │  16 … 30  │  32 … 46  │ …
/// </code>
/// </remarks>
internal static class CutTree
{
    private const int Node = 16;
    private const int Between = Node - 1;

    /// <summary>What must be readable behind the last cut of all columns.</summary>
    public const int Overhang = Node;

    /// <summary>Arranges cuts.</summary>
    /// <param name="ascending">The cuts.</param>
    /// <param name="tree">Receives as many.</param>
    public static void Write(ReadOnlySpan<float> ascending, Span<float> tree)
    {
        for (int cut = 0; cut < ascending.Length; cut++) tree[PlaceOf(cut, ascending.Length)] = ascending[cut];
    }

    /// <summary>The reverse of <see cref="Write"/>.</summary>
    public static void Read(ReadOnlySpan<float> tree, Span<float> ascending)
    {
        for (int cut = 0; cut < tree.Length; cut++) ascending[cut] = tree[PlaceOf(cut, tree.Length)];
    }

    /// <summary>The number of cuts below a value; 0 for a missing one.</summary>
    /// <param name="tree">The cuts. <see cref="Overhang"/> places behind them are read too, whatever they hold.</param>
    /// <param name="value">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountBelow(ReadOnlySpan<float> tree, float value)
    {
        ref float first = ref MemoryMarshal.GetReference(tree);
        int splitters = tree.Length / Node;
        int block = CountBelow(ref first, splitters, value);
        int inBlock = Math.Min(Between, tree.Length - (Node * block));
        return (Node * block) + CountBelow(ref Unsafe.Add(ref first, splitters + (Between * block)), inBlock, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountBelow(ref float cuts, int count, float value)
    {
        uint isBelow;
        if (Avx512F.IsSupported)
        {
            isBelow = (uint)Vector512.LessThan(Vector512.LoadUnsafe(ref cuts), Vector512.Create(value)).ExtractMostSignificantBits();
        }
        else
        {
            var all = Vector256.Create(value);
            isBelow = Vector256.LessThan(Vector256.LoadUnsafe(ref cuts), all).ExtractMostSignificantBits()
                | (Vector256.LessThan(Vector256.LoadUnsafe(ref cuts, (nuint)Vector256<float>.Count), all).ExtractMostSignificantBits() << Vector256<float>.Count);
        }

        return BitOperations.PopCount(isBelow & ((1u << count) - 1));
    }

    private static int PlaceOf(int cut, int cutCount)
    {
        int block = cut / Node;
        return cut % Node == Between ? block : (cutCount / Node) + (Between * block) + (cut % Node);
    }
}
