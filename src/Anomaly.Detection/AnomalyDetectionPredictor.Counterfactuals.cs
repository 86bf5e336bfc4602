using System.Runtime.InteropServices;
using System.Text.Json;
using Anomaly.Detection.Data;

#pragma warning disable RS0026 // The first parameter, a form of record, tells the overloads apart whatever is left out.

namespace Anomaly.Detection;

/// <content>What would change a prediction.</content>
public sealed partial class AnomalyDetectionPredictor
{
    /// <summary>Looks for the nearest changes of one or two numeric columns that take a record under the threshold of the policy.</summary>
    /// <param name="record">Values by name of column.</param>
    /// <param name="options">Which columns may move, and how far; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the search, between one column and the next.</param>
    /// <returns>The changes, the nearest first, each proved by judging the changed record; or why there is none.</returns>
    /// <exception cref="RecordFormatException">As for <see cref="PredictSingle(IReadOnlyDictionary{string, FeatureValue})"/>.</exception>
    /// <exception cref="ArgumentException">An option names a column that is not there, or a range one that is not numeric.</exception>
    /// <exception cref="NotSupportedException">The model, or a member of it, has no trees; or a split asks for a plane over a moving column and features derived from it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// <para>
    /// Columns move as the user knows them: ratios, differences, imputation and scaling follow. Of one column the nearest change is found for certain, by the forest's own thresholds. Of
    /// two columns it is looked for greedily: a first column makes its best step, a second is searched exactly, then each again while the other stays; a nearer pair may be missed, and no
    /// column of a pair moves without need. See <see cref="Explanation.Counterfactual.Distance"/> for what near means.
    /// </para>
    /// <para>
    /// Values are told short: the decimal with the fewest places that does as well as the nearest value. A column whose thresholds are all whole numbers or half way between two is taken to
    /// hold whole numbers, and is given those only, unless the record's own is not whole.
    /// </para>
    /// </remarks>
    public CounterfactualResult FindCounterfactuals(IReadOnlyDictionary<string, FeatureValue> record, CounterfactualOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        double[] cells = new double[_encoder.CellCount];
        _reader.Read(record, cells);
        return FindCounterfactualsOf(cells, options, cancellationToken);
    }

    /// <inheritdoc cref="FindCounterfactuals(IReadOnlyDictionary{string, FeatureValue}, CounterfactualOptions?, CancellationToken)"/>
    /// <param name="record">Values by name of column, of the types that <see cref="FeatureValue.FromObject"/> takes.</param>
    /// <param name="options">Which columns may move, and how far; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the search, between one column and the next.</param>
    public CounterfactualResult FindCounterfactuals(IReadOnlyDictionary<string, object?> record, CounterfactualOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        double[] cells = new double[_encoder.CellCount];
        _reader.Read(record, cells);
        return FindCounterfactualsOf(cells, options, cancellationToken);
    }

    /// <inheritdoc cref="FindCounterfactuals(IReadOnlyDictionary{string, FeatureValue}, CounterfactualOptions?, CancellationToken)"/>
    /// <param name="record">A JSON object.</param>
    /// <param name="options">Which columns may move, and how far; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the search, between one column and the next.</param>
    public CounterfactualResult FindCounterfactuals(JsonElement record, CounterfactualOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (record.ValueKind == JsonValueKind.Undefined) throw new RecordFormatException("not-an-object", "expected an object, but found nothing");
        return FindCounterfactuals(JsonMarshal.GetRawUtf8Value(record), options, cancellationToken);
    }

    /// <inheritdoc cref="FindCounterfactuals(IReadOnlyDictionary{string, FeatureValue}, CounterfactualOptions?, CancellationToken)"/>
    /// <param name="utf8Json">One JSON object in UTF-8, without a byte order mark. A field that stands twice is refused.</param>
    /// <param name="options">Which columns may move, and how far; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the search, between one column and the next.</param>
    public CounterfactualResult FindCounterfactuals(ReadOnlySpan<byte> utf8Json, CounterfactualOptions? options = null, CancellationToken cancellationToken = default)
    {
        double[] cells = new double[_encoder.CellCount];
        _reader.Json.ReadObject(utf8Json, cells);
        return FindCounterfactualsOf(cells, options, cancellationToken);
    }

    /// <inheritdoc cref="FindCounterfactuals(IReadOnlyDictionary{string, FeatureValue}, CounterfactualOptions?, CancellationToken)"/>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="record">The record.</param>
    /// <param name="binder">Which fields it has; its label, if any, is not read.</param>
    /// <param name="options">Which columns may move, and how far; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the search, between one column and the next.</param>
    public CounterfactualResult FindCounterfactuals<T>(T record, RecordBinder<T> binder, CounterfactualOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(binder);
        double[] cells = new double[_encoder.CellCount];
        _reader.Read(record, binder, cells);
        return FindCounterfactualsOf(cells, options, cancellationToken);
    }

    private CounterfactualResult FindCounterfactualsOf(double[] cells, CounterfactualOptions? options, CancellationToken cancellationToken) =>
        _counterfactuals.Value.Find(cells, options ?? new CounterfactualOptions(), cancellationToken);
}
