using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>Moves a probability to another share of anomalies.</summary>
/// <remarks>
/// <para>
/// p′ = p·π′/π / (p·π′/π + (1 − p)·(1 − π′)/(1 − π)): Elkan, "The foundations of cost-sensitive learning" (2001), theorem 2. It holds where the share of anomalies
/// is all that changed: anomalies look as they did, and so do normal rows.
/// </para>
/// <para>Undoing an undersampling of normal rows is the same shift, from the share after sampling to the one before (Dal Pozzolo et al., 2015).</para>
/// </remarks>
public static class PriorShift
{
    /// <summary>Moves a probability.</summary>
    /// <param name="probability">The probability of an anomaly, in [0, 1]; NaN stays NaN.</param>
    /// <param name="from">The share of anomalies among the rows that the probability speaks of, in (0, 1).</param>
    /// <param name="to">The share among the rows that it is to speak of, in (0, 1).</param>
    /// <returns>The probability at the new share; 0 and 1 stay, and a greater probability never becomes the smaller one.</returns>
    /// <exception cref="OptionsException">A share is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of range.</exception>
    public static double Apply(double probability, double from, double to)
    {
        if (probability is < 0 or > 1) throw new ArgumentOutOfRangeException(nameof(probability), FormattableString.Invariant($"The probability is {probability}; it must be in [0, 1]."));
        return Weigh(probability, CheckedRate(to, nameof(to)) / CheckedRate(from, nameof(from)), (1 - to) / (1 - from));
    }

    /// <summary>A probability whose odds are multiplied by anomaly / normal.</summary>
    /// <remarks>Each step keeps the order of numbers after rounding, so the whole does; a/(a + b), which says the same, does not.</remarks>
    internal static double Weigh(double probability, double anomaly, double normal) => 1 / (1 + ((1 - probability) * normal / (probability * anomaly)));

    internal static double CheckedRate(double rate, string name)
    {
        if (!(rate is > 0 and < 1)) OptionGuard.Throw(name, "a number in (0, 1)", NumberText.Format(rate));
        return rate;
    }
}
