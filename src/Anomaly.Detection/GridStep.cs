namespace Anomaly.Detection;

/// <summary>One value of an axis: how it is shown, and what it does to options.</summary>
internal sealed record GridStep(string Text, Func<AnomalyDetectorOptions, AnomalyDetectorOptions> Apply);
