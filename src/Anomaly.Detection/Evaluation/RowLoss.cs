namespace Anomaly.Detection.Evaluation;

/// <summary>What one row adds to the losses of its probability.</summary>
/// <param name="Logarithmic">−ln of the label's likelihood, at least 0.</param>
/// <param name="Squared">The squared distance between probability and label.</param>
internal readonly record struct RowLoss(double Logarithmic, double Squared)
{
    public static RowLoss Undefined { get; } = new(double.NaN, double.NaN);

    public static RowLoss Of(double probability, bool isAnomaly) => new(Metrics.LogarithmicLoss(probability, isAnomaly), Metrics.SquaredLoss(probability, isAnomaly));
}
