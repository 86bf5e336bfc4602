namespace Anomaly.Detection;

/// <summary>The part that labels had in a training.</summary>
internal enum LabelUse
{
    /// <summary>There were none.</summary>
    None,

    /// <summary>There were, but they were not to be used, or all rows were of one class.</summary>
    Ignored,

    /// <summary>They judged: threshold and calibration follow them. A random forest learned from them too.</summary>
    Judge,
}
