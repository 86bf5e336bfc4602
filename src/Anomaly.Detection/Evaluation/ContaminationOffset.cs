using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>The score that a given share of rows lies above.</summary>
public static class ContaminationOffset
{
    /// <summary>The offset: rows whose score is above it, strictly, are that share, but for ties.</summary>
    /// <param name="scores">Finite scores of the rows that the share is of; greater = more anomalous.</param>
    /// <param name="contamination">The share, in (0, 0.5].</param>
    /// <returns>A number between the least and the greatest score.</returns>
    /// <remarks>As scikit-learn's <c>offset_</c>, with the opposite sign: the percentile of the negated scores, linear between neighbours, step by step as numpy takes it.</remarks>
    /// <exception cref="ArgumentException">There are no scores, or one is not finite.</exception>
    /// <exception cref="OptionsException">The share is out of range.</exception>
    public static double Of(ReadOnlySpan<double> scores, double contamination)
    {
        OptionGuard.AboveWithin(0, 0.5, contamination, nameof(contamination));
        if (scores.IsEmpty) throw new ArgumentException("There are no scores.", nameof(scores));
        double[] negated = new double[scores.Length];
        for (int row = 0; row < negated.Length; row++)
        {
            if (!double.IsFinite(scores[row])) throw new ArgumentException(FormattableString.Invariant($"Score {row} is {scores[row]}; it must be finite."), nameof(scores));
            negated[row] = -scores[row];
        }

        Array.Sort(negated);
        double place = (negated.Length - 1) * (100 * contamination / 100);
        int below = (int)place;
        double share = place - below;
        double low = negated[below];
        double high = negated[Math.Min(below + 1, negated.Length - 1)];
        double step = high - low;
        return -(share < 0.5 ? low + (step * share) : high - (step * (1 - share)));
    }
}
