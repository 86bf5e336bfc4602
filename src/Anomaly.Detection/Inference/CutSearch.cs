using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Anomaly.Detection.Inference;

/// <summary>Finds the bin of one value.</summary>
internal static class CutSearch
{
    /// <summary>The number of cuts below a value; 0 for a missing one.</summary>
    /// <param name="cuts">Ascending; at least one.</param>
    /// <param name="value">Any value.</param>
    /// <remarks>A binary search that halves without a branch: which half it is cannot be foretold.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountBelow(ReadOnlySpan<float> cuts, float value)
    {
        // from + left ≤ length all the way, and half ≥ 1, so every place read is within the cuts.
        ref float first = ref MemoryMarshal.GetReference(cuts);
        int from = 0;
        int left = cuts.Length;
        while (left > 1)
        {
            int half = left >> 1;
            from += half * Unsafe.BitCast<bool, byte>(Unsafe.Add(ref first, from + half - 1) < value);
            left -= half;
        }

        return from + Unsafe.BitCast<bool, byte>(Unsafe.Add(ref first, from) < value);
    }
}
