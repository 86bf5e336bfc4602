using System.Buffers;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Inference;

/// <summary>Scores an ensemble: each member by its own scorer, a tile of rows at a time.</summary>
internal sealed class EnsembleScorer : Scorer
{
    // Rows of a tile are still in the cache when the next member reads them.
    private const int RowsPerTile = 1024;

    private readonly EnsembleModel _model;
    private readonly Scorer[] _members;
    private readonly RowBlocks _blocks;
    private readonly RowBlocks.Work _scoreBlock;

    private EnsembleScorer(EnsembleModel model, Scorer[] members, int? maxThreads)
        : base(model.FeatureCount)
    {
        _model = model;
        _members = members;
        _blocks = new RowBlocks(model.FeatureCount, RowsPerTile, maxThreads);
        _scoreBlock = ScoreBlock;
    }

    public override ScoringEngine Engine => _members[0].Engine;

    public override long MemoryBytes => _members.Sum(member => member.MemoryBytes);

    /// <exception cref="NotSupportedException">Scaling is to be folded, or the engine cannot run here or cannot hold a member's trees.</exception>
    public static EnsembleScorer Of(EnsembleModel model, ScorerOptions options)
    {
        if (options.Scaling is not null) throw new NotSupportedException($"Scaling cannot be folded into an {nameof(EnsembleModel)}.");
        ScorerOptions ofTrees = options with { MaxThreads = 1 };
        ScorerOptions ofOthers = options.Engine == ScoringEngine.Reference ? ofTrees : ofTrees with { Engine = ScoringEngine.Auto };
        Scorer[] members = [.. model.Members.Select(member => Compile(member.Model, member.Model is ITreeModel { ReadsRowsOnly: true } ? ofTrees : ofOthers))];
        return new EnsembleScorer(model, members, options.MaxThreads);
    }

    private protected override double ScoreRow(ReadOnlySpan<float> row)
    {
        double sum = 0;
        for (int member = 0; member < _members.Length; member++) sum += _model.Members[member].Share(_members[member].Score(row));
        return _model.ScoreOf(sum);
    }

    private protected override void ScoreRows(ReadOnlySpan<float> rows, Span<double> scores, IProgress<int>? progress, CancellationToken cancellationToken) =>
        _blocks.Run(rows, scores, _scoreBlock, progress, cancellationToken);

    private void ScoreBlock(ReadOnlySpan<float> rows, Span<double> scores)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(RowsPerTile);
        for (int first = 0; first < scores.Length; first += RowsPerTile)
        {
            int count = Math.Min(RowsPerTile, scores.Length - first);
            ScoreTile(rows.Slice(first * FeatureCount, count * FeatureCount), scores.Slice(first, count), rented.AsSpan(0, count));
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private void ScoreTile(ReadOnlySpan<float> rows, Span<double> scores, Span<double> ofMember)
    {
        scores.Clear();
        for (int member = 0; member < _members.Length; member++)
        {
            _members[member].Score(rows, ofMember);
            WeightedModel weighted = _model.Members[member];
            for (int row = 0; row < scores.Length; row++) scores[row] += weighted.Share(ofMember[row]);
        }

        for (int row = 0; row < scores.Length; row++) scores[row] = _model.ScoreOf(scores[row]);
    }
}
