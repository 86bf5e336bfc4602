namespace Anomaly.Detection.Data;

/// <summary>What a <see cref="FeatureValue"/> holds.</summary>
public enum FeatureValueKind
{
    /// <summary>Nothing: absent, null or NaN.</summary>
    Missing,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A text, possibly empty.</summary>
    Text,

    /// <summary>An instant, as seconds since 1970-01-01T00:00:00 UTC.</summary>
    Timestamp,
}
