using System.Runtime.InteropServices;
using System.Text.Json;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Preprocessing;

#pragma warning disable RS0026 // The first parameter, a list, a table or bytes, tells the overloads apart whatever is left out.

namespace Anomaly.Detection;

/// <summary>The serving stairs: a record goes up and becomes a prediction. Immutable; safe to share between threads without a lock.</summary>
/// <remarks>
/// Absent fields and categories that were not seen in training are missing values. Fields that are no column of the model are ignored, or
/// refused with <see cref="PredictorOptions.Strict"/>. Whatever route a record takes, the same values give the same bits.
/// </remarks>
public sealed partial class AnomalyDetectionPredictor
{
    private const int MostOnStack = 256;

    private readonly FeatureEncoder _encoder;
    private readonly Decision _decision;
    private readonly PredictorOptions _options;
    private readonly DetectorScorer _scorer;
    private readonly RecordReader _reader;
    private readonly BatchScorer _batches;
    private readonly TableScorer _tables;
    private readonly Lazy<CounterfactualSearch> _counterfactuals;
    private readonly Lazy<DetectorTrees> _trees;

    /// <summary>Creates a predictor.</summary>
    /// <param name="artifact">A trained or loaded artefact.</param>
    /// <param name="options">How to treat records; the defaults when null.</param>
    /// <exception cref="InvalidOperationException">The options give a prior, but the artefact has no calibration with a base rate to move from.</exception>
    /// <exception cref="NotSupportedException">The scoring engine that the options or the environment ask for cannot run here or cannot hold this model.</exception>
    public AnomalyDetectionPredictor(DetectorArtifact artifact, PredictorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        _options = options ?? new PredictorOptions();
        if (_options.Prior is { } prior) artifact = artifact.WithPrior(prior);
        Artifact = artifact;
        _encoder = artifact.Encoder;
        DecisionPolicy policy = _options.Policy ?? artifact.Policy;
        _decision = new Decision(artifact.Calibration, policy);
        _scorer = new DetectorScorer(_encoder, artifact.Model, _options.Scoring);
        _reader = new RecordReader(_encoder, _options.Strict);
        _batches = new BatchScorer(_reader, _scorer);
        _tables = new TableScorer(_encoder, _reader, _scorer, _options.Scoring.MaxThreads);
        _trees = new Lazy<DetectorTrees>(() => new DetectorTrees(_encoder, artifact.Model));
        _counterfactuals = new Lazy<CounterfactualSearch>(() => new CounterfactualSearch(_encoder, artifact.Model, _scorer, _decision));
        _explainer = new Lazy<RowExplainer>(CompileExplainer);
        Info = ModelInfo.Of(artifact, policy);
    }

    /// <summary>What the predictor serves: the artefact it was given, moved to <see cref="PredictorOptions.Prior"/> where there is one.</summary>
    public DetectorArtifact Artifact { get; }

    /// <summary>What the model is.</summary>
    public ModelInfo Info { get; }

    /// <summary>Loads a model file.</summary>
    /// <param name="path">A <c>.json</c> or <c>.json.gz</c> file written by <see cref="DetectorArtifact.Save(string)"/>.</param>
    /// <param name="options">How to treat records; the defaults when null.</param>
    /// <returns>The predictor.</returns>
    /// <exception cref="ModelFormatException">The file is not a valid model; the message names the place.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static AnomalyDetectionPredictor Load(string path, PredictorOptions? options = null) => new(DetectorArtifact.Load(path), options);

    /// <summary>Judges one record.</summary>
    /// <param name="record">Values by name of column.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="RecordFormatException">A value is not what its column expects, or, in strict mode, a field is no column.</exception>
    public AnomalyPrediction PredictSingle(IReadOnlyDictionary<string, FeatureValue> record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Span<double> cells = _encoder.CellCount <= MostOnStack ? stackalloc double[_encoder.CellCount] : new double[_encoder.CellCount];
        _reader.Read(record, cells);
        return JudgeCells(cells);
    }

    /// <summary>Judges one record of boxed values.</summary>
    /// <param name="record">Values by name of column, of the types that <see cref="FeatureValue.FromObject"/> takes.</param>
    /// <inheritdoc cref="PredictSingle(IReadOnlyDictionary{string, FeatureValue})"/>
    public AnomalyPrediction PredictSingle(IReadOnlyDictionary<string, object?> record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Span<double> cells = _encoder.CellCount <= MostOnStack ? stackalloc double[_encoder.CellCount] : new double[_encoder.CellCount];
        _reader.Read(record, cells);
        return JudgeCells(cells);
    }

    /// <summary>Judges one record given as a JSON object.</summary>
    /// <param name="record">An object; numbers, strings, true, false and null are read as <see cref="FeatureValue"/> says.</param>
    /// <inheritdoc cref="PredictSingle(IReadOnlyDictionary{string, FeatureValue})"/>
    public AnomalyPrediction PredictSingle(JsonElement record)
    {
        if (record.ValueKind == JsonValueKind.Undefined) throw new RecordFormatException("not-an-object", "expected an object, but found nothing");
        return PredictSingle(JsonMarshal.GetRawUtf8Value(record));
    }

