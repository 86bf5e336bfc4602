using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Anomaly.Detection.Numerics;

/// <summary>Philox4x32-10 for several counters at once: the numbers of <see cref="RandomStream.Philox"/>, in their order.</summary>
/// <remarks>
/// One 64-bit lane holds one 32-bit word of one counter. The upper halves of the lanes may hold anything between two rounds: the
/// multiplication reads lower halves only.
/// </remarks>
internal static class PhiloxBlocks
{
    private const int Lanes = 4;
    private const int NumbersAtOnce = 4 * Lanes;

    /// <summary>Fills as much of a span as whole steps fit; the rest, or all where the processor lacks AVX2, is left to the caller.</summary>
    /// <param name="destination">Receives two numbers a counter.</param>
    /// <param name="key">The seed.</param>
    /// <param name="firstBlock">The lower half of the first counter.</param>
    /// <param name="stream">The upper half of all counters.</param>
    /// <returns>How many numbers were written: an even number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Fill(Span<ulong> destination, ulong key, ulong firstBlock, ulong stream)
    {
        if (!Avx2.IsSupported) return 0;
        Span<Vector256<ulong>> vectors = MemoryMarshal.Cast<ulong, Vector256<ulong>>(destination[..(destination.Length / NumbersAtOnce * NumbersAtOnce)]);
        Vector256<ulong> blocks = Vector256.Create(firstBlock) + Vector256.Create(0UL, 1, 2, 3);
        for (int i = 0; i < vectors.Length; i += 4)
        {
            // Two steps side by side: each round waits for a multiplication, and the other one fills the wait.
            Step(key, blocks, stream, blocks + Vector256.Create((ulong)Lanes), vectors.Slice(i, 4));
            blocks += Vector256.Create(2UL * Lanes);
        }

        return vectors.Length * Lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ulong key, Vector256<ulong> blocks, ulong stream, Vector256<ulong> nextBlocks, Span<Vector256<ulong>> numbers)
    {
        Vector256<ulong> a0 = blocks, a1 = blocks >>> 32, a2 = Vector256.Create(stream), a3 = Vector256.Create(stream >> 32);
        Vector256<ulong> b0 = nextBlocks, b1 = nextBlocks >>> 32, b2 = a2, b3 = a3;
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < RandomStream.Rounds; round++)
        {
            Vector256<ulong> key0 = Vector256.Create((ulong)k0), key1 = Vector256.Create((ulong)k1);
            (a0, a1, a2, a3) = Round(a0, a1, a2, a3, key0, key1);
            (b0, b1, b2, b3) = Round(b0, b1, b2, b3, key0, key1);
            k0 += RandomStream.KeyStep0;
            k1 += RandomStream.KeyStep1;
        }

        (numbers[0], numbers[1]) = Numbers(a0, a1, a2, a3);
        (numbers[2], numbers[3]) = Numbers(b0, b1, b2, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<ulong> C0, Vector256<ulong> C1, Vector256<ulong> C2, Vector256<ulong> C3) Round(
        Vector256<ulong> c0, Vector256<ulong> c1, Vector256<ulong> c2, Vector256<ulong> c3, Vector256<ulong> key0, Vector256<ulong> key1)
    {
        Vector256<ulong> product0 = Avx2.Multiply(c0.AsUInt32(), Vector256.Create((ulong)RandomStream.Multiplier0).AsUInt32());
        Vector256<ulong> product1 = Avx2.Multiply(c2.AsUInt32(), Vector256.Create((ulong)RandomStream.Multiplier1).AsUInt32());
        return ((product1 >>> 32) ^ c1 ^ key0, product1, (product0 >>> 32) ^ c3 ^ key1, product0);
    }

    // From words apart to numbers in order: low and high of counter 0, low and high of counter 1, …
    private static (Vector256<ulong> First, Vector256<ulong> Second) Numbers(Vector256<ulong> c0, Vector256<ulong> c1, Vector256<ulong> c2, Vector256<ulong> c3)
    {
        Vector256<ulong> word = Vector256.Create((ulong)uint.MaxValue);
        Vector256<ulong> low = (c0 & word) | (c1 << 32);
        Vector256<ulong> high = (c2 & word) | (c3 << 32);
        Vector256<ulong> even = Avx2.UnpackLow(low, high);
        Vector256<ulong> odd = Avx2.UnpackHigh(low, high);
        return (Avx2.Permute2x128(even, odd, 0x20), Avx2.Permute2x128(even, odd, 0x31));
    }
}
