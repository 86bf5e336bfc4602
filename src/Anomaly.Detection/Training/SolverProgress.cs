using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Estimates how far a solver has come by how its violation shrinks: by the same factor in the same time, more or less.</summary>
internal sealed class SolverProgress(IProgress<SvmProgress> target, double tolerance)
{
    private double _first = double.NaN;
    private double _told;

    /// <summary>Tells of a step.</summary>
    public void Report(int iterations, double violation)
    {
        if (double.IsNaN(_first)) _first = violation;
        double whole = _first > tolerance ? Logarithm.Log2(_first / tolerance) : 0;
        double done = violation > tolerance && whole > 0 ? 1 - (Logarithm.Log2(violation / tolerance) / whole) : 0;
        _told = Math.Max(_told, Math.Clamp(done, 0, 0.99));
        target.Report(new SvmProgress(iterations, violation, _told));
    }

    /// <summary>Tells of the end.</summary>
    public void End(int iterations, double violation) => target.Report(new SvmProgress(iterations, violation, 1));
}