    /// <summary>Judges one record, straight from the body of a request.</summary>
    /// <param name="utf8Json">One JSON object in UTF-8, without a byte order mark. A field that stands twice is refused.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="RecordFormatException">The text is not one JSON object, a value is not what its column expects, or, in strict mode, a field is no column.</exception>
    public AnomalyPrediction PredictSingle(ReadOnlySpan<byte> utf8Json)
    {
        Span<double> cells = _encoder.CellCount <= MostOnStack ? stackalloc double[_encoder.CellCount] : new double[_encoder.CellCount];
        _reader.Json.ReadObject(utf8Json, cells);
        return JudgeCells(cells);
    }

    /// <summary>Judges one typed record.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="record">The record.</param>
    /// <param name="binder">Which fields it has; its label, if any, is not read.</param>
    /// <inheritdoc cref="PredictSingle(IReadOnlyDictionary{string, FeatureValue})"/>
    public AnomalyPrediction PredictSingle<T>(T record, RecordBinder<T> binder)
    {
        ArgumentNullException.ThrowIfNull(binder);
        Span<double> cells = _encoder.CellCount <= MostOnStack ? stackalloc double[_encoder.CellCount] : new double[_encoder.CellCount];
        _reader.Read(record, binder, cells);
        return JudgeCells(cells);
    }

    /// <summary>Judges one row that is encoded already, by <see cref="FeatureEncoder.EncodeRow"/> or <see cref="FeatureEncoder.EncodeCells"/>; allocates nothing.</summary>
    /// <param name="encodedRow">The features of the encoder, in its order; NaN is missing. Its length is <see cref="FeatureEncoder.FeatureCount"/>.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public AnomalyPrediction PredictEncoded(ReadOnlySpan<float> encodedRow)
    {
        if (encodedRow.Length != _encoder.FeatureCount) throw new ArgumentException($"The row holds {encodedRow.Length} values, but there are {_encoder.FeatureCount} features.", nameof(encodedRow));
        return _decision.Of(_scorer.ScoreEncoded(encodedRow));
    }

