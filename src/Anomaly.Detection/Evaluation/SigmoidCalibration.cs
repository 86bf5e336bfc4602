using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>A logistic curve over scores, fitted to labels: p = 1 / (1 + e^−(slope·score + intercept)). Immutable.</summary>
/// <remarks>Platt, "Probabilistic outputs for support vector machines" (1999), whose A and B are −slope and −intercept.</remarks>
public sealed record SigmoidCalibration : Calibration
{
    /// <summary>How steeply the log-odds rise with the score; finite, above 0.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public required double Slope { get; init => field = OptionGuard.AboveWithin(0, double.MaxValue, value); }

    /// <summary>The log-odds at a score of 0; finite.</summary>
    /// <exception cref="OptionsException">Not finite.</exception>
    public required double Intercept { get; init => field = OptionGuard.Within(double.MinValue, double.MaxValue, value); }

    /// <summary>True: it gives the share of anomalies among rows of a score, as far as a logistic curve can.</summary>
    public override bool IsFittedToLabels => true;

    /// <summary>Fits the curve.</summary>
    /// <param name="scores">Finite scores of rows that the model did not learn from; greater = more anomalous.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <returns>The curve; or null where anomalies do not score higher, so that no rising curve fits better than a flat one.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a score is not finite.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    public static SigmoidCalibration? Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly)
    {
        int anomalyCount = LabelledScores.CountAnomalies(scores, isAnomaly);
        int normalCount = scores.Length - anomalyCount;
        if (anomalyCount == 0 || normalCount == 0) throw new UndefinedMetricException("A calibration", anomalyCount, normalCount);
        var moments = ScoreMoments.Of(scores);
        (double slope, double intercept) = new LogisticFit(scores, isAnomaly, moments).Solve(anomalyCount, normalCount);
        slope /= moments.Deviation;
        intercept -= slope * moments.Mean;
        return slope > 0 && double.IsFinite(slope) && double.IsFinite(intercept)
            ? new SigmoidCalibration { Slope = slope, Intercept = intercept, BaseRate = (double)anomalyCount / scores.Length }
            : null;
    }

    /// <inheritdoc/>
    public override double Probability(double score) => 1 / (1 + Exponential.Exp(-((Slope * score) + Intercept)));
}
