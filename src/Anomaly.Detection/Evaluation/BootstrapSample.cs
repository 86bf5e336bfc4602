namespace Anomaly.Detection.Evaluation;

/// <summary>Scored rows made ready to be drawn from: which block each row of a class is in, and how many blocks are flagged. Immutable.</summary>
/// <remarks>
/// Rows of one score are one block, so a draw need only be counted, not sorted:
/// <code>
/// blocks, from the top      .9 (1, 0)   .7 (2, 1)   .3 (0, 1)   .2 (1, 0)
/// blocks of anomalies       0  1  1  3            one entry a row, by descending score
/// blocks of normals         1  2
/// </code>
/// Rows of equal scores stand for each other, so the order of the rows cannot reach a draw.
/// </remarks>
internal sealed class BootstrapSample
{
    private readonly int[] _blocksOfAnomalies;
    private readonly int[] _blocksOfNormals;
    private readonly RankedScores _ranked;

    public BootstrapSample(RankedScores ranked, double threshold)
    {
        _ranked = ranked;
        _blocksOfAnomalies = new int[ranked.AnomalyCount];
        _blocksOfNormals = new int[ranked.NormalCount];
        int anomaly = 0, normal = 0;
        foreach (ScoreBlock block in ranked)
        {
            _blocksOfAnomalies.AsSpan(anomaly, block.Anomalies).Fill(BlockCount);
            _blocksOfNormals.AsSpan(normal, block.Normals).Fill(BlockCount);
            anomaly += block.Anomalies;
            normal += block.Normals;
            BlockCount++;
            if (!(block.Score >= threshold)) continue;
            FlaggedBlocks = BlockCount;
            FlaggedAnomalies = anomaly;
            FlaggedNormals = normal;
        }
    }

    /// <summary>The number of different scores.</summary>
    public int BlockCount { get; }

    /// <summary>Blocks 0 to this − 1 reach the threshold.</summary>
    public int FlaggedBlocks { get; }

    /// <summary>The block of each anomaly, by descending score.</summary>
    public ReadOnlySpan<int> BlocksOfAnomalies => _blocksOfAnomalies;

    /// <summary>The block of each normal row, by descending score.</summary>
    public ReadOnlySpan<int> BlocksOfNormals => _blocksOfNormals;

    private int FlaggedAnomalies { get; }

    private int FlaggedNormals { get; }

    /// <summary>The figures of the rows themselves.</summary>
    public FigureSet Unresampled() => new(
        new ConfusionMatrix(_ranked.NormalCount - FlaggedNormals, FlaggedNormals, _ranked.AnomalyCount - FlaggedAnomalies, FlaggedAnomalies),
        Metrics.RocAuc(_ranked),
        Metrics.AveragePrecision(_ranked));
}
