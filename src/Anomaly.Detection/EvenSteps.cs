namespace Anomaly.Detection;

/// <summary>Makes one progress of several steps of equal length.</summary>
/// <param name="target">Whom to tell; null for nobody.</param>
/// <param name="count">How many steps there are.</param>
internal sealed class EvenSteps(IProgress<double>? target, int count)
{
    private int _done;

    /// <summary>A step is done.</summary>
    public void Next()
    {
        _done++;
        target?.Report((double)_done / count);
    }

    /// <summary>What the step under way reports its own share to.</summary>
    public IProgress<double>? Part() => target is null ? null : new PartReport(target, _done, count);

    private sealed class PartReport(IProgress<double> target, int done, int count) : IProgress<double>
    {
        // The end of a step is told by the step after it.
        public void Report(double value)
        {
            if (value < 1) target.Report((done + value) / count);
        }
    }
}
