using Anomaly.Detection.Models;

namespace Anomaly.Detection.Inference;

/// <summary>Scores isolation forests whose splits ask for projections: walks down, and works out only the projections on the way.</summary>
internal sealed class ProjectionScorer : Scorer
{
    private const int RowsPerBlock = 256;

    private readonly IsolationForestModel _model;
    private readonly bool _isReference;
    private readonly RowBlocks _blocks;
    private readonly RowBlocks.Work _scoreBlock;

    private ProjectionScorer(IsolationForestModel model, ScorerOptions options)
        : base(model.FeatureCount)
    {
        _model = model;
        _isReference = options.Engine == ScoringEngine.Reference;
        _blocks = new RowBlocks(model.FeatureCount, RowsPerBlock, options.MaxThreads);
        _scoreBlock = ScoreBlock;
    }

    public override ScoringEngine Engine => _isReference ? ScoringEngine.Reference : ScoringEngine.Walk;

    public override long MemoryBytes => 0;

    /// <exception cref="NotSupportedException">Scaling is to be folded, or the engine needs splits by single features.</exception>
    public static ProjectionScorer Of(IsolationForestModel model, ScorerOptions options)
    {
        if (options.Scaling is not null) throw new NotSupportedException("Scaling cannot be folded into splits by projections.");
        if (options.Engine is ScoringEngine.Blend256 or ScoringEngine.Blend512) throw new NotSupportedException($"The scoring engine {options.Engine} cannot score splits by projections.");
        return new ProjectionScorer(model, options);
    }

    private protected override double ScoreRow(ReadOnlySpan<float> row)
    {
        if (_isReference) return _model.Score(row);
        double sum = 0;
        foreach (DecisionTree tree in _model.Trees) sum += PathLength(tree, row);
        return _model.ScoreOf(sum, _model.Trees.Length);
    }

    private protected override void ScoreRows(ReadOnlySpan<float> rows, Span<double> scores, IProgress<int>? progress, CancellationToken cancellationToken) =>
        _blocks.Run(rows, scores, _scoreBlock, progress, cancellationToken);

    private void ScoreBlock(ReadOnlySpan<float> rows, Span<double> scores)
    {
        for (int row = 0; row < scores.Length; row++) scores[row] = ScoreRow(rows.Slice(row * FeatureCount, FeatureCount));
    }

    private double PathLength(DecisionTree tree, ReadOnlySpan<float> row)
    {
        ReadOnlySpan<int> features = tree.Feature;
        ReadOnlySpan<float> thresholds = tree.Threshold;
        int node = 0;
        while (features[node] != DecisionTree.Leaf)
        {
            int asked = features[node];
            float value = asked < row.Length ? row[asked] : _model.Projections[asked - row.Length].Of(row);
            bool goesLeft = float.IsNaN(value) ? tree.MissingGoesLeft[node] : value <= thresholds[node];
            node = goesLeft ? node + 1 : tree.RightChild[node];
        }

        return tree.Value[node];
    }
}
