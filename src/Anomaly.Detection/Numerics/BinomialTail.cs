namespace Anomaly.Detection.Numerics;

/// <summary>How likely a number of successes is reached, and which success rate reaches it with a given likelihood; the same bits on every machine.</summary>
/// <remarks>
/// <para>
/// P(X ≥ k) = I_p(k, n − k + 1), the regularised incomplete beta function, by its continued fraction (Didonato and Morris, "Algorithm 708", 1992) times the likelihood of
/// k after Loader, "Fast and accurate computation of binomial probabilities" (2000), which keeps its digits where logarithms of gamma functions cancel.
/// </para>
/// <para>MathNet's inverse beta distribution keeps eight digits of the ends of 3 in 5,000,000, and asks the machine for its logarithms.</para>
/// </remarks>
internal static class BinomialTail
{
    private const double Precision = 1e-16;
    private const int MostTerms = 1_000_000;
    private const int MostSteps = 200;
    private const double Tiny = 1e-300;

    /// <summary>The success rate at which at least so many successes have a given likelihood.</summary>
    /// <param name="successes">In [1, trials].</param>
    /// <param name="trials">At least 1, below 2⁵³.</param>
    /// <param name="likelihood">In (0, 1).</param>
    /// <returns>The rate, in (0, 1), within about 10⁻¹³ of itself.</returns>
    /// <remarks>
    /// Newton's method on ln P over ln p. That is a concave curve, so the steps cannot run away to the left, and those to the right stop short of the
    /// root; the bracket is for rounding, and for the first steps.
    /// </remarks>
    public static double RateAt(long successes, long trials, double likelihood)
    {
        double low = 0, high = 1;
        double rate = (successes - 0.5) / trials;
        double wanted = Logarithm.Natural(likelihood);
        for (int step = 0; step < MostSteps; step++)
        {
            (double tail, double point) = At(successes, trials, rate);
            if (tail < likelihood) low = rate;
            else high = rate;

            double next = rate * Exponential.Exp((wanted - Logarithm.Natural(Math.Max(tail, Tiny))) * tail / (successes * point));
            if (!(next > low && next < high)) next = low + ((high - low) / 2);
            bool isSettled = Math.Abs(next - rate) <= 2 * Precision * rate || next == low || next == high;
            rate = next;
            if (isSettled) break;
        }

        return rate;
    }

    /// <summary>P(X ≥ successes) and P(X = successes).</summary>
    /// <param name="successes">In [1, trials].</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="rate">The chance of a success, in (0, 1).</param>
    /// <returns>Both likelihoods.</returns>
    public static (double Tail, double Point) At(long successes, long trials, double rate)
    {
        double a = successes, b = trials - successes + 1, complement = 1 - rate;
        double point = PointLikelihood(successes, trials, rate);
        double front = point * complement * a;

        // The fraction converges fast only below the mean; above it, the other tail's does.
        double distance = a - ((a + b) * rate);
        double tail = distance >= 0
            ? front * Fraction(a, b, rate, complement, distance)
            : 1 - (front * Fraction(b, a, complement, rate, -distance));
        return (tail, point);
    }

    private static double PointLikelihood(double successes, double trials, double rate)
    {
        double failures = trials - successes;
        if (failures == 0) return Exponential.Exp(trials * Logarithm.Natural(rate));
        double exponent = StirlingError(trials) - StirlingError(successes) - StirlingError(failures)
            - Deviance(successes, trials * rate) - Deviance(failures, trials * (1 - rate));
        return Exponential.Exp(exponent) * Math.Sqrt(trials / (2 * Math.PI * successes * failures));
    }

    // ln n! less Stirling's formula.
    private static double StirlingError(double n)
    {
        if (n > 15)
        {
            double square = n * n;
            return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - (1.0 / 1188 / square)) / square)) / square)) / square)) / n;
        }

        double factorial = 1;
        for (int i = 2; i <= n; i++) factorial *= i;
        return Logarithm.Natural(factorial) - ((n + 0.5) * Logarithm.Natural(n)) + n - (0.5 * Logarithm.Natural(2 * Math.PI));
    }

    // count·ln(count/mean) + mean − count, without cancellation where the two are near.
    private static double Deviance(double count, double mean)
    {
        double distance = count - mean;
        if (Math.Abs(distance) >= 0.1 * (count + mean)) return (count * Logarithm.Natural(count / mean)) - distance;
        double v = distance / (count + mean);
        double sum = distance * v;
        double term = 2 * count * v;
        for (int odd = 3; ; odd += 2)
        {
            term *= v * v;
            double next = sum + (term / odd);
            if (next == sum) return sum;
            sum = next;
        }
    }

    // BFRAC of Didonato and Morris: I_x(a, b) = xᵃ yᵇ / B(a, b) times this, with y = 1 − x and the distance a − (a + b) x, at least 0, which is
    // given, as the fraction's terms would cancel if they made it themselves.
    private static double Fraction(double a, double b, double x, double y, double distance)
    {
        double c = 1 + distance, c0 = b / a, c1 = 1 + (1 / a);
        double p = 1, s = a + 1;
        double numeratorBefore = 0, denominatorBefore = 1, numerator = 1, denominator = c / c1;
        double value = c1 / c;
        for (int n = 1; n <= MostTerms; n++)
        {
            double share = n / a;
            double w = n * (b - n) * x;
            double e = a / s;
            double alpha = p * (p + c0) * e * e * (w * x);
            e = (share + 1) / (c1 + share + share);
            double beta = n + (w / s) + (e * (c + (n * (y + 1))));
            p = share + 1;
            s += 2;
            double nextNumerator = (alpha * numeratorBefore) + (beta * numerator), nextDenominator = (alpha * denominatorBefore) + (beta * denominator);
            double before = value;
            value = nextNumerator / nextDenominator;
            if (Math.Abs(value - before) <= 2 * Precision * value) break;

            // Only their ratio counts; scaled, they stay in range.
            (numeratorBefore, denominatorBefore) = (numerator / nextDenominator, denominator / nextDenominator);
            (numerator, denominator) = (value, 1);
        }

        return value;
    }
}
