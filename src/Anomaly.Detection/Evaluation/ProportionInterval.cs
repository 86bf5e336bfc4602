using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>Between which numbers a rate lies of which so many of so many trials succeeded. The same bits on every machine. Thread-safe.</summary>
/// <remarks>
/// <para>
/// Wilson (1927) inverts the test with the normal distribution: right on average, also for few trials and rates near 0 or 1 (Brown, Cai and DasGupta, 2001).
/// Clopper and Pearson (1934) invert the binomial test: never less than what they say, so on average more. What is promised to somebody takes theirs.
/// </para>
/// <para>
/// The trials are to be independent. Of no trials nothing is known: value and ends are NaN. A two-sided interval leaves out as much below as above; an end
/// on its own, such as <see cref="WilsonLower"/>, leaves out all of it at its side, and so lies nearer to the rate.
/// </para>
/// </remarks>
public static class ProportionInterval
{
    /// <summary>Wilson's score interval, without correction for continuity.</summary>
    /// <param name="successes">How often it came out, in [0, <paramref name="trials"/>].</param>
    /// <param name="trials">How often it was tried; at least 0, below 2⁵³.</param>
    /// <param name="confidence">The share of samples whose interval holds the true rate, in (0, 1). Default: 0.95.</param>
    /// <returns>The rate and its ends, in [0, 1]: the lower exactly 0 where nothing succeeded, the upper exactly 1 where all did.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>statsmodels' <c>proportion_confint(method="wilson")</c>.</remarks>
    public static MetricInterval Wilson(long successes, long trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        double z = NormalQuantile.OfTwoSides(confidence);
        return new MetricInterval(Rate(successes, trials), WilsonLow(successes, trials, z), WilsonHigh(successes, trials, z));
    }

    /// <summary>The end below which the rate lies only as rarely as the confidence says, after Wilson.</summary>
    /// <param name="successes">As for <see cref="Wilson"/>.</param>
    /// <param name="trials">As for <see cref="Wilson"/>.</param>
    /// <param name="confidence">The share of samples whose end is below the true rate, in (0, 1). Default: 0.95.</param>
    /// <returns>The end, in [0, rate]; NaN without trials.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double WilsonLower(long successes, long trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        return WilsonLow(successes, trials, -NormalQuantile.Of(1 - confidence));
    }

    /// <summary>The end above which the rate lies only as rarely as the confidence says, after Wilson.</summary>
    /// <param name="successes">As for <see cref="Wilson"/>.</param>
    /// <param name="trials">As for <see cref="Wilson"/>.</param>
    /// <param name="confidence">The share of samples whose end is above the true rate, in (0, 1). Default: 0.95.</param>
    /// <returns>The end, in [rate, 1]; NaN without trials.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double WilsonUpper(long successes, long trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        return WilsonHigh(successes, trials, -NormalQuantile.Of(1 - confidence));
    }

    /// <summary>The exact interval of Clopper and Pearson.</summary>
    /// <param name="successes">How often it came out, in [0, <paramref name="trials"/>].</param>
    /// <param name="trials">How often it was tried; at least 0, below 2⁵³.</param>
    /// <param name="confidence">The least share of samples whose interval holds the true rate, in (0, 1). Default: 0.95.</param>
    /// <returns>The rate and its ends, in [0, 1]: the lower exactly 0 where nothing succeeded, the upper exactly 1 where all did.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>scipy's <c>binomtest(k, n).proportion_ci(method="exact")</c>.</remarks>
    public static MetricInterval ClopperPearson(long successes, long trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        double outside = (1 - confidence) / 2;
        return new MetricInterval(Rate(successes, trials), ExactLow(successes, trials, outside), ExactHigh(successes, trials, outside));
    }

    /// <summary>The end below which the rate lies at most as rarely as the confidence says, after Clopper and Pearson.</summary>
    /// <param name="successes">As for <see cref="ClopperPearson"/>.</param>
    /// <param name="trials">As for <see cref="ClopperPearson"/>.</param>
    /// <param name="confidence">The least share of samples whose end is below the true rate, in (0, 1). Default: 0.95.</param>
    /// <returns>The end, in [0, 1); NaN without trials.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double ClopperPearsonLower(long successes, long trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        return ExactLow(successes, trials, 1 - confidence);
    }

    /// <summary>The end above which the rate lies at most as rarely as the confidence says, after Clopper and Pearson.</summary>
    /// <param name="successes">As for <see cref="ClopperPearson"/>.</param>
    /// <param name="trials">As for <see cref="ClopperPearson"/>.</param>
    /// <param name="confidence">The least share of samples whose end is above the true rate, in (0, 1). Default: 0.95.</param>
    /// <returns>The end, in (0, 1]; NaN without trials. Of 0 successes about −ln(1 − confidence) / trials: the rule of three.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double ClopperPearsonUpper(long successes, long trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        return ExactHigh(successes, trials, 1 - confidence);
    }

    internal static void CheckConfidence(double confidence)
    {
        // Written so that NaN fails.
        if (!(confidence is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), string.Create(CultureInfo.InvariantCulture, $"The confidence is {confidence}; it must be between 0 and 1."));
    }

    private static void Check(long successes, long trials, double confidence)
    {
        if (trials is < 0 or >= 1L << 53) throw new ArgumentOutOfRangeException(nameof(trials), string.Create(CultureInfo.InvariantCulture, $"There are {trials} trials; expected at least 0 and less than 2^53."));
        if (successes < 0 || successes > trials) throw new ArgumentOutOfRangeException(nameof(successes), string.Create(CultureInfo.InvariantCulture, $"There are {successes} successes of {trials} trials; expected a number in [0, {trials}]."));
        CheckConfidence(confidence);
    }

    // NaN without trials, here and below.
    private static double Rate(double successes, double trials) => successes / trials;

    // The ends are the roots of (rate − p)² = z² p (1 − p) / n; the lower one by the product of both, as their difference would cancel.
    private static double WilsonLow(double successes, double trials, double z) =>
        successes == 0 && trials > 0 ? 0 : Math.Clamp(successes * (successes / trials) / Spread(successes, trials, z), 0, Rate(successes, trials));

    private static double WilsonHigh(double successes, double trials, double z) =>
        successes == trials && trials > 0 ? 1 : Math.Clamp(Spread(successes, trials, z) / (trials + (z * z)), Rate(successes, trials), 1);

    private static double Spread(double successes, double trials, double z) =>
        successes + (z * z / 2) + (z * Math.Sqrt((successes * ((trials - successes) / trials)) + (z * z / 4)));

    private static double ExactLow(long successes, long trials, double outside) =>
        trials == 0 ? double.NaN : successes == 0 ? 0 : BinomialTail.RateAt(successes, trials, outside);

    private static double ExactHigh(long successes, long trials, double outside) =>
        trials == 0 ? double.NaN : successes == trials ? 1 : BinomialTail.RateAt(successes + 1, trials, 1 - outside);
}
