using Anomaly.Detection.Models;

namespace Anomaly.Detection.Inference;

/// <summary>Scores a model of trees: an engine adds up leaf values, the model makes a score of the sum.</summary>
internal sealed class TreeScorer : Scorer
{
    private readonly ITreeModel _model;
    private readonly ITreeEngine _engine;
    private readonly RowBlocks _blocks;
    private readonly RowBlocks.Work _scoreBlock;

    private TreeScorer(ITreeModel model, ITreeEngine engine, int? maxThreads)
        : base(model.FeatureCount)
    {
        _model = model;
        _engine = engine;
        _blocks = new RowBlocks(model.FeatureCount, engine.BlockRows, maxThreads);
        _scoreBlock = ScoreBlock;
    }

    public override ScoringEngine Engine => _engine.Engine;

    public override long MemoryBytes => _engine.MemoryBytes;

    public static TreeScorer Of(ITreeModel model, ScorerOptions options)
    {
        var trees = new ScoredTrees(model.Trees, model.FeatureCount);
        if (options.Scaling is { } scaling) trees = scaling.Fold(trees);
        return new TreeScorer(model, EngineChoice.Compile(trees, options.Engine), options.MaxThreads);
    }

    private protected override double ScoreRow(ReadOnlySpan<float> row) => _model.ScoreOf(_engine.Sum(row));

    private protected override void ScoreRows(ReadOnlySpan<float> rows, Span<double> scores, IProgress<int>? progress, CancellationToken cancellationToken) =>
        _blocks.Run(rows, scores, _scoreBlock, progress, cancellationToken);

    private void ScoreBlock(ReadOnlySpan<float> rows, Span<double> scores)
    {
        _engine.Sum(rows, scores);
        for (int row = 0; row < scores.Length; row++) scores[row] = _model.ScoreOf(scores[row]);
    }
}
