using Anomaly.Detection.Models;

namespace Anomaly.Detection.Inference;

/// <summary>Scores a one-class SVM: a row is compared with all support vectors in vectors, and the terms are added as the model adds them.</summary>
internal sealed class SvmScorer : Scorer
{
    private const int RowsPerBlock = 256;

    private readonly OneClassSvmModel _model;
    private readonly SupportVectors _vectors;
    private readonly bool _isReference;
    private readonly RowBlocks _blocks;
    private readonly RowBlocks.Work _scoreBlock;

    private SvmScorer(OneClassSvmModel model, ScorerOptions options)
        : base(model.FeatureCount)
    {
        _model = model;
        _isReference = options.Engine == ScoringEngine.Reference;
        _vectors = new SupportVectors(model);
        _blocks = new RowBlocks(model.FeatureCount, RowsPerBlock, options.MaxThreads);
        _scoreBlock = ScoreBlock;
    }

    public override ScoringEngine Engine => _isReference ? ScoringEngine.Reference : ScoringEngine.Kernel;

    public override long MemoryBytes => _vectors.MemoryBytes;

    /// <exception cref="NotSupportedException">Scaling is to be folded, or the engine is one for trees.</exception>
    public static SvmScorer Of(OneClassSvmModel model, ScorerOptions options)
    {
        if (options.Scaling is not null) throw new NotSupportedException($"Scaling cannot be folded into a {nameof(OneClassSvmModel)}: it has no trees.");
        if (options.Engine is not (ScoringEngine.Auto or ScoringEngine.Reference or ScoringEngine.Kernel)) throw new NotSupportedException($"The scoring engine {options.Engine} cannot score a {nameof(OneClassSvmModel)}: it has no trees.");
        return new SvmScorer(model, options);
    }

    private protected override double ScoreRow(ReadOnlySpan<float> row) => _isReference ? _model.Score(row) : _vectors.Score(row);

    private protected override void ScoreRows(ReadOnlySpan<float> rows, Span<double> scores, IProgress<int>? progress, CancellationToken cancellationToken) =>
        _blocks.Run(rows, scores, _scoreBlock, progress, cancellationToken);

    private void ScoreBlock(ReadOnlySpan<float> rows, Span<double> scores)
    {
        for (int row = 0; row < scores.Length; row++) scores[row] = ScoreRow(rows.Slice(row * FeatureCount, FeatureCount));
    }
}
