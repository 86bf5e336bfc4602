namespace Anomaly.Detection.Data;

/// <summary>Cuts rows into consecutive stretches of time. Rows of one time stay together.</summary>
internal static class TimeOrderedRows
{
    /// <summary>Cuts after given shares of the rows, each cut moved to the nearest change of time.</summary>
    /// <param name="time">One time a row; none is NaN.</param>
    /// <param name="shares">Where to cut: shares of all rows, rising, each between 0 and 1.</param>
    /// <returns>Stretch 0 is the earliest; there is one more than cuts.</returns>
    /// <exception cref="ArgumentException">Two cuts meet, or one meets an end, for want of different times.</exception>
    public static RowAssignment Cut(ReadOnlySpan<double> time, ReadOnlySpan<double> shares)
    {
        double[] sorted = time.ToArray();
        Array.Sort(sorted);

        // Stretch k + 1 begins at times[k].
        double[] begins = new double[shares.Length];
        int previous = 0;
        for (int cut = 0; cut < shares.Length; cut++)
        {
            int target = (int)Math.Round(sorted.Length * shares[cut], MidpointRounding.AwayFromZero);
            int position = NearestChange(sorted, target);
            if (position <= previous || position >= sorted.Length)
            {
                throw new ArgumentException($"{sorted.Length} rows have {CountDifferent(sorted)} different times, too few or too unevenly spread for {shares.Length + 1} stretches of the sizes asked for: rows of one time stay together.", nameof(time));
            }

            begins[cut] = sorted[position];
            previous = position;
        }

        int[] stretchOfRow = new int[time.Length];
        for (int row = 0; row < time.Length; row++)
        {
            int stretch = 0;
            while (stretch < begins.Length && time[row] >= begins[stretch]) stretch++;
            stretchOfRow[row] = stretch;
        }

        return new RowAssignment(stretchOfRow, shares.Length + 1);
    }

    // The position nearest to the target at which a new time begins, the later one if two are equally near; 0 or the length if there is none.
    private static int NearestChange(double[] sorted, int target)
    {
        int below = Math.Clamp(target, 0, sorted.Length), above = below;
        while (!IsEdge(below)) below--;
        while (!IsEdge(above)) above++;
        if (below == 0) return above;
        if (above == sorted.Length) return below;
        return target - below < above - target ? below : above;

        bool IsEdge(int position) => position == 0 || position == sorted.Length || sorted[position - 1] != sorted[position];
    }

    private static int CountDifferent(double[] sorted)
    {
        int count = 1;
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[i - 1]) count++;
        }

        return count;
    }
}
