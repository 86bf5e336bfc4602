namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>A command was called with arguments it cannot use; the message names what was expected.</summary>
internal sealed class UsageException(string message) : Exception(message);
