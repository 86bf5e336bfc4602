using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Preprocessing;

/// <summary>Brings every feature to mean 0 and standard deviation 1: (x − mean) / scale. Immutable; safe to share between threads.</summary>
/// <remarks>
/// <para>The scale is the root of the population variance (divisor n), as in scikit-learn's <c>StandardScaler</c>. Missing values are skipped
/// and stay missing. Where all values of a feature are equal the scale is 1, and where all are missing the mean is 0 and the scale 1.</para>
/// <para>scikit-learn also takes a variance for zero that is positive but within rounding error of the mean; here only equal values are constant.</para>
/// </remarks>
public sealed class StandardScaler
{
    private readonly double[] _mean;
    private readonly double[] _scale;

    private StandardScaler(double[] mean, double[] scale)
    {
        _mean = mean;
        _scale = scale;
    }

    /// <summary>The number of features.</summary>
    public int FeatureCount => _mean.Length;

    /// <summary>The mean per feature; finite.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>The divisor per feature; finite and above 0.</summary>
    public ReadOnlySpan<double> Scale => _scale;

    /// <summary>Measures the features of a matrix.</summary>
    /// <param name="features">The features; NaN is missing.</param>
    /// <returns>The scaler.</returns>
    public static StandardScaler Fit(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        double[] mean = new double[features.FeatureCount];
        double[] scale = new double[features.FeatureCount];
        double[] values = new double[features.RowCount];
        for (int feature = 0; feature < mean.Length; feature++)
        {
            ReadOnlySpan<float> column = features.Column(feature);
            for (int row = 0; row < values.Length; row++) values[row] = column[row];
            (mean[feature], scale[feature]) = Measure(values);
        }

        return new StandardScaler(mean, scale);
    }

    /// <summary>Measures one feature.</summary>
    /// <param name="values">Its values; NaN is missing, all others are finite.</param>
    /// <returns>The mean, and the scale: the population standard deviation, or 1 where that is 0.</returns>
    /// <exception cref="ArgumentException">A value is infinite, or values are so large that their variance is.</exception>
    /// <remarks>
    /// Two passes in row order, the second with the correction of Chan, Golub and LeVeque, "Algorithms for computing the sample variance"
    /// (1983), for the mean as well, so that values far from 0 lose nothing and the same rows give the same bits on every machine.
    /// </remarks>
    public static (double Mean, double Scale) Measure(ReadOnlySpan<double> values)
    {
        int count = 0;
        double sum = 0;
        double smallest = double.PositiveInfinity;
        double largest = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsNaN(value)) continue;
            count++;
            sum += value;
            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
        }

        if (count == 0) return (0, 1);

        // The mean of equal values can be off by a rounding, which would make a constant vary.
        if (smallest == largest && double.IsFinite(largest)) return (largest, 1);
        double mean = sum / count;
        double deviations = 0;
        double squares = 0;
        foreach (double value in values)
        {
            if (double.IsNaN(value)) continue;
            double deviation = value - mean;
            deviations += deviation;
            squares += deviation * deviation;
        }

        // By Cauchy and Schwarz the difference is not negative; rounding is kept from making it so.
        double variance = Math.Max(0, squares - (deviations * deviations / count)) / count;
        if (!double.IsFinite(mean) || !double.IsFinite(variance)) throw new ArgumentException("Values must be finite, and small enough that their variance is.", nameof(values));

        // What deviations from the mean sum to is the rounding that the first sum left in it.
        return (mean + (deviations / count), variance > 0 ? Math.Sqrt(variance) : 1);
    }

    /// <summary>Makes a scaler from what was measured before.</summary>
    /// <param name="mean">The mean per feature; finite.</param>
    /// <param name="scale">The divisor per feature; finite and above 0, as many as means.</param>
    /// <returns>The scaler.</returns>
    /// <exception cref="ArgumentException">A rule is broken; the message names the feature by its place.</exception>
    public static StandardScaler FromParts(ReadOnlySpan<double> mean, ReadOnlySpan<double> scale)
    {
        ScalingParts.Check(mean, scale);
        return new StandardScaler(mean.ToArray(), scale.ToArray());
    }

    /// <summary>Scales one value.</summary>
    /// <param name="feature">Index of the feature, first = 0.</param>
    /// <param name="value">The value; NaN stays NaN.</param>
    /// <returns>(value − mean) / scale.</returns>
    /// <remarks>Thread-safe, allocates nothing.</remarks>
    public double Transform(int feature, double value) => (value - _mean[feature]) / _scale[feature];

    /// <summary>Scales a matrix.</summary>
    /// <param name="features">The features; NaN is missing.</param>
    /// <returns>A new matrix of the same shape.</returns>
    /// <exception cref="ArgumentException">The number of features is another, or a scaled value is beyond the range of a 32-bit float.</exception>
    public FeatureMatrix Transform(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.FeatureCount != FeatureCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The scaler was fitted on {FeatureCount} features, but the matrix has {features.FeatureCount}."), nameof(features));
        float[][] columns = new float[FeatureCount][];
        for (int feature = 0; feature < columns.Length; feature++)
        {
            ReadOnlySpan<float> source = features.Column(feature);
            float[] column = new float[source.Length];
            for (int row = 0; row < column.Length; row++) column[row] = (float)Transform(feature, source[row]);
            columns[feature] = column;
        }

        return FeatureMatrix.FromColumns(columns);
    }
}
