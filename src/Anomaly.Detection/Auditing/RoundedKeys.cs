using Anomaly.Detection.Data;

namespace Anomaly.Detection.Auditing;

/// <summary>Keys of cells that are equal when rounded: numbers to so many significant decimal digits, timestamps to the minute, texts as they are. Immutable.</summary>
/// <param name="schema">Kinds of the columns.</param>
/// <param name="digits">Significant digits, in [1, 15].</param>
internal sealed class RoundedKeys(FeatureSchema schema, int digits)
{
    private const double LogarithmOfTwo = 0.3010299956639812;

    // Powers of ten that a double holds exactly.
    private static readonly double[] Powers = [.. Enumerable.Range(0, 23).Select(power => double.Parse($"1e{power}", System.Globalization.CultureInfo.InvariantCulture))];

    private readonly double _least = Powers[digits - 1];
    private readonly double _limit = Powers[digits];

    /// <summary>The key of a rounded cell.</summary>
    public ulong Round(int column, ulong key)
    {
        if (key == RowPool.Missing || schema[column].IsText) return key;
        double number = RowPool.NumberOf(key);
        return 1 + (schema[column].Kind == FeatureKind.Timestamp ? (ulong)((long)Math.Floor(number / 60) + (1L << 40)) : RoundDecimal(number));
    }

    // A number is mantissa × 10^exponent with 10^(digits − 1) ≤ mantissa < 10^digits after rounding; both parts make the key.
    private ulong RoundDecimal(double number)
    {
        double magnitude = Math.Abs(number);
        if (magnitude == 0) return 0;
        int exponent = (int)Math.Floor(Math.ILogB(magnitude) * LogarithmOfTwo) - digits + 1;
        double mantissa = Scale(magnitude, -exponent);
        while (mantissa >= _limit) mantissa = Scale(magnitude, -++exponent);
        while (mantissa < _least) mantissa = Scale(magnitude, -(--exponent));
        mantissa = Math.Round(mantissa, MidpointRounding.AwayFromZero);
        if (mantissa >= _limit) (mantissa, exponent) = (_least, exponent + 1);
        return ((ulong)mantissa << 12) | ((ulong)(exponent + 512) << 1) | (number < 0 ? 1UL : 0);
    }

    private static double Scale(double magnitude, int power)
    {
        for (; power > 22; power -= 22) magnitude *= Powers[22];
        for (; power < -22; power += 22) magnitude /= Powers[22];
        return power >= 0 ? magnitude * Powers[power] : magnitude / Powers[-power];
    }
}
