using System.Collections.Immutable;

namespace Anomaly.Detection.Data;

/// <summary>Says which fields a typed record has, by name, without reflection: trim- and AOT-safe. Immutable.</summary>
/// <typeparam name="T">The record's type.</typeparam>
/// <example>
/// <code>
/// RecordBinder&lt;Session&gt; binder = new RecordBinder&lt;Session&gt;()
///     .Map("device_type", session =&gt; session.DeviceType)
///     .Map("clicks_count", session =&gt; session.Clicks)
///     .MapLabel(session =&gt; session.IsFraud);
/// </code>
/// </example>
public sealed class RecordBinder<T>
{
    private readonly ImmutableArray<(string Name, Func<T, FeatureValue> Read)> _fields;
    private readonly Func<T, bool>? _label;

    /// <summary>A binder without fields.</summary>
    public RecordBinder()
        : this([], null)
    {
    }

    private RecordBinder(ImmutableArray<(string Name, Func<T, FeatureValue> Read)> fields, Func<T, bool>? label)
    {
        _fields = fields;
        _label = label;
        Names = [.. fields.Select(field => field.Name)];
    }

    /// <summary>The number of fields, the label not counted.</summary>
    public int Count => _fields.Length;

    /// <summary>The names of the fields in the order they were mapped.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether a label was mapped.</summary>
    public bool HasLabel => _label is not null;

    /// <summary>Adds a number; NaN is missing.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="value">Reads the number from a record.</param>
    /// <returns>A binder with one more field; this one is unchanged.</returns>
    /// <exception cref="ArgumentException">The name is empty or already mapped.</exception>
    public RecordBinder<T> Map(string name, Func<T, double> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Map(name, record => (FeatureValue)value(record));
    }

    /// <summary>Adds a text; null is missing.</summary>
    /// <inheritdoc cref="Map(string, Func{T, double})"/>
    /// <param name="name">The column's name.</param>
    /// <param name="value">Reads the text from a record.</param>
    public RecordBinder<T> Map(string name, Func<T, string?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Map(name, record => (FeatureValue)value(record));
    }

    /// <summary>Adds a value of any kind: a truth value, a time, a nullable number.</summary>
    /// <inheritdoc cref="Map(string, Func{T, double})"/>
    /// <param name="name">The column's name.</param>
    /// <param name="value">Reads the value from a record.</param>
    public RecordBinder<T> Map(string name, Func<T, FeatureValue> value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        if (Names.Contains(name, StringComparer.Ordinal)) throw new ArgumentException($"The field {RecordFormatException.Quote(name)} is mapped already.", nameof(name));
        return new RecordBinder<T>(_fields.Add((name, value)), _label);
    }

    /// <summary>Says how to read the label of a record, for training and evaluation.</summary>
    /// <param name="isAnomaly">True = anomaly.</param>
    /// <returns>A binder with that label; this one is unchanged.</returns>
    public RecordBinder<T> MapLabel(Func<T, bool> isAnomaly)
    {
        ArgumentNullException.ThrowIfNull(isAnomaly);
        return new RecordBinder<T>(_fields, isAnomaly);
    }

    /// <summary>Reads one field.</summary>
    /// <param name="record">The record.</param>
    /// <param name="field">Index of the field, in the order of <see cref="Names"/>.</param>
    /// <returns>The value.</returns>
    public FeatureValue Read(T record, int field) => _fields[field].Read(record);

    /// <summary>Reads the label.</summary>
    /// <param name="record">The record.</param>
    /// <returns>True = anomaly.</returns>
    /// <exception cref="InvalidOperationException">No label was mapped.</exception>
    public bool ReadLabel(T record) => _label is null ? throw new InvalidOperationException("The binder maps no label; call MapLabel.") : _label(record);
}
