namespace Anomaly.Detection.Training;

/// <summary>Which way the score may go when one feature rises and all others stay.</summary>
public enum Monotonicity
{
    /// <summary>Any way.</summary>
    None,

    /// <summary>A higher value never scores lower.</summary>
    Increasing,

    /// <summary>A higher value never scores higher.</summary>
    Decreasing,
}
