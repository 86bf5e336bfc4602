using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>
/// Maps scores to [0, 1] without labels: one half at the model's own boundary, and further the more spreads a score lies beyond it. Immutable.
/// </summary>
/// <remarks>
/// ½ + ½·z / (1 + |z|) with z = (score − boundary) / spread. No probability of an anomaly, which nobody knows without labels: only an order with a
/// middle. Unlike a logistic curve it never runs flat, so that far outliers stay in order.
/// </remarks>
public sealed record MarginMap : Calibration
{
    /// <summary>The score that the model itself decides at; finite.</summary>
    /// <exception cref="OptionsException">Not finite.</exception>
    public required double Boundary { get; init => field = OptionGuard.Within(double.MinValue, double.MaxValue, value); }

    /// <summary>How far beyond the boundary three quarters are reached; finite, above 0. Such as the standard deviation of the training scores.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public required double Spread { get; init => field = OptionGuard.AboveWithin(0, double.MaxValue, value); }

    /// <summary>False: no label was seen.</summary>
    public override bool IsFittedToLabels => false;

    /// <summary>Null: no label was seen.</summary>
    /// <exception cref="OptionsException">Given.</exception>
    public override double? BaseRate
    {
        get => null;
        init
        {
            if (value is { } rate) OptionGuard.Throw(nameof(BaseRate), $"null, as a {nameof(MarginMap)} is fitted to no labels", NumberText.Format(rate));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always: there is no probability to move.</exception>
    public override Calibration WithPrior(double prior) => throw new InvalidOperationException($"A {nameof(MarginMap)} gives no probability that could be moved to another base rate: it was fitted without labels. Calibrate on labelled rows first.");

    /// <summary>A map whose spread is the standard deviation of scores.</summary>
    /// <param name="boundary">The score that the model itself decides at; finite.</param>
    /// <param name="scores">Finite scores, such as those of the training rows.</param>
    /// <returns>The map; its spread is 1 where the scores do not differ.</returns>
    /// <exception cref="ArgumentException">There are no scores, or one is not finite.</exception>
    public static MarginMap Fit(double boundary, ReadOnlySpan<double> scores)
    {
        var moments = ScoreMoments.Of(scores);
        return new MarginMap { Boundary = boundary, Spread = moments.Deviation };
    }

    /// <inheritdoc/>
    public override double Probability(double score)
    {
        double z = (score - Boundary) / Spread;
        if (double.IsInfinity(z)) return z > 0 ? 1 : 0;
        return 0.5 + (0.5 * (z / (1 + Math.Abs(z))));
    }
}
