namespace Anomaly.Detection;

/// <summary>Some of many, evenly spread.</summary>
internal static class EvenRows
{
    /// <summary>Indexes of rows: all where they are few enough, else so many, as evenly spread as whole numbers allow, the first among them.</summary>
    /// <param name="count">How many rows there are.</param>
    /// <param name="most">Most rows.</param>
    /// <returns>Indexes, rising.</returns>
    public static int[] Pick(int count, int most)
    {
        int[] rows = new int[Math.Min(count, most)];
        for (int i = 0; i < rows.Length; i++) rows[i] = (int)((long)i * count / rows.Length);
        return rows;
    }
}
