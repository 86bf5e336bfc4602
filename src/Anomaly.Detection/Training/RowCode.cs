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

    public static byte Of(byte draws, bool isAnomaly) => (byte)((draws << 1) | (isAnomaly ? 1 : 0));

    /// <summary>The counts apart.</summary>
    public static ClassSums Unpack(ulong counts) => new()
    {
        Rows = (int)(counts & MostDraws),
        Normal = (int)(counts >> Bits) & MostDraws,
        Anomaly = (int)(counts >> (2 * Bits)) & MostDraws,
    };
}
