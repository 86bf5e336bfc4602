namespace Anomaly.Detection.AotProgram;

/// <summary>A typed record such as an application would have.</summary>
internal sealed record Session(string Device, double Clicks, double? Seconds, bool IsFraud);
