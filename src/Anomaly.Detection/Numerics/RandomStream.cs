using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Numerics;

/// <summary>A seeded stream of random numbers: the same numbers on every machine, thread count and runtime.</summary>
/// <remarks>
/// <para>
/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011): a
/// bijection of a 128-bit counter under a 64-bit key. The key is the seed, the upper half of the counter is the stream
/// and the lower half the position, so two streams of one seed never share a block, however close their numbers.
/// </para>
/// <para>A mutable struct: pass it by <c>ref</c>; a copy repeats the numbers of the original.</para>
/// </remarks>
public struct RandomStream : IEquatable<RandomStream>
{
    internal const int Rounds = 10;
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint KeyStep0 = 0x9E3779B9;
    internal const uint KeyStep1 = 0xBB67AE85;

    private readonly ulong _seed;
    private readonly ulong _stream;
    private ulong _block;
    private ulong _spare;
    private bool _hasSpare;

    /// <summary>Opens stream <paramref name="stream"/> of seed <paramref name="seed"/> at its beginning.</summary>
    /// <param name="seed">Any value.</param>
    /// <param name="stream">Any value; different streams of one seed are independent.</param>
    public RandomStream(ulong seed, ulong stream = 0)
    {
        _seed = seed;
        _stream = stream;
    }

    /// <summary>The next 64 random bits.</summary>
    /// <returns>A uniform value over all of <see cref="ulong"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        (ulong first, _spare) = Philox(_seed, _block++, _stream);
        _hasSpare = true;
        return first;
    }

    /// <summary>Fills a span with the numbers that as many calls of <see cref="NextUInt64"/> would give, many at a time.</summary>
    /// <param name="destination">Receives the numbers.</param>
    internal void Fill(Span<ulong> destination)
    {
        if (_hasSpare && !destination.IsEmpty)
        {
            destination[0] = NextUInt64();
            destination = destination[1..];
        }

        int filled = PhiloxBlocks.Fill(destination, _seed, _block, _stream);
        _block += (ulong)filled / 2;
        for (int i = filled; i < destination.Length; i++) destination[i] = NextUInt64();
    }

    /// <summary>A uniform integer in [0, <paramref name="bound"/>), without modulo bias.</summary>
    /// <param name="bound">Exclusive upper bound, at least 1.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    /// <remarks>Multiply and reject, after Lemire, "Fast random integer generation in an interval" (2019).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        int value;
        while (!TryBelow(bound, NextUInt64(), out value))
        {
        }

        return value;
    }

    /// <summary>Makes a uniform integer in [0, <paramref name="bound"/>) of 64 random bits, or, rarely, refuses them.</summary>
    /// <param name="bound">Exclusive upper bound, at least 1.</param>
    /// <param name="number">The bits.</param>
    /// <param name="value">The integer.</param>
    /// <returns>False when the bits would favour some integers, and others must be drawn.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryBelow(int bound, ulong number, out int value)
    {
        ulong range = (ulong)bound;
        value = (int)Math.BigMul(number, range, out ulong low);
        return low >= range || low >= (0UL - range) % range;
    }

    /// <summary>A uniform number in [0, 1): a multiple of 2⁻⁵³.</summary>
    /// <returns>The number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Puts <paramref name="values"/> in a uniformly random order (Fisher and Yates).</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="values">The values to reorder in place.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    /// <summary>One application of Philox4x32-10.</summary>
    /// <param name="key">The 64-bit key; its low half is the first key word.</param>
    /// <param name="counterLow">Counter words 0 and 1, word 0 in the low half.</param>
    /// <param name="counterHigh">Counter words 2 and 3, word 2 in the low half.</param>
    /// <returns>The four output words, two to a number, the earlier word in the low half.</returns>
    internal static (ulong Low, ulong High) Philox(ulong key, ulong counterLow, ulong counterHigh)
    {
        uint c0 = (uint)counterLow, c1 = (uint)(counterLow >> 32), c2 = (uint)counterHigh, c3 = (uint)(counterHigh >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)c0 * Multiplier0;
            ulong product1 = (ulong)c2 * Multiplier1;
            c0 = (uint)(product1 >> 32) ^ c1 ^ k0;
            c2 = (uint)(product0 >> 32) ^ c3 ^ k1;
            c1 = (uint)product1;
            c3 = (uint)product0;
            k0 += KeyStep0;
            k1 += KeyStep1;
        }

        return (c0 | ((ulong)c1 << 32), c2 | ((ulong)c3 << 32));
    }

    /// <summary>Two streams are equal when they will give the same numbers from here on.</summary>
    /// <inheritdoc/>
    public readonly bool Equals(RandomStream other) =>
        _seed == other._seed && _stream == other._stream && _block == other._block && _hasSpare == other._hasSpare;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is RandomStream other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(_seed, _stream, _block, _hasSpare);

    /// <summary>Equality of what is to come.</summary>
    /// <param name="left">A stream.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether both will give the same numbers.</returns>
    public static bool operator ==(RandomStream left, RandomStream right) => left.Equals(right);

    /// <summary>Inequality of what is to come.</summary>
    /// <param name="left">A stream.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether the two differ.</returns>
    public static bool operator !=(RandomStream left, RandomStream right) => !left.Equals(right);
}
