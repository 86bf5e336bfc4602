using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

#pragma warning disable RS0026 // As in the file of the other doors: the first parameter tells overloads apart.

namespace Anomaly.Detection;

/// <content>Why records are judged as they are. The explainer is made when it is first asked for; from then on all threads share it without a lock.</content>
public sealed partial class AnomalyDetectionPredictor
{
    private const int UsualReasons = 3;

    private readonly Lazy<RowExplainer> _explainer;

    /// <summary>Judges one record and says why.</summary>
    /// <param name="record">Values by name of column.</param>
    /// <param name="explain">How many reasons to give at most, at least 0; the breakdown holds all columns.</param>
    /// <returns>The prediction, with the bits of one without an explanation, and what each column did to it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="explain"/> is negative.</exception>
    /// <exception cref="NotSupportedException">The model, or one in the ensemble, has no trees: a one-class SVM.</exception>
    /// <exception cref="RecordFormatException">A value is not what its column expects, or, in strict mode, a field is no column. The same of <see cref="ExplanationOptions.Background"/>.</exception>
    public PredictionExplanation PredictSingle(IReadOnlyDictionary<string, FeatureValue> record, int explain)
    {
        ArgumentNullException.ThrowIfNull(record);
        double[] cells = new double[_encoder.CellCount];
        _reader.Read(record, cells);
        return ExplainCells(cells, name => record.GetValueOrDefault(name), explain);
    }

    /// <summary>Judges one record of boxed values and says why.</summary>
    /// <param name="record">Values by name of column, of the types that <see cref="FeatureValue.FromObject"/> takes.</param>
    /// <param name="explain">How many reasons to give at most, at least 0; the breakdown holds all columns.</param>
    /// <inheritdoc cref="PredictSingle(IReadOnlyDictionary{string, FeatureValue}, int)"/>
    public PredictionExplanation PredictSingle(IReadOnlyDictionary<string, object?> record, int explain)
    {
        ArgumentNullException.ThrowIfNull(record);
        double[] cells = new double[_encoder.CellCount];
        _reader.Read(record, cells);
        return ExplainCells(cells, name => FeatureValue.FromObject(record.GetValueOrDefault(name)), explain);
    }

    /// <summary>Judges one record given as a JSON object and says why.</summary>
    /// <param name="record">An object; numbers, strings, true, false and null are read as <see cref="FeatureValue"/> says.</param>
    /// <param name="explain">How many reasons to give at most, at least 0; the breakdown holds all columns.</param>
    /// <inheritdoc cref="PredictSingle(IReadOnlyDictionary{string, FeatureValue}, int)"/>
    public PredictionExplanation PredictSingle(JsonElement record, int explain)
    {
        if (record.ValueKind == JsonValueKind.Undefined) throw new RecordFormatException("not-an-object", "expected an object, but found nothing");
        return PredictSingle(JsonMarshal.GetRawUtf8Value(record), explain);
    }

    /// <summary>Judges one record, straight from the body of a request, and says why.</summary>
    /// <param name="utf8Json">One JSON object in UTF-8, without a byte order mark. A field that stands twice is refused.</param>
    /// <param name="explain">How many reasons to give at most, at least 0; the breakdown holds all columns.</param>
    /// <inheritdoc cref="PredictSingle(IReadOnlyDictionary{string, FeatureValue}, int)"/>
    public PredictionExplanation PredictSingle(ReadOnlySpan<byte> utf8Json, int explain)
    {
        double[] cells = new double[_encoder.CellCount];
        _reader.Json.ReadObject(utf8Json, cells);
        return ExplainCells(cells, JsonRecordReader.GivenIn(utf8Json), explain);
    }

    /// <summary>Judges one typed record and says why.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="record">The record.</param>
    /// <param name="binder">Which fields it has; its label, if any, is not read.</param>
    /// <param name="explain">How many reasons to give at most, at least 0; the breakdown holds all columns.</param>
    /// <inheritdoc cref="PredictSingle(IReadOnlyDictionary{string, FeatureValue}, int)"/>
    public PredictionExplanation PredictSingle<T>(T record, RecordBinder<T> binder, int explain)
    {
        ArgumentNullException.ThrowIfNull(binder);
        double[] cells = new double[_encoder.CellCount];
        _reader.Read(record, binder, cells);
        return ExplainCells(cells, Given, explain);

        FeatureValue Given(string name)
        {
            for (int field = 0; field < binder.Count; field++)
            {
                if (string.Equals(binder.Names[field], name, StringComparison.Ordinal)) return binder.Read(record, field);
            }

            return FeatureValue.Missing;
        }
    }

    /// <summary>Judges one record and says why, with three reasons.</summary>
    /// <param name="record">Values by name of column.</param>
    /// <returns>The prediction and what each column did to it.</returns>
    /// <exception cref="NotSupportedException">The model, or one in the ensemble, has no trees: a one-class SVM.</exception>
    /// <exception cref="RecordFormatException">A value is not what its column expects, or, in strict mode, a field is no column. The same of <see cref="ExplanationOptions.Background"/>.</exception>
    public PredictionExplanation Explain(IReadOnlyDictionary<string, FeatureValue> record) => PredictSingle(record, UsualReasons);

