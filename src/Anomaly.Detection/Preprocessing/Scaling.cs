namespace Anomaly.Detection.Preprocessing;

/// <summary>Whether features are brought to one scale.</summary>
public enum Scaling
{
    /// <summary>Features keep their values. Trees do not care about scale.</summary>
    None,

    /// <summary>Every feature, category codes included, is centred and divided by its standard deviation: <see cref="StandardScaler"/>.</summary>
    Standard,
}
