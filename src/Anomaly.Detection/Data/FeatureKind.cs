namespace Anomaly.Detection.Data;

/// <summary>What the values of a column mean.</summary>
public enum FeatureKind
{
    /// <summary>A finite number; NaN stands for a missing one.</summary>
    Numeric,

    /// <summary>A text out of a set that repeats, compared ordinally.</summary>
    Categorical,

    /// <summary>An instant, held as seconds since 1970-01-01T00:00:00 UTC. A time without an offset is taken as UTC.</summary>
    Timestamp,

    /// <summary>A text that names a row and hardly repeats. Kept out of the model, and reported.</summary>
    Identifier,
}
