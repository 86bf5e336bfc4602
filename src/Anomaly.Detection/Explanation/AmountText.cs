using System.Globalization;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Explanation;

/// <summary>How contributions are spelled for people: two decimals; what they would show as 0 keeps two digits of its own.</summary>
internal static class AmountText
{
    private const double Smallest = 0.01;

    /// <summary>A value that is counted from or to.</summary>
    public static string Plain(double value) => value == 0 ? "0.00" : SmallNumber.Is(value, Smallest) ? SmallNumber.TwoDigits(value) : value.ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>A contribution, always with its sign unless it is 0.</summary>
    public static string Signed(double amount) => (amount > 0 ? "+" : "") + Plain(amount);
}
