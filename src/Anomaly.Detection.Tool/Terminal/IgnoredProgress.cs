namespace Anomaly.Detection.Tool.Terminal;

/// <summary>Nobody looks.</summary>
internal sealed class IgnoredProgress : IProgress<double>
{
    public void Report(double value)
    {
    }
}
