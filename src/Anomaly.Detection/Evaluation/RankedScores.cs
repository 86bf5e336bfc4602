namespace Anomaly.Detection.Evaluation;

/// <summary>Scores and labels as blocks of equal scores, the greatest first: all that a ranking figure may depend on.</summary>
/// <remarks>
/// The scores of each class are sorted on their own and walked together:
/// <code>
/// anomalies  .2 .7 .7 .9          blocks, from the top:  .9 (1, 0)   .7 (2, 1)   .3 (0, 1)   .2 (1, 0)
/// normals    .3 .7
/// </code>
/// Equal numbers in a sorted array are indistinguishable, so the order of the rows cannot reach a result, not even its last bit.
/// </remarks>
internal sealed class RankedScores
{
    // Each ascending.
    private readonly double[] _anomalies;
    private readonly double[] _normals;

    private RankedScores(double[] anomalies, double[] normals)
    {
        _anomalies = anomalies;
        _normals = normals;
    }

    public int AnomalyCount => _anomalies.Length;

    public int NormalCount => _normals.Length;

    /// <summary>Ranks rows of both classes.</summary>
    /// <param name="scores">Finite scores, greater = more anomalous.</param>
    /// <param name="isAnomaly">One label a score.</param>
    /// <param name="metric">What the ranking is for, to name in the error.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a score is not finite.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    public static RankedScores Rank(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, string metric)
    {
        int anomalyCount = LabelledScores.CountAnomalies(scores, isAnomaly);
        int normalCount = scores.Length - anomalyCount;
        if (anomalyCount == 0 || normalCount == 0) throw new UndefinedMetricException(metric, anomalyCount, normalCount);

        double[] anomalies = new double[anomalyCount];
        double[] normals = new double[normalCount];
        int anomaly = 0, normal = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            // Adding 0 turns −0 into +0, so that a block's score does not depend on which of the two stood first.
            double score = scores[row] + 0.0;
            if (isAnomaly[row]) anomalies[anomaly++] = score;
            else normals[normal++] = score;
        }

        Array.Sort(anomalies);
        Array.Sort(normals);
        return new RankedScores(anomalies, normals);
    }

    /// <summary>The number of different scores.</summary>
    public int CountBlocks()
    {
        int count = 0;
        foreach (ScoreBlock _ in this) count++;
        return count;
    }

    public Enumerator GetEnumerator() => new(_anomalies, _normals);

    internal struct Enumerator(double[] anomalies, double[] normals)
    {
        // Invariant: anomalies[.._anomaliesLeft] and normals[.._normalsLeft] are the rows below the current block.
        private int _anomaliesLeft = anomalies.Length;
        private int _normalsLeft = normals.Length;

        public ScoreBlock Current { get; private set; }

        public bool MoveNext()
        {
            if (_anomaliesLeft == 0 && _normalsLeft == 0) return false;
            double score = Math.Max(Top(anomalies, _anomaliesLeft), Top(normals, _normalsLeft));
            Current = new ScoreBlock(score, Take(anomalies, ref _anomaliesLeft, score), Take(normals, ref _normalsLeft, score));
            return true;
        }

        private static double Top(double[] sorted, int left) => left > 0 ? sorted[left - 1] : double.NegativeInfinity;

        private static int Take(double[] sorted, ref int left, double score)
        {
            int before = left;
            while (left > 0 && sorted[left - 1] == score) left--;
            return before - left;
        }
    }
}
