using System.Numerics;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>An encoder and a model, compiled together: cells become scores. Immutable; safe to share between threads without a lock.</summary>
/// <remarks>Where features are scaled and the model has trees, scaling is folded into their thresholds, and rows on the way are not scaled.</remarks>
internal sealed class DetectorScorer
{
    // A block's rows are to stay in the cache, and to be many enough that blending whole trees pays.
    private const int MostBlockRows = 4096;
    private const int FewestBlockRows = 256;
    private const int MostBlockValues = 1 << 20;

    private readonly FeatureEncoder _encoder;
    private readonly Scorer _scorer;
    private readonly Lazy<Scorer> _scorerOfEncoded;
    private readonly bool _isScaled;

    /// <exception cref="NotSupportedException">The engine that is asked for cannot run here or cannot hold this model.</exception>
    public DetectorScorer(FeatureEncoder encoder, IAnomalyModel model, ScorerOptions options)
    {
        _encoder = encoder;
        FeatureScaling? folded = encoder.Scaler is { } scaler && model is ITreeModel { ReadsRowsOnly: true } ? new FeatureScaling(scaler.Mean, scaler.Scale) : null;
        _isScaled = folded is null;
        _scorer = Scorer.Compile(model, options with { Scaling = folded });
        _scorerOfEncoded = folded is null ? new Lazy<Scorer>(_scorer) : new Lazy<Scorer>(() => Scorer.Compile(model, options));

        // A power of two, so that the rows between two reports of progress are whole blocks.
        BlockRows = Math.Clamp(1 << BitOperations.Log2((uint)Math.Max(1, MostBlockValues / FeatureCount)), FewestBlockRows, MostBlockRows);
    }

    public int CellCount => _encoder.CellCount;

    public int FeatureCount => _encoder.FeatureCount;

    /// <summary>How many rows are best scored together.</summary>
    public int BlockRows { get; }

    /// <summary>Makes of cells the row that <see cref="Score(ReadOnlySpan{float})"/> reads.</summary>
    /// <inheritdoc cref="FeatureEncoder.EncodeCells"/>
    public void Encode(ReadOnlySpan<double> cells, Span<float> row)
    {
        if (_isScaled) _encoder.EncodeCells(cells, row);
        else _encoder.EncodeCellsUnscaled(cells, row);
    }

    /// <summary>Scores a row made by <see cref="Encode"/>.</summary>
    public double Score(ReadOnlySpan<float> row) => _scorer.Score(row);

    /// <summary>Scores rows made by <see cref="Encode"/>, laid end to end.</summary>
    public void Score(ReadOnlySpan<float> rows, Span<double> scores) => _scorer.Score(rows, scores);

    /// <summary>Scores a row that the encoder made.</summary>
    public double ScoreEncoded(ReadOnlySpan<float> row) => _scorerOfEncoded.Value.Score(row);

    /// <summary>Scores rows that the encoder made, laid end to end.</summary>
    public void ScoreEncoded(ReadOnlySpan<float> rows, Span<double> scores) => _scorerOfEncoded.Value.Score(rows, scores);
}
