using Anomaly.Detection.Data;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>The kernel values of all pairs of training rows, worked out when they are asked for. Rows may change places.</summary>
internal sealed class KernelMatrix
{
    private readonly KernelRows _rows;
    private readonly KernelCache _cache;
    private readonly double[] _diagonal;
    private readonly double[] _row;
    private readonly double[] _values;

    /// <param name="kernel">The kernel.</param>
    /// <param name="features">The rows, without missing values.</param>
    /// <param name="cacheBytes">How much may be kept.</param>
    public KernelMatrix(SvmKernel kernel, FeatureMatrix features, long cacheBytes)
    {
        _rows = new KernelRows(kernel, features.RowCount, features.FeatureCount);
        for (int feature = 0; feature < features.FeatureCount; feature++)
        {
            ReadOnlySpan<float> column = features.Column(feature);
            for (int row = 0; row < column.Length; row++) _rows[row, feature] = column[row];
        }

        _cache = new KernelCache(features.RowCount, _rows.PaddedCount, cacheBytes);
        _row = new double[features.FeatureCount];
        _values = new double[_rows.PaddedCount];
        _diagonal = new double[_rows.PaddedCount];
        float[] values = new float[features.FeatureCount];
        for (int row = 0; row < features.RowCount; row++)
        {
            features.CopyRow(row, values);
            _diagonal[row] = kernel.Of(values, values);
        }
    }

    /// <summary>Of each row, its kernel value with itself.</summary>
    public ReadOnlySpan<double> Diagonal => _diagonal;

    /// <summary>The values of a row with the first ones, as 32-bit floats, as libsvm keeps them.</summary>
    /// <param name="row">The row.</param>
    /// <param name="count">How many are wanted.</param>
    /// <returns>At least so many; valid until two more rows were asked for.</returns>
    public float[] Row(int row, int count)
    {
        float[] kept = _cache.Take(row, count, out int known);
        if (known == count) return kept;
        int firstTile = known / KernelRows.TileRows;
        int start = firstTile * KernelRows.TileRows;
        int end = (count + KernelRows.TileRows - 1) / KernelRows.TileRows * KernelRows.TileRows;
        _rows.CopyRow(row, _row);
        Span<double> values = _values.AsSpan(0, end - start);
        _rows.Evaluate(_row, firstTile, values);
        for (int i = known; i < count; i++) kept[i] = (float)values[i - start];
        return kept;
    }

    /// <summary>Has two rows change places.</summary>
    public void Swap(int left, int right)
    {
        _rows.Swap(left, right);
        _cache.Swap(left, right);
        (_diagonal[left], _diagonal[right]) = (_diagonal[right], _diagonal[left]);
    }
}
