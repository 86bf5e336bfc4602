namespace Anomaly.Detection.Training;

/// <summary>Shares the rows of a large node out to threads: ranges of about equal length, one after the other.</summary>
internal static class RowShares
{
    /// <summary>Fewest rows that are worth the start of a thread.</summary>
    public const int Least = 1 << 15;

    /// <summary>How many shares there are.</summary>
    public static int Count(int rowCount, int threads) => Math.Clamp(rowCount / Least, 1, threads);

    /// <summary>One share of a range.</summary>
    public static (int Start, int End) Of(int share, int shares, int start, int end)
    {
        long length = end - start;
        return (start + (int)(length * share / shares), start + (int)(length * (share + 1) / shares));
    }
}
