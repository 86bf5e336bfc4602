using System.Runtime.Intrinsics;

namespace Anomaly.Detection.Training;

/// <summary>A row of a bag in one byte: twice the number of draws, plus one for an anomaly.</summary>
/// <remarks>
/// Its counts in one number:
/// <code>
///  bits   0 … 20    21 … 41          42 … 62
///         rows      normal draws     draws of anomalies
/// </code>
/// so that one addition counts a row, and 2²¹ − 1 draws fit before a field could flow into the next.
/// </remarks>
internal static class RowCode
{
    /// <summary>Most draws that one number can count.</summary>
    public const int MostDraws = (1 << Bits) - 1;

    private const int Bits = 21;

    /// <summary>Counts of one row, by its code.</summary>
    public static readonly ulong[] Counts = [.. Enumerable.Range(0, 256).Select(code => 1UL | ((ulong)(code >> 1) << ((code & 1) == 0 ? Bits : 2 * Bits)))];

    /// <summary>The code of a row.</summary>
    /// <param name="draws">At most <see cref="Bag.MostDraws"/>.</param>
    /// <param name="label">1 for an anomaly, else 0.</param>
    public static byte Of(int draws, int label) => (byte)((draws << 1) | label);

    /// <summary>The rows among the counts.</summary>
    public static int Rows(ulong counts) => (int)(counts & MostDraws);

    /// <summary>Draws of normal rows, of four counts at once.</summary>
    public static Vector256<double> Normal(Vector256<ulong> counts) => ToDouble((counts >>> Bits) & Vector256.Create((ulong)MostDraws));

    /// <summary>Draws of anomalies, of four counts at once.</summary>
    public static Vector256<double> Anomaly(Vector256<ulong> counts) => ToDouble(counts >>> (2 * Bits));

    /// <summary>The counts apart.</summary>
    public static ClassSums Unpack(ulong counts) => new()
    {
        Rows = (int)(counts & MostDraws),
        Normal = (int)(counts >> Bits) & MostDraws,
        Anomaly = (int)(counts >> (2 * Bits)) & MostDraws,
    };

    // Below 2⁵² a whole number is the mantissa of itself plus 2⁵², and taking 2⁵² away again is exact.
    private static Vector256<double> ToDouble(Vector256<ulong> whole)
    {
        Vector256<double> offset = Vector256.Create(4503599627370496.0);
        return (whole | offset.AsUInt64()).AsDouble() - offset;
    }
}
