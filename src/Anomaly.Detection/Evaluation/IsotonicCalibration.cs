using System.Collections.Immutable;
using System.Globalization;

namespace Anomaly.Detection.Evaluation;

/// <summary>A rising curve through knots, fitted to labels without assuming a shape. Immutable; equal where knots and base rate are.</summary>
/// <remarks>
/// Isotonic regression (Zadrozny and Elkan, 2002; scikit-learn's <c>IsotonicRegression(out_of_bounds="clip")</c>). It needs some 1,000 rows to be better than a logistic
/// curve, and it gives scores of one level one probability: such ties change ranking figures, which are to be taken of the scores.
/// </remarks>
public sealed record IsotonicCalibration : Calibration
{
    /// <summary>The most knots that a curve may have. Fits stay below: that many levels would take hundreds of millions of rows.</summary>
    public const int MaxKnots = 1_000_000;

    /// <summary>Makes a curve of its knots.</summary>
    /// <param name="scores">The scores of the knots: finite, strictly rising; at least one and at most <see cref="MaxKnots"/>.</param>
    /// <param name="probabilities">One probability a knot, in [0, 1], never falling.</param>
    /// <exception cref="ArgumentException">Lengths differ or are out of range, or a knot is not as said; it is named.</exception>
    public IsotonicCalibration(ImmutableArray<double> scores, ImmutableArray<double> probabilities)
    {
        Check(scores, probabilities);
        Scores = scores;
        Probabilities = probabilities;
    }

    /// <summary>The scores of the knots, strictly rising.</summary>
    public ImmutableArray<double> Scores { get; }

    /// <summary>The probability at each knot, never falling.</summary>
    public ImmutableArray<double> Probabilities { get; }

    /// <summary>True: it gives the share of anomalies among rows of about a score.</summary>
    public override bool IsFittedToLabels => true;

    /// <summary>Fits the curve: of all that never fall the one with the least squared distance to the labels.</summary>
    /// <param name="scores">Finite scores of rows that the model did not learn from; greater = more anomalous.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <returns>The curve; or null where the best one is flat, so that no score says more than the share of anomalies.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a score is not finite.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    /// <remarks>Rows are counted in integers: their order changes no bit. The knots are the first and the last score of each level.</remarks>
    public static IsotonicCalibration? Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly)
    {
        var ranked = RankedScores.Rank(scores, isAnomaly, "A calibration");
        List<IsotonicLevel> levels = IsotonicLevel.Pool(ranked);
        if (levels.Count == 1) return null;
        var knots = ImmutableArray.CreateBuilder<double>(2 * levels.Count);
        var probabilities = ImmutableArray.CreateBuilder<double>(2 * levels.Count);
        for (int level = levels.Count - 1; level >= 0; level--)
        {
            knots.Add(levels[level].Low);
            probabilities.Add(levels[level].Rate);
            if (levels[level].High == levels[level].Low) continue;
            knots.Add(levels[level].High);
            probabilities.Add(levels[level].Rate);
        }

        return new IsotonicCalibration(knots.DrainToImmutable(), probabilities.DrainToImmutable()) { BaseRate = (double)ranked.AnomalyCount / scores.Length };
    }

    /// <inheritdoc/>
    /// <remarks>Linear between two knots; beyond the first and the last the probability of that knot.</remarks>
    public override double Probability(double score)
    {
        if (double.IsNaN(score)) return double.NaN;
        int knot = Scores.AsSpan().BinarySearch(score);
        if (knot >= 0) return Probabilities[knot];
        knot = ~knot;
        if (knot == 0) return Probabilities[0];
        return knot == Scores.Length ? Probabilities[^1] : Between(knot, score);
    }

    /// <summary>Whether both have the same knots and base rate.</summary>
    /// <inheritdoc/>
    public bool Equals(IsotonicCalibration? other) =>
        other is not null && BaseRate == other.BaseRate && Scores.AsSpan().SequenceEqual(other.Scores.AsSpan()) && Probabilities.AsSpan().SequenceEqual(other.Probabilities.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(BaseRate, Scores.Length, Scores[^1], Probabilities[0], Probabilities[^1]);

    // Between the knot before and this one; never above it by rounding.
    private double Between(int knot, double score)
    {
        double low = Scores[knot - 1], high = Scores[knot];
        double share = double.IsFinite(high - low) ? (score - low) / (high - low) : ((score / 2) - (low / 2)) / ((high / 2) - (low / 2));
        double below = Probabilities[knot - 1], above = Probabilities[knot];
        return Math.Min(below + ((above - below) * share), above);
    }

    private static void Check(ImmutableArray<double> scores, ImmutableArray<double> probabilities)
    {
        if (scores.IsDefaultOrEmpty || scores.Length > MaxKnots) throw Bad($"There are {(scores.IsDefault ? 0 : scores.Length)} knots; there must be 1 to {MaxKnots}.", nameof(scores));
        if (probabilities.IsDefault || probabilities.Length != scores.Length) throw Bad($"There are {scores.Length} scores and {(probabilities.IsDefault ? 0 : probabilities.Length)} probabilities; there must be one of each a knot.", nameof(probabilities));
        for (int knot = 0; knot < scores.Length; knot++)
        {
            double score = scores[knot], probability = probabilities[knot];
            if (!double.IsFinite(score)) throw Bad($"The score of knot {knot} (first = 0) is {score}; it must be finite.", nameof(scores));
            if (!(probability is >= 0 and <= 1)) throw Bad($"The probability of knot {knot} (first = 0) is {probability}; it must be in [0, 1].", nameof(probabilities));
            if (knot == 0) continue;
            if (score <= scores[knot - 1]) throw Bad($"The score of knot {knot} (first = 0) is {score}; it must be above the one before, {scores[knot - 1]}.", nameof(scores));
            if (probability < probabilities[knot - 1]) throw Bad($"The probability of knot {knot} (first = 0) is {probability}; it must not be below the one before, {probabilities[knot - 1]}.", nameof(probabilities));
        }
    }

    private static ArgumentException Bad(FormattableString problem, string parameter) => new(problem.ToString(CultureInfo.InvariantCulture), parameter);
}
