using Anomaly.Detection.Models;

namespace Anomaly.Detection.Inference;

/// <summary>Scores a model of no known kind by its own score.</summary>
internal sealed class ModelScorer : Scorer
{
    private const int RowsPerBlock = 256;

    private readonly IAnomalyModel _model;
    private readonly RowBlocks _blocks;
    private readonly RowBlocks.Work _scoreBlock;

    private ModelScorer(IAnomalyModel model, int? maxThreads)
        : base(model.FeatureCount)
    {
        _model = model;
        _blocks = new RowBlocks(model.FeatureCount, RowsPerBlock, maxThreads);
        _scoreBlock = ScoreBlock;
    }

    public override ScoringEngine Engine => ScoringEngine.Reference;

    public override long MemoryBytes => 0;

    public static ModelScorer Of(IAnomalyModel model, ScorerOptions options)
    {
        if (options.Scaling is not null) throw new NotSupportedException($"Scaling cannot be folded into a {model.GetType().Name}: it has no trees.");
        if (options.Engine is not (ScoringEngine.Auto or ScoringEngine.Reference)) throw new NotSupportedException($"The scoring engine {options.Engine} cannot score a {model.GetType().Name}: it has no trees.");
        return new ModelScorer(model, options.MaxThreads);
    }

    private protected override double ScoreRow(ReadOnlySpan<float> row) => _model.Score(row);

    private protected override void ScoreRows(ReadOnlySpan<float> rows, Span<double> scores, IProgress<int>? progress, CancellationToken cancellationToken) =>
        _blocks.Run(rows, scores, _scoreBlock, progress, cancellationToken);

    private void ScoreBlock(ReadOnlySpan<float> rows, Span<double> scores)
    {
        for (int row = 0; row < scores.Length; row++) scores[row] = _model.Score(rows.Slice(row * FeatureCount, FeatureCount));
    }
}
