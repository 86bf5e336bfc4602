using System.Globalization;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Training;

/// <summary>What a training reads: rows, a label for each, and where wanted a weight and a group for each. Immutable; safe to share between threads.</summary>
public sealed class TrainingSet
{
    // Sums of weights are squared: with these, class weights, and as many rows as there may be, no square leaves the range of a double.
    private const double LeastWeight = 1e-100;
    private const double MostWeight = 1e100;

    private readonly bool[] _isAnomaly;
    private readonly double[] _rowWeights;
    private readonly int[] _groups;

    /// <summary>Puts the parts together; labels, weights and groups are copied.</summary>
    /// <param name="features">The rows, at least one; NaN is missing.</param>
    /// <param name="isAnomaly">One label per row, true = anomaly; both classes must occur among rows of a weight above 0.</param>
    /// <param name="rowWeights">One weight per row, 0 or in [1E-100, 1E100], or none: every row weighs 1. A row of weight 0 is as good as absent.</param>
    /// <param name="groups">One number per row, any number, or none. Rows of one number, such as those of one user, are in a bag together or out of it together.</param>
    /// <exception cref="ArgumentException">There is nothing to train on, lengths differ, a weight is out of range, or a class is empty.</exception>
    public TrainingSet(FeatureMatrix features, ReadOnlySpan<bool> isAnomaly, ReadOnlySpan<double> rowWeights = default, ReadOnlySpan<int> groups = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.RowCount == 0) throw new ArgumentException("There are 0 rows to train on.", nameof(features));
        if (isAnomaly.Length != features.RowCount) throw new ArgumentException($"{isAnomaly.Length} labels do not fit {features.RowCount} rows.", nameof(isAnomaly));
        if (rowWeights.Length != 0 && rowWeights.Length != features.RowCount) throw new ArgumentException($"{rowWeights.Length} row weights do not fit {features.RowCount} rows.", nameof(rowWeights));
        if (groups.Length != 0 && groups.Length != features.RowCount) throw new ArgumentException($"{groups.Length} groups do not fit {features.RowCount} rows.", nameof(groups));
        int normalCount = 0;
        int anomalyCount = 0;
        for (int row = 0; row < isAnomaly.Length; row++)
        {
            double weight = rowWeights.IsEmpty ? 1 : rowWeights[row];
            if (weight is not (0 or (>= LeastWeight and <= MostWeight))) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of row {row + 1} is {weight}; a weight must be 0, or from {LeastWeight} to {MostWeight}."), nameof(rowWeights));
            if (weight == 0) continue;
            if (isAnomaly[row]) anomalyCount++;
            else normalCount++;
        }

        if (normalCount == 0 || anomalyCount == 0) throw new ArgumentException($"Training needs rows of both classes, but of {normalCount + anomalyCount} rows with a weight above 0, {anomalyCount} are anomalies and {normalCount} are normal.", nameof(isAnomaly));
        Features = features;
        NormalCount = normalCount;
        AnomalyCount = anomalyCount;
        _isAnomaly = isAnomaly.ToArray();
        _rowWeights = rowWeights.ToArray();
        _groups = groups.ToArray();
    }

    /// <summary>The rows.</summary>
    public FeatureMatrix Features { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => Features.RowCount;

    /// <summary>Per row: true = anomaly.</summary>
    public ReadOnlySpan<bool> IsAnomaly => _isAnomaly;

    /// <summary>Per row its weight; empty where every row weighs 1.</summary>
    public ReadOnlySpan<double> RowWeights => _rowWeights;

    /// <summary>Per row the number of its group; empty where every row is for itself.</summary>
    public ReadOnlySpan<int> Groups => _groups;

    /// <summary>Normal rows of a weight above 0.</summary>
    public int NormalCount { get; }

    /// <summary>Anomalous rows of a weight above 0.</summary>
    public int AnomalyCount { get; }
}