    /// <summary>Judges a list of records.</summary>
    /// <param name="records">The records.</param>
    /// <param name="progress">Told every 4,096 rows, and at the end, how many rows are scored.</param>
    /// <param name="cancellationToken">Stops the scoring; nothing is returned.</param>
    /// <returns>One prediction per record, in order.</returns>
    /// <exception cref="ArgumentException">A record is null; its row is named.</exception>
    /// <exception cref="RecordFormatException">As for one record; the row is named, the first being 1.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public AnomalyPrediction[] PredictBatch(IReadOnlyList<IReadOnlyDictionary<string, FeatureValue>> records, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        return _decision.Of(_batches.Score(records, new BatchProgress(progress, cancellationToken)));
    }

    /// <summary>Judges the rows of a table; labels, if any, are not looked at.</summary>
    /// <param name="table">Columns are found by name; absent ones are missing.</param>
    /// <param name="progress">Told every 4,096 rows, and at the end, how many rows are scored.</param>
    /// <param name="cancellationToken">Stops the scoring; nothing is returned.</param>
    /// <returns>One prediction per row, in order.</returns>
    /// <exception cref="RecordFormatException">A value is not what its column expects, or out of range (column and row are named), or, in strict mode, a column is not in the model.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public AnomalyPrediction[] PredictBatch(Table table, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return _decision.Of(_tables.Score(table, rowsBefore: 0, progress, cancellationToken));
    }

    /// <summary>Judges a JSON array of objects.</summary>
    /// <param name="utf8JsonArray">The array in UTF-8, at most <see cref="PredictorOptions.MaxBatchRecords"/> long.</param>
    /// <param name="progress">Told every 4,096 rows, and at the end, how many rows are scored.</param>
    /// <param name="cancellationToken">Stops the scoring; nothing is returned.</param>
    /// <returns>One prediction per object, in order.</returns>
    /// <exception cref="RecordFormatException">As for one record; the row is named, the first being 1.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public AnomalyPrediction[] PredictBatch(ReadOnlySpan<byte> utf8JsonArray, IProgress<int>? progress = null, CancellationToken cancellationToken = default) =>
        _decision.Of(_batches.Score(utf8JsonArray, _options.MaxBatchRecords, new BatchProgress(progress, cancellationToken)));

    /// <summary>Judges records as they come, such as those of a queue or a channel.</summary>
    /// <param name="records">The records; read once, one ahead of the predictions that are handed out.</param>
    /// <param name="cancellationToken">Stops the stream; it is handed to the source too.</param>
    /// <returns>One prediction per record, in order.</returns>
    /// <exception cref="RecordFormatException">As for one record; the row is named, the first being 1.</exception>
    /// <exception cref="ArgumentException">A record is null; its row is named.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// Records that are there at the same time are scored together, up to some thousands; when the next one is not there yet, those before it
    /// are handed out first. Exceptions, the source's too, come after the predictions of all records before. A reader that leaves while
    /// the source is asked for a record cancels the source's token and waits until it answers.
    /// </remarks>
    public IAsyncEnumerable<AnomalyPrediction> PredictStream(IAsyncEnumerable<IReadOnlyDictionary<string, FeatureValue>> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        return RecordStream.Judge(records, _reader.Read, _scorer, _decision, cancellationToken);
    }

    /// <summary>Judges typed records as they come.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="records">The records; read once, one ahead of the predictions that are handed out.</param>
    /// <param name="binder">Which fields they have; the label, if any, is not read.</param>
    /// <param name="cancellationToken">Stops the stream; it is handed to the source too.</param>
    /// <inheritdoc cref="PredictStream(IAsyncEnumerable{IReadOnlyDictionary{string, FeatureValue}}, CancellationToken)"/>
    public IAsyncEnumerable<AnomalyPrediction> PredictStream<T>(IAsyncEnumerable<T> records, RecordBinder<T> binder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(binder);
        return RecordStream.Judge(records, (record, cells) => _reader.Read(record, binder, cells), _scorer, _decision, cancellationToken);
    }

    /// <summary>Judges rows that do not fit into memory at once, chunk by chunk.</summary>
    /// <param name="chunks">Tables as for <see cref="PredictBatch(Table, IProgress{int}?, CancellationToken)"/>; each is asked for when the one before is judged and handed out.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <returns>Per chunk one prediction per row, in order; nothing is read before they are enumerated.</returns>
    /// <exception cref="RecordFormatException">As for a table; rows are counted over all chunks, the first being 1.</exception>
    /// <exception cref="ArgumentException">A chunk is null; the row before it is named.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IEnumerable<AnomalyPrediction[]> PredictChunks(IEnumerable<Table> chunks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        return _tables.Judge(chunks, _decision, cancellationToken);
    }

    /// <inheritdoc cref="PredictChunks(IEnumerable{Table}, CancellationToken)"/>
    public IAsyncEnumerable<AnomalyPrediction[]> PredictChunks(IAsyncEnumerable<Table> chunks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        return _tables.Judge(chunks, _decision, cancellationToken);
    }

    /// <summary>Scores encoded rows laid end to end; on one thread, allocates nothing once its pooled scratch is there.</summary>
    /// <param name="encodedRows">Row-major features of the encoder; length = rows × features.</param>
    /// <param name="scores">Receives one score per row; greater is more anomalous.</param>
    /// <exception cref="ArgumentException">The length is not that many rows.</exception>
    public void ScoreBatch(ReadOnlySpan<float> encodedRows, Span<double> scores)
    {
        int featureCount = _encoder.FeatureCount;
        if (encodedRows.Length != (long)scores.Length * featureCount) throw new ArgumentException($"{encodedRows.Length} values are not {scores.Length} rows of {featureCount} features.", nameof(encodedRows));
        _scorer.ScoreEncoded(encodedRows, scores);
    }

    /// <summary>Judges the detector on labelled rows, at the threshold of the policy: the ranking by the model's scores, all else by its probabilities.</summary>
    /// <param name="table">Labelled rows of both classes.</param>
    /// <param name="source">What the rows are to the detector: rows it was trained on give figures that are no performance. Default: held out.</param>
    /// <param name="intervals">How sure the intervals are to be, and how to draw; the defaults when null. Its threads, where given, go before those of <see cref="PredictorOptions.Scoring"/>.</param>
    /// <param name="progress">Told every 4,096 rows, and at the end, how many rows are scored.</param>
    /// <param name="cancellationToken">Stops the scoring and the drawing; nothing is returned.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">The table is unlabelled or of one class.</exception>
    /// <exception cref="RecordFormatException">As for <see cref="PredictBatch(Table, IProgress{int}?, CancellationToken)"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EvaluationSummary Evaluate(Table table, ScoreSource source = ScoreSource.HeldOut, BootstrapOptions? intervals = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.IsLabelled) throw new ArgumentException("The table carries no labels; an evaluation needs one per row.", nameof(table));
        double[] scores = _tables.Score(table, rowsBefore: 0, progress, cancellationToken);
        double[] probabilities = Array.ConvertAll(scores, _decision.Probability);
        BootstrapOptions chosen = intervals ?? new BootstrapOptions();
        if (chosen.MaxThreads is null) chosen = chosen with { MaxThreads = _options.Scoring.MaxThreads };
        var rows = new JudgedScores { Ranking = scores, Deciding = probabilities, Probabilities = probabilities, IsAnomaly = table.IsAnomaly };
        return DetectorFigures.Of(rows, _decision.Threshold, source, chosen, cancellationToken);
    }

    private AnomalyPrediction JudgeCells(ReadOnlySpan<double> cells)
    {
        Span<float> row = _encoder.FeatureCount <= MostOnStack ? stackalloc float[_encoder.FeatureCount] : new float[_encoder.FeatureCount];
        _scorer.Encode(cells, row);
        return _decision.Of(_scorer.Score(row));
    }
}
