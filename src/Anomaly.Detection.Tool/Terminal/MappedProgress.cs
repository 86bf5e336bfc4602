namespace Anomaly.Detection.Tool.Terminal;

/// <summary>Tells the share that is done of progress that is told otherwise.</summary>
/// <param name="target">Whom to tell.</param>
/// <param name="share">The share that is done, in [0, 1].</param>
internal sealed class MappedProgress<T>(IProgress<double> target, Func<T, double> share) : IProgress<T>
{
    public void Report(T value) => target.Report(share(value));
}
