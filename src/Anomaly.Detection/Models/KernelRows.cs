using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Models;

/// <summary>Rows laid out so that one row is compared with many at once. Rows may change places, so it is not safe to share while they do.</summary>
/// <remarks>
/// Tiles of 32 rows, each feature by feature; a lane of a vector is a row, so that its sum runs over the features in order, as in
/// <see cref="SvmKernel.Of"/>, and has the same bits whatever the width of the vectors.
/// <code>
///  tile 0: [feature 0 of rows 0 … 31][feature 1 of rows 0 … 31] …   tile 1: [feature 0 of rows 32 … 63] …
/// </code>
/// </remarks>
internal sealed class KernelRows
{
    /// <summary>Rows of a tile; the last one is filled up with zeros.</summary>
    public const int TileRows = 32;

    private readonly SvmKernel _kernel;
    private readonly double[] _tiles;
    private readonly int _featureCount;

    /// <summary>Makes room for rows of zeros.</summary>
    public KernelRows(SvmKernel kernel, int rowCount, int featureCount)
    {
        _kernel = kernel;
        _featureCount = featureCount;
        PaddedCount = (rowCount + TileRows - 1) / TileRows * TileRows;
        _tiles = GC.AllocateArray<double>(checked(PaddedCount * featureCount), pinned: false);
    }

    /// <summary>The number of rows, those that fill up the last tile included.</summary>
    public int PaddedCount { get; }

    /// <summary>Bytes taken.</summary>
    public long MemoryBytes => (long)_tiles.Length * sizeof(double);

    private static bool Has512 => Avx512F.IsSupported;

    /// <summary>A value of a row.</summary>
    public ref double this[int row, int feature] => ref _tiles[((((row / TileRows) * _featureCount) + feature) * TileRows) + (row % TileRows)];

    /// <summary>Copies a row.</summary>
    public void CopyRow(int row, Span<double> destination)
    {
        for (int feature = 0; feature < _featureCount; feature++) destination[feature] = this[row, feature];
    }

    /// <summary>Has two rows change places.</summary>
    public void Swap(int left, int right)
    {
        for (int feature = 0; feature < _featureCount; feature++) (this[left, feature], this[right, feature]) = (this[right, feature], this[left, feature]);
    }

    /// <summary>Compares a row with those of some tiles.</summary>
    /// <param name="row">The features, in double.</param>
    /// <param name="firstTile">The first tile.</param>
    /// <param name="values">Receives a kernel value for each of their rows; a multiple of <see cref="TileRows"/> long.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(ReadOnlySpan<double> row, int firstTile, Span<double> values)
    {
        ReadOnlySpan<double> tiles = _tiles.AsSpan(firstTile * _featureCount * TileRows, values.Length * _featureCount);
        ref double tile = ref MemoryMarshal.GetReference(tiles);
        bool isDistance = _kernel.Kind == SvmKernelKind.Rbf;
        for (int first = 0; first < values.Length; first += TileRows)
        {
            Span<double> ofTile = values.Slice(first, TileRows);
            if (Has512) Sum512(row, ref tile, isDistance, ofTile);
            else Sum256(row, ref tile, isDistance, ofTile);
            tile = ref Unsafe.Add(ref tile, _featureCount * TileRows);
        }

        Finish(values);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum512(ReadOnlySpan<double> row, ref double tile, bool isDistance, Span<double> sums)
    {
        Vector512<double> a = Vector512<double>.Zero, b = a, c = a, d = a;
        for (int feature = 0; feature < row.Length; feature++)
        {
            Vector512<double> value = Vector512.Create(row[feature]);
            ref double column = ref Unsafe.Add(ref tile, feature * TileRows);
            Vector512<double> p = Vector512.LoadUnsafe(ref column), q = Vector512.LoadUnsafe(ref column, 8), r = Vector512.LoadUnsafe(ref column, 16), s = Vector512.LoadUnsafe(ref column, 24);
            if (isDistance)
            {
                (p, q, r, s) = (value - p, value - q, value - r, value - s);
                (a, b, c, d) = (a + (p * p), b + (q * q), c + (r * r), d + (s * s));
            }
            else
            {
                (a, b, c, d) = (a + (value * p), b + (value * q), c + (value * r), d + (value * s));
            }
        }

        ref double destination = ref MemoryMarshal.GetReference(sums);
        a.StoreUnsafe(ref destination);
        b.StoreUnsafe(ref destination, 8);
        c.StoreUnsafe(ref destination, 16);
        d.StoreUnsafe(ref destination, 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum256(ReadOnlySpan<double> row, ref double tile, bool isDistance, Span<double> sums)
    {
        for (int half = 0; half < TileRows; half += 16)
        {
            Vector256<double> a = Vector256<double>.Zero, b = a, c = a, d = a;
            for (int feature = 0; feature < row.Length; feature++)
            {
                Vector256<double> value = Vector256.Create(row[feature]);
                ref double column = ref Unsafe.Add(ref tile, (feature * TileRows) + half);
                Vector256<double> p = Vector256.LoadUnsafe(ref column), q = Vector256.LoadUnsafe(ref column, 4), r = Vector256.LoadUnsafe(ref column, 8), s = Vector256.LoadUnsafe(ref column, 12);
                if (isDistance)
                {
                    (p, q, r, s) = (value - p, value - q, value - r, value - s);
                    (a, b, c, d) = (a + (p * p), b + (q * q), c + (r * r), d + (s * s));
                }
                else
                {
                    (a, b, c, d) = (a + (value * p), b + (value * q), c + (value * r), d + (value * s));
                }
            }

            ref double destination = ref sums[half];
            a.StoreUnsafe(ref destination);
            b.StoreUnsafe(ref destination, 4);
            c.StoreUnsafe(ref destination, 8);
            d.StoreUnsafe(ref destination, 12);
        }
    }

    // Sums become kernel values, in place. RBF is worth vectors of its own.
    private void Finish(Span<double> values)
    {
        if (_kernel.Kind == SvmKernelKind.Linear) return;
        if (_kernel.Kind != SvmKernelKind.Rbf)
        {
            for (int i = 0; i < values.Length; i++) values[i] = _kernel.OfSum(values[i]);
            return;
        }

        double factor = -_kernel.Gamma;
        ref double first = ref MemoryMarshal.GetReference(values);
        if (Has512)
        {
            for (int i = 0; i < values.Length; i += 16)
            {
                Vector512<double> left = Vector512.LoadUnsafe(ref first, (nuint)i), right = Vector512.LoadUnsafe(ref first, (nuint)i + 8);
                Exponential.Exp(left * factor).StoreUnsafe(ref first, (nuint)i);
                Exponential.Exp(right * factor).StoreUnsafe(ref first, (nuint)i + 8);
            }

            return;
        }

        for (int i = 0; i < values.Length; i += 4) Exponential.Exp(Vector256.LoadUnsafe(ref first, (nuint)i) * factor).StoreUnsafe(ref first, (nuint)i);
    }
}
