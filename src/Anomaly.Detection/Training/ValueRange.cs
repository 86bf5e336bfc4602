namespace Anomaly.Detection.Training;

/// <summary>What values of a feature a node holds.</summary>
/// <param name="Least">The least, +∞ where there is none.</param>
/// <param name="Greatest">The greatest, −∞ where there is none.</param>
/// <param name="MissingCount">Rows without a value.</param>
internal readonly record struct ValueRange(float Least, float Greatest, int MissingCount)
{
    /// <summary>Whether values differ.</summary>
    public bool HasSpread => Least < Greatest;

    /// <summary>Whether the rows can be told apart: by values, or by having one.</summary>
    public bool CanSplit => HasSpread || (MissingCount > 0 && Least <= Greatest);

    /// <summary>The distance between the ends, in double: a float may not hold it.</summary>
    public double Spread => (double)Greatest - Least;
}
