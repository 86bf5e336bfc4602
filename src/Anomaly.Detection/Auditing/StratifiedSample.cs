using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>Draws rows so that both classes keep their shares.</summary>
internal static class StratifiedSample
{
    /// <summary>All rows where they are few enough, else about as many of each class as its share says, one at least.</summary>
    /// <param name="labels">One a row.</param>
    /// <param name="most">Most rows; a class that would have none gets one more.</param>
    /// <param name="random">Where the random numbers come from.</param>
    /// <returns>Indexes, rising.</returns>
    public static int[] Draw(ReadOnlySpan<bool> labels, int most, RandomStream random)
    {
        if (labels.Length <= most) return [.. Enumerable.Range(0, labels.Length)];
        var classes = (Normal: new List<int>(), Anomalous: new List<int>());
        for (int row = 0; row < labels.Length; row++) (labels[row] ? classes.Anomalous : classes.Normal).Add(row);
        int anomalies = Math.Clamp((int)Math.Round((double)most * classes.Anomalous.Count / labels.Length), Math.Min(1, classes.Anomalous.Count), classes.Anomalous.Count);
        return [.. Pick(classes.Anomalous, anomalies, ref random).Concat(Pick(classes.Normal, Math.Min(classes.Normal.Count, most - anomalies), ref random)).Order()];
    }

    private static int[] Pick(List<int> rows, int count, ref RandomStream random)
    {
        int[] shuffled = [.. rows];
        random.Shuffle<int>(shuffled);
        return shuffled[..count];
    }
}