    /// <summary>Judges one record of boxed values and says why, with three reasons.</summary>
    /// <param name="record">Values by name of column, of the types that <see cref="FeatureValue.FromObject"/> takes.</param>
    /// <inheritdoc cref="Explain(IReadOnlyDictionary{string, FeatureValue})"/>
    public PredictionExplanation Explain(IReadOnlyDictionary<string, object?> record) => PredictSingle(record, UsualReasons);

    /// <summary>Judges one record given as a JSON object and says why, with three reasons.</summary>
    /// <param name="record">An object; numbers, strings, true, false and null are read as <see cref="FeatureValue"/> says.</param>
    /// <inheritdoc cref="Explain(IReadOnlyDictionary{string, FeatureValue})"/>
    public PredictionExplanation Explain(JsonElement record) => PredictSingle(record, UsualReasons);

    /// <summary>Judges one record, straight from the body of a request, and says why, with three reasons.</summary>
    /// <param name="utf8Json">One JSON object in UTF-8, without a byte order mark. A field that stands twice is refused.</param>
    /// <inheritdoc cref="Explain(IReadOnlyDictionary{string, FeatureValue})"/>
    public PredictionExplanation Explain(ReadOnlySpan<byte> utf8Json) => PredictSingle(utf8Json, UsualReasons);

    /// <summary>Judges one typed record and says why, with three reasons.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="record">The record.</param>
    /// <param name="binder">Which fields it has; its label, if any, is not read.</param>
    /// <inheritdoc cref="Explain(IReadOnlyDictionary{string, FeatureValue})"/>
    public PredictionExplanation Explain<T>(T record, RecordBinder<T> binder) => PredictSingle(record, binder, UsualReasons);

    /// <summary>Judges the rows of a table and says why; labels, if any, are not looked at.</summary>
    /// <param name="table">Columns are found by name; absent ones are missing.</param>
    /// <param name="mostReasons">How many reasons a row at most, at least 0. Default: 3.</param>
    /// <param name="progress">Told every 32 rows, in order, and at the end, how many rows are explained.</param>
    /// <param name="cancellationToken">Stops; nothing is returned.</param>
    /// <returns>One explanation per row, in order, with the bits of the single one, on any number of threads (<see cref="PredictorOptions.Scoring"/> sets it).</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostReasons"/> is negative.</exception>
    /// <exception cref="NotSupportedException">The model, or one in the ensemble, has no trees: a one-class SVM.</exception>
    /// <exception cref="RecordFormatException">As for <see cref="PredictBatch(Table, IProgress{int}?, CancellationToken)"/>, and for <see cref="ExplanationOptions.Background"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public PredictionExplanation[] ExplainBatch(Table table, int mostReasons = UsualReasons, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfNegative(mostReasons);
        return Tables().Describe(table, PredictBatch(table, progress: null, cancellationToken), mostReasons, progress, cancellationToken);
    }

    /// <summary>What drives the model on the rows of a table: the contributions of all columns to all of them.</summary>
    /// <param name="table">At least one row; all are explained, so that some thousands are enough. Columns are found by name; labels, if any, are not looked at.</param>
    /// <param name="progress">Told every 32 rows, in order, and at the end, how many rows are explained.</param>
    /// <param name="cancellationToken">Stops; nothing is returned.</param>
    /// <returns>Mean sizes, and each row's contributions; the same bits on any number of threads.</returns>
    /// <exception cref="ArgumentException">The table has no rows.</exception>
    /// <exception cref="NotSupportedException">The model, or one in the ensemble, has no trees: a one-class SVM.</exception>
    /// <exception cref="RecordFormatException">As for <see cref="PredictBatch(Table, IProgress{int}?, CancellationToken)"/>, and for <see cref="ExplanationOptions.Background"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public GlobalExplanation ExplainModel(Table table, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.RowCount == 0) throw new ArgumentException("The table has no rows; what drives a model is a mean over rows.", nameof(table));
        return Tables().Summarise(table, PredictBatch(table, progress: null, cancellationToken), progress, cancellationToken);
    }

    private RowExplainer CompileExplainer()
    {
        if (_options.Explaining.Background is { } background) _reader.CheckColumns(background);
        return new RowExplainer(Artifact, _decision, _options.Explaining);
    }

    private TableExplainer Tables() => new(_encoder, _explainer.Value, _options.Scoring.MaxThreads);

    private PredictionExplanation ExplainCells(double[] cells, Func<string, FeatureValue> given, int explain)
    {
        if (explain < 0) throw new ArgumentOutOfRangeException(nameof(explain), explain, string.Create(CultureInfo.InvariantCulture, $"{explain} reasons cannot be given; expected at least 0."));
        float[] row = new float[_encoder.FeatureCount];
        _encoder.EncodeCells(cells, row);
        double[] features = new double[row.Length];
        _explainer.Value.Explain(row, features);
        return _explainer.Value.Describe(cells, features, JudgeCells(cells), given, explain);
    }
}
