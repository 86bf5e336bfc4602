using Anomaly.Detection.Explanation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>Counts contributions in the unit that was asked for. Immutable.</summary>
/// <remarks>
/// With g(sum) = the log-odds of the probability of the score that a sum stands for, a contribution in log-odds is its share of the way from g(base) to g(row):
/// c · (g(row) − g(base)) / (row − base). Where g is a straight line, as under a sigmoid calibration of a score that is the sum, that is the slope of the line, and exact.
/// </remarks>
internal sealed class ExplanationScale
{
    /// <summary>How near to 0 and 1 a probability may come before its log-odds are taken: 2⁻⁵⁰, about 1E-15, which a double holds beside 1 too. Log-odds are within ±34.66.</summary>
    public const double LeastProbability = 1.0 / (1L << 50);

    // Sums nearer than this to each other are the same but for rounding, and have no way between them to share.
    private const double Indistinct = 1e-12;

    private readonly ContributionScale _scale;
    private readonly double _baseSum;

    public ExplanationScale(ContributionScale scale, ShapExplainer explainer, Decision decision)
    {
        _scale = scale;
        _baseSum = explainer.BaseValue;
        BaseValue = scale == ContributionScale.LogOdds ? LogOdds(decision.Probability(explainer.ScoreOf(_baseSum))) : _baseSum;
    }

    /// <summary>What contributions count from.</summary>
    public double BaseValue { get; }

    /// <summary>What a row's contributions count to.</summary>
    /// <param name="sum">What the row's score stands for.</param>
    /// <param name="probability">The row's probability.</param>
    public double ValueOf(double sum, double probability) => _scale == ContributionScale.LogOdds ? LogOdds(probability) : sum;

    /// <summary>Brings contributions to the score into the unit.</summary>
    /// <param name="contributions">One per column; changed in place.</param>
    /// <param name="sum">As for <see cref="ValueOf"/>.</param>
    /// <param name="value">What <see cref="ValueOf"/> gave.</param>
    public void Convert(Span<double> contributions, double sum, double value)
    {
        if (_scale != ContributionScale.LogOdds) return;
        double way = sum - _baseSum;
        double unit = Math.Abs(way) < Indistinct ? 0 : (value - BaseValue) / way;
        foreach (ref double contribution in contributions) contribution *= unit;
    }

    private static double LogOdds(double probability)
    {
        double clipped = Math.Clamp(probability, LeastProbability, 1 - LeastProbability);
        return Logarithm.Natural(clipped) - Logarithm.Natural(1 - clipped);
    }
}
