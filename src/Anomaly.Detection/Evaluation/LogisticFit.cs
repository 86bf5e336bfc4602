using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>Fits log-odds that are linear in a standardised score.</summary>
/// <remarks>
/// Newton's method with backtracking, after Lin, Lin and Weng, "A note on Platt's probabilistic outputs" (2007); targets are Platt's, drawn in from
/// 0 and 1 as if each class had one more row of the other kind, so that separable classes have a finite curve.
/// </remarks>
internal ref struct LogisticFit
{
    private const int MostSteps = 100;
    private const double SmallestStep = 1e-10;
    private const double Ridge = 1e-12;
    private const double GradientTolerance = 1e-10;

    private readonly ReadOnlySpan<double> _scores;
    private readonly ReadOnlySpan<bool> _isAnomaly;
    private readonly ScoreMoments _moments;
    private double _anomalyTarget;
    private double _normalTarget;

    public LogisticFit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, ScoreMoments moments)
    {
        _scores = scores;
        _isAnomaly = isAnomaly;
        _moments = moments;
    }

    /// <summary>The curve of least cross-entropy: log-odds = slope·(score − mean) / deviation + intercept.</summary>
    public (double Slope, double Intercept) Solve(int anomalyCount, int normalCount)
    {
        _anomalyTarget = (anomalyCount + 1.0) / (anomalyCount + 2.0);
        _normalTarget = 1 / (normalCount + 2.0);
        double slope = 0;
        double intercept = Logarithm.Natural((anomalyCount + 1.0) / (normalCount + 1.0));
        double loss = Loss(slope, intercept);
        for (int step = 0; step < MostSteps; step++)
        {
            Derivatives at = DerivativesAt(slope, intercept);
            if (Math.Abs(at.Slope) < GradientTolerance * _scores.Length && Math.Abs(at.Intercept) < GradientTolerance * _scores.Length) break;
            double determinant = (at.SlopeSlope * at.InterceptIntercept) - (at.SlopeIntercept * at.SlopeIntercept);
            double slopeStep = -((at.InterceptIntercept * at.Slope) - (at.SlopeIntercept * at.Intercept)) / determinant;
            double interceptStep = -((at.SlopeSlope * at.Intercept) - (at.SlopeIntercept * at.Slope)) / determinant;
            double descent = (at.Slope * slopeStep) + (at.Intercept * interceptStep);
            double length = 1;
            double next;
            while (!((next = Loss(slope + (length * slopeStep), intercept + (length * interceptStep))) < loss + (1e-4 * length * descent)))
            {
                length /= 2;
                if (length < SmallestStep) return (slope, intercept);
            }

            slope += length * slopeStep;
            intercept += length * interceptStep;
            loss = next;
        }

        return (slope, intercept);
    }

    private readonly double Standardised(int row) => (_scores[row] - _moments.Mean) / _moments.Deviation;

    private readonly double Target(int row) => _isAnomaly[row] ? _anomalyTarget : _normalTarget;

    // −Σ t ln p + (1 − t) ln(1 − p), written so that no power is large.
    private readonly double Loss(double slope, double intercept)
    {
        double loss = 0;
        for (int row = 0; row < _scores.Length; row++)
        {
            double odds = (slope * Standardised(row)) + intercept;
            double softened = Logarithm.Natural(1 + Exponential.Exp(-Math.Abs(odds)));
            loss += ((odds >= 0 ? 1 - Target(row) : -Target(row)) * odds) + softened;
        }

        return loss;
    }

    private readonly Derivatives DerivativesAt(double slope, double intercept)
    {
        var sum = new Derivatives(0, 0, Ridge, 0, Ridge);
        for (int row = 0; row < _scores.Length; row++)
        {
            double z = Standardised(row);
            double odds = (slope * z) + intercept;
            double small = Exponential.Exp(-Math.Abs(odds));
            double p = (odds >= 0 ? 1 : small) / (1 + small);
            double error = p - Target(row);
            double curvature = small / ((1 + small) * (1 + small));
            sum = new Derivatives(sum.Slope + (error * z), sum.Intercept + error, sum.SlopeSlope + (curvature * z * z), sum.SlopeIntercept + (curvature * z), sum.InterceptIntercept + curvature);
        }

        return sum;
    }

    private readonly record struct Derivatives(double Slope, double Intercept, double SlopeSlope, double SlopeIntercept, double InterceptIntercept);
}
