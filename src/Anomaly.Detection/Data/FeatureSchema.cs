using System.Collections.Immutable;

namespace Anomaly.Detection.Data;

/// <summary>The columns of a table in order: names, all different, and kinds. Immutable.</summary>
public sealed class FeatureSchema : IEquatable<FeatureSchema>
{
    private readonly ImmutableArray<FeatureColumn> _columns;
    private readonly Dictionary<string, int> _indexes;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _indexOfSpan;

    /// <summary>Creates a schema.</summary>
    /// <param name="columns">The columns in order.</param>
    /// <exception cref="ArgumentException">A column is null, or its name is empty, not valid Unicode (no file could hold it), or stands twice.</exception>
    public FeatureSchema(params IEnumerable<FeatureColumn> columns)
    {
        _columns = [.. columns];
        _indexes = new Dictionary<string, int>(_columns.Length, StringComparer.Ordinal);
        for (int i = 0; i < _columns.Length; i++)
        {
            string name = (_columns[i] ?? throw new ArgumentException($"Column {i + 1} is null.", nameof(columns))).Name;
            if (string.IsNullOrEmpty(name)) throw new ArgumentException($"Column {i + 1} has no name.", nameof(columns));
            if (!UnicodeText.IsWellFormed(name)) throw new ArgumentException($"The name {RecordFormatException.Quote(name)} of column {i + 1} is not valid Unicode.", nameof(columns));
            if (!_indexes.TryAdd(name, i)) throw new ArgumentException($"Two columns are named {RecordFormatException.Quote(name)}; names must differ.", nameof(columns));
        }

        _indexOfSpan = _indexes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<FeatureColumn> Columns => _columns;

    /// <summary>The number of columns.</summary>
    public int Count => _columns.Length;

    /// <summary>The column at a place.</summary>
    /// <param name="column">Index, first column = 0.</param>
    /// <returns>The column.</returns>
    public FeatureColumn this[int column] => _columns[column];

    /// <summary>Where a column stands.</summary>
    /// <param name="name">Its name, compared ordinally.</param>
    /// <returns>The index, or −1 when there is no such column.</returns>
    public int IndexOf(string name) => _indexes.TryGetValue(name, out int index) ? index : -1;

    /// <summary>Where a column stands, without making a string.</summary>
    /// <inheritdoc cref="IndexOf(string)"/>
    public int IndexOf(ReadOnlySpan<char> name) => _indexOfSpan.TryGetValue(name, out int index) ? index : -1;

    /// <summary>Where a column stands that must be there.</summary>
    /// <param name="name">Its name, compared ordinally.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentException">There is no such column; the message lists those that are.</exception>
    public int RequiredIndexOf(string name)
    {
        int index = IndexOf(name);
        if (index >= 0) return index;
        string known = string.Join(", ", _columns.Take(20).Select(column => column.Name));
        throw new ArgumentException($"There is no column {RecordFormatException.Quote(name)}; the columns are {known}{(Count > 20 ? ", …" : "")}.", nameof(name));
    }

    /// <summary>Infers a schema from records, as <see cref="TableBuilder"/> does.</summary>
    /// <param name="records">The records; a column appears for every field, in order of first appearance.</param>
    /// <param name="kinds">Kinds that the caller declares; they override inference.</param>
    /// <returns>The schema.</returns>
    public static FeatureSchema Infer(
        IEnumerable<IReadOnlyDictionary<string, FeatureValue>> records,
        IReadOnlyDictionary<string, FeatureKind>? kinds = null) => Table.FromRows(records, kinds: kinds).Schema;

    /// <summary>Whether both have the same columns in the same order.</summary>
    /// <inheritdoc/>
    public bool Equals(FeatureSchema? other) => other is not null && _columns.AsSpan().SequenceEqual(other._columns.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeatureSchema);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Count == 0 ? null : _columns[0]);
}
