namespace Anomaly.Detection.Training;

/// <summary>The values that the leaves below a node may have.</summary>
internal readonly record struct ValueBounds(double Lowest, double Highest)
{
    /// <summary>Every share of anomalies.</summary>
    public static ValueBounds All => new(0, 1);

    public bool Hold(double value) => value >= Lowest && value <= Highest;

    public double Clip(double value) => Math.Clamp(value, Lowest, Highest);
}
