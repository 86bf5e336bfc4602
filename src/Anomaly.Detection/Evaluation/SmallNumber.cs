using System.Globalization;

namespace Anomaly.Detection.Evaluation;

/// <summary>Spells numbers for people that a fixed number of decimals would show as 0, or next to it.</summary>
internal static class SmallNumber
{
    /// <summary>Whether a number is not 0, but nearer to it than a limit.</summary>
    public static bool Is(double value, double limit) => value != 0 && Math.Abs(value) < limit;

    /// <summary>Two digits of its own: 0.000012. Written out, without an exponent, down to what a decimal holds.</summary>
    public static string TwoDigits(double value)
    {
        string text = value.ToString("G2", CultureInfo.InvariantCulture);
        return Math.Abs(value) < 1e-20 ? text : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }
}
