namespace Anomaly.Detection.Evaluation;

/// <summary>Neighbouring scores that share one probability.</summary>
/// <param name="Low">The least score.</param>
/// <param name="High">The greatest score.</param>
/// <param name="Anomalies">The anomalies among the rows.</param>
/// <param name="Rows">The rows.</param>
internal readonly record struct IsotonicLevel(double Low, double High, int Anomalies, int Rows)
{
    /// <summary>The share of anomalies.</summary>
    public double Rate => (double)Anomalies / Rows;

    /// <summary>Pools adjacent violators.</summary>
    /// <returns>The levels from the top, their rates strictly falling.</returns>
    /// <remarks>
    /// Scores come from the top, each with its rows; while the last level's rate is not below that of the one before, the two become one:
    /// <code>
    /// .9: 1/1   .5: 0/1   .4: 1/1   .1: 0/2      →  .9: 1/1   [.4, .5]: 1/2   .1: 0/2
    /// </code>
    /// Rates are compared as fractions of integers, so equal ones are found equal.
    /// </remarks>
    public static List<IsotonicLevel> Pool(RankedScores ranked)
    {
        var levels = new List<IsotonicLevel>();
        foreach (ScoreBlock block in ranked)
        {
            var level = new IsotonicLevel(block.Score, block.Score, block.Anomalies, block.Anomalies + block.Normals);
            while (levels.Count > 0 && !level.IsBelow(levels[^1]))
            {
                level = new IsotonicLevel(level.Low, levels[^1].High, level.Anomalies + levels[^1].Anomalies, level.Rows + levels[^1].Rows);
                levels.RemoveAt(levels.Count - 1);
            }

            levels.Add(level);
        }

        return levels;
    }

    private bool IsBelow(IsotonicLevel other) => (long)Anomalies * other.Rows < (long)other.Anomalies * Rows;
}
