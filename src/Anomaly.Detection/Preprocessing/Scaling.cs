namespace Anomaly.Detection.Preprocessing;

/// <summary>Whether features are brought to one scale.</summary>
public enum Scaling
{
    /// <summary>As the model needs it: a detector's trainer takes <see cref="Standard"/> for a one-class SVM and <see cref="None"/> for trees. An encoder that is fitted for itself knows no model and takes <see cref="None"/>.</summary>
    Auto,

    /// <summary>Features keep their values. Trees do not care about scale.</summary>
    None,

    /// <summary>Every feature, category codes included, is centred and divided by its standard deviation: <see cref="StandardScaler"/>.</summary>
    Standard,
}
