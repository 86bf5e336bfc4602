using System.Globalization;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Training;

/// <summary>The rows that a training may use: ranked features, labels, and weights split into a part per class and a part per row.</summary>
internal sealed class TrainingRows
{
    // Sums of weights are squared: with these, class weights, and as many rows as there may be, no square leaves the range of a double.
    private const double LeastWeight = 1e-100;
    private const double MostWeight = 1e100;

    private TrainingRows(RankedFeatures features, bool[] isAnomaly, double[]? rowWeights, double normalFactor, double anomalyFactor)
    {
        Features = features;
        IsAnomaly = isAnomaly;
        RowWeights = rowWeights;
        NormalFactor = normalFactor;
        AnomalyFactor = anomalyFactor;
        PresentRows = [.. Enumerable.Range(0, isAnomaly.Length).Where(row => rowWeights is null || rowWeights[row] > 0)];
        foreach (int row in PresentRows)
        {
            if (isAnomaly[row]) AnomalyCount++;
            else NormalCount++;
        }
    }

    public RankedFeatures Features { get; }

    public bool[] IsAnomaly { get; }

    /// <summary>Weights per row, or null where all rows of a class weigh the same.</summary>
    public double[]? RowWeights { get; }

    /// <summary>What the rows of the normal class weigh beyond <see cref="RowWeights"/>.</summary>
    public double NormalFactor { get; }

    /// <summary>What the rows of the anomalous class weigh beyond <see cref="RowWeights"/>.</summary>
    public double AnomalyFactor { get; }

    /// <summary>The rows of a weight above 0, in table order.</summary>
    public int[] PresentRows { get; }

    /// <summary>Normal rows of a weight above 0.</summary>
    public int NormalCount { get; }

    /// <summary>Anomalous rows of a weight above 0.</summary>
    public int AnomalyCount { get; }

    public int RowCount => IsAnomaly.Length;

    /// <summary>Checks the input and ranks the features.</summary>
    /// <exception cref="ArgumentException">Nothing to train on, lengths that differ, a weight out of range, or rows of one class only.</exception>
    public static TrainingRows Create(FeatureMatrix features, ReadOnlySpan<bool> isAnomaly, ReadOnlySpan<double> rowWeights, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.RowCount == 0) throw new ArgumentException("There are 0 rows to train on.", nameof(features));
        if (isAnomaly.Length != features.RowCount) throw new ArgumentException($"{isAnomaly.Length} labels do not fit {features.RowCount} rows.", nameof(isAnomaly));
        if (rowWeights.Length != 0 && rowWeights.Length != features.RowCount) throw new ArgumentException($"{rowWeights.Length} row weights do not fit {features.RowCount} rows.", nameof(rowWeights));
        for (int row = 0; row < rowWeights.Length; row++)
        {
            if (rowWeights[row] is not (0 or (>= LeastWeight and <= MostWeight))) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of row {row + 1} is {rowWeights[row]}; a weight must be 0, or from {LeastWeight} to {MostWeight}."), nameof(rowWeights));
        }

        double? normalFactor = CommonWeight(isAnomaly, rowWeights, wanted: false);
        double? anomalyFactor = CommonWeight(isAnomaly, rowWeights, wanted: true);
        bool isPerClass = normalFactor is not null && anomalyFactor is not null;
        var ranked = RankedFeatures.Create(features, threads, cancellationToken);
        var rows = isPerClass
            ? new TrainingRows(ranked, isAnomaly.ToArray(), null, normalFactor!.Value, anomalyFactor!.Value)
            : new TrainingRows(ranked, isAnomaly.ToArray(), rowWeights.ToArray(), 1, 1);
        int present = rows.NormalCount + rows.AnomalyCount;
        if (rows.NormalCount == 0 || rows.AnomalyCount == 0) throw new ArgumentException($"Training needs rows of both classes, but of {present} rows with a weight above 0, {rows.AnomalyCount} are anomalies and {rows.NormalCount} are normal.", nameof(isAnomaly));
        return rows;
    }

    // Weights that are the same all over a class act as a class weight, and are counted exactly as one.
    private static double? CommonWeight(ReadOnlySpan<bool> isAnomaly, ReadOnlySpan<double> rowWeights, bool wanted)
    {
        double? common = null;
        for (int row = 0; row < rowWeights.Length; row++)
        {
            if (isAnomaly[row] != wanted) continue;
            common ??= rowWeights[row];
            if (rowWeights[row] != common || common == 0) return null;
        }

        return common ?? 1;
    }
}
