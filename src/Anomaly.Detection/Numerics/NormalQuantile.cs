namespace Anomaly.Detection.Numerics;

/// <summary>Quantiles of the standard normal distribution, with the same bits on every machine.</summary>
/// <remarks>
/// Wichura, "Algorithm AS 241: the percentage points of the normal distribution" (1988), PPND16: rational functions in the middle and in two parts of the
/// tails; the relative error is about 10⁻¹⁶. MathNet's asks the machine for its logarithm, whose last bit differs, and ends of intervals are stored.
/// </remarks>
internal static class NormalQuantile
{
    private const double MiddleHalfWidth = 0.425;
    private const double MiddleConstant = 0.180625;
    private const double FarTail = 5;
    private const double TailConstant = 1.6;

    // From the highest power down.
    private static readonly double[] MiddleNumerator =
        [2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080];

    private static readonly double[] MiddleDenominator =
        [5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1];

    private static readonly double[] TailNumerator =
        [7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258, 3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734];

    private static readonly double[] TailDenominator =
        [1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1];

    private static readonly double[] FarNumerator =
        [2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720];

    private static readonly double[] FarDenominator =
        [2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1];

    /// <summary>The number that a standard normal variable stays below with a given likelihood.</summary>
    /// <param name="likelihood">In (0, 1), a normal number.</param>
    /// <returns>The quantile.</returns>
    public static double Of(double likelihood)
    {
        double fromMiddle = likelihood - 0.5;
        if (Math.Abs(fromMiddle) <= MiddleHalfWidth)
        {
            double r = MiddleConstant - (fromMiddle * fromMiddle);
            return fromMiddle * Polynomial(MiddleNumerator, r) / Polynomial(MiddleDenominator, r);
        }

        double root = Math.Sqrt(-Logarithm.Natural(fromMiddle < 0 ? likelihood : 1 - likelihood));
        double size = root <= FarTail
            ? Polynomial(TailNumerator, root - TailConstant) / Polynomial(TailDenominator, root - TailConstant)
            : Polynomial(FarNumerator, root - FarTail) / Polynomial(FarDenominator, root - FarTail);
        return fromMiddle < 0 ? -size : size;
    }

    /// <summary>How many standard deviations to each side hold a given share of a normal distribution.</summary>
    /// <param name="confidence">The share, in (0, 1); 0.95 gives 1.96.</param>
    /// <returns>The number, above 0.</returns>
    public static double OfTwoSides(double confidence) => -Of((1 - confidence) / 2);

    private static double Polynomial(double[] coefficients, double x)
    {
        double sum = 0;
        foreach (double coefficient in coefficients) sum = (sum * x) + coefficient;
        return sum;
    }
}
