using System.Globalization;

namespace Anomaly.Detection.Data;

/// <summary>Encoded features: rows of 32-bit floats, stored by feature. NaN marks a missing value; nothing is infinite. Immutable.</summary>
public sealed class FeatureMatrix
{
    private readonly float[][] _columns;

    /// <summary>Takes ownership of one array per feature, each as long as there are rows, without checking the values again.</summary>
    internal FeatureMatrix(float[][] columns, int rowCount)
    {
        _columns = columns;
        RowCount = rowCount;
    }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The number of features, the length of a row.</summary>
    public int FeatureCount => _columns.Length;

    /// <summary>Copies a matrix from rows laid end to end.</summary>
    /// <param name="rows">Row-major values; length = rows × <paramref name="featureCount"/>. NaN is missing.</param>
    /// <param name="featureCount">The length of a row, at least 1.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">The length is not a multiple of the feature count, or a value is infinite.</exception>
    public static FeatureMatrix FromRows(ReadOnlySpan<float> rows, int featureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        if (rows.Length % featureCount != 0) throw new ArgumentException($"{rows.Length} values are not a whole number of rows of {featureCount} features.", nameof(rows));
        int rowCount = rows.Length / featureCount;
        float[][] columns = new float[featureCount][];
        for (int feature = 0; feature < featureCount; feature++)
        {
            float[] column = new float[rowCount];
            for (int row = 0; row < rowCount; row++) column[row] = Checked(rows[(row * featureCount) + feature], row, feature);
            columns[feature] = column;
        }

        return new FeatureMatrix(columns, rowCount);
    }

    /// <summary>Copies a matrix from one array a feature.</summary>
    /// <param name="columns">One array per feature, all of one length. NaN is missing.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a value is infinite.</exception>
    public static FeatureMatrix FromColumns(params ReadOnlySpan<float[]> columns)
    {
        if (columns.Length == 0) throw new ArgumentException("A matrix needs at least one feature.", nameof(columns));
        int rowCount = columns[0].Length;
        float[][] copies = new float[columns.Length][];
        for (int feature = 0; feature < columns.Length; feature++)
        {
            if (columns[feature].Length != rowCount) throw new ArgumentException($"Feature {feature} has {columns[feature].Length} rows, but feature 0 has {rowCount}.", nameof(columns));
            float[] copy = (float[])columns[feature].Clone();
            for (int row = 0; row < rowCount; row++) Checked(copy[row], row, feature);
            copies[feature] = copy;
        }

        return new FeatureMatrix(copies, rowCount);
    }

    /// <summary>All values of one feature, in row order.</summary>
    /// <param name="feature">Index of the feature, first = 0.</param>
    /// <returns>As many values as there are rows.</returns>
    public ReadOnlySpan<float> Column(int feature) => _columns[feature];

    /// <summary>Copies one row.</summary>
    /// <param name="row">Index of the row, first = 0.</param>
    /// <param name="destination">Receives the features; its length is <see cref="FeatureCount"/>.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void CopyRow(int row, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        if (destination.Length != FeatureCount) throw new ArgumentException($"A row has {FeatureCount} features, but the destination holds {destination.Length}.", nameof(destination));
        for (int feature = 0; feature < destination.Length; feature++) destination[feature] = _columns[feature][row];
    }

    /// <summary>A new matrix with some of the rows, in the order given; a row may stand more than once.</summary>
    /// <param name="rows">Indexes of rows, first = 0.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row; index and number of rows are named.</exception>
    public FeatureMatrix Select(ReadOnlySpan<int> rows)
    {
        RowIndexes.Check(rows, RowCount);
        float[][] columns = new float[FeatureCount][];
        for (int feature = 0; feature < columns.Length; feature++)
        {
            float[] source = _columns[feature];
            float[] column = new float[rows.Length];
            for (int i = 0; i < rows.Length; i++) column[i] = source[rows[i]];
            columns[feature] = column;
        }

        return new FeatureMatrix(columns, rows.Length);
    }

    private static float Checked(float value, int row, int feature)
    {
        if (float.IsInfinity(value)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Feature {feature} of row {row} is {value}; values must be finite, or NaN for a missing one."));
        return value;
    }
}
