namespace Anomaly.Detection.Data;

/// <summary>Collects rows, cell by cell, and finishes as an immutable <see cref="Table"/>. Not safe to share between threads.</summary>
/// <remarks>
/// A column whose kind is declared refuses what does not fit; the kind of any other is inferred from all of its cells, whatever their order:
/// <list type="number">
/// <item>Numeric when every cell that is not missing is a number (or there is none);</item>
/// <item>else Timestamp when every cell is a timestamp by <see cref="TimestampText"/>;</item>
/// <item>else Identifier when there are at least 20 cells and more than half as many different values as cells: the values hardly repeat;</item>
/// <item>else Categorical.</item>
/// </list>
/// </remarks>
public sealed class TableBuilder
{
    private readonly string[] _names;
    private readonly ColumnBuilder[] _columns;
    private readonly List<bool> _isAnomaly = [];
    private readonly List<string> _notes = [];
    private readonly SourceRows _sourceRows = new();
    private int _rowCount;

    /// <summary>Begins a table whose columns are all declared.</summary>
    /// <param name="schema">Names and kinds.</param>
    public TableBuilder(FeatureSchema schema)
        : this([.. (schema ?? throw new ArgumentNullException(nameof(schema))).Columns.Select(column => column.Name)], schema.Columns.ToDictionary(column => column.Name, column => column.Kind, StringComparer.Ordinal))
    {
    }

    /// <summary>Begins a table whose columns are inferred unless declared.</summary>
    /// <param name="names">The columns in order; all different, none empty.</param>
    /// <param name="kinds">Kinds that the caller declares, by name of column.</param>
    /// <exception cref="ArgumentException">A name is empty or stands twice, or a declared column is not among them.</exception>
    public TableBuilder(IReadOnlyList<string> names, IReadOnlyDictionary<string, FeatureKind>? kinds = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        var schema = new FeatureSchema(names.Select(name => new FeatureColumn(name, FeatureKind.Numeric)));
        foreach (string declared in kinds?.Keys ?? []) schema.RequiredIndexOf(declared);
        _names = [.. names];
        _columns = [.. names.Select(name => ColumnBuilder.Create(name, kinds is not null && kinds.TryGetValue(name, out FeatureKind kind) ? kind : null, _sourceRows))];
    }

    /// <summary>The number of finished rows.</summary>
    public int RowCount => _rowCount;

    /// <summary>What a user should know about how kinds were inferred, after <see cref="Build"/>; one sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Whether the kind of a column was declared, so that adding to it may fail.</summary>
    /// <param name="column">Index of the column, first = 0.</param>
    /// <returns>True when declared, false when inferred.</returns>
    public bool IsDeclared(int column) => _columns[column].IsDeclared;

    /// <summary>Adds one cell to the row under way. Each column takes exactly one, in any order.</summary>
    /// <param name="column">Index of the column, first = 0.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="RecordFormatException">The value is not what the declared column expects; column and row are named.</exception>
    public void Add(int column, FeatureValue value)
    {
        try
        {
            _columns[column].Add(value);
        }
        catch (RecordFormatException exception)
        {
            throw At(column, exception);
        }
    }

    /// <summary>Adds one cell given as text in UTF-8; an empty text is missing.</summary>
    /// <param name="column">Index of the column, first = 0.</param>
    /// <param name="utf8Text">The text; it is read as the column's kind says.</param>
    /// <exception cref="RecordFormatException">The text is not what the declared column expects, or not valid UTF-8; column and row are named.</exception>
    public void AddText(int column, ReadOnlySpan<byte> utf8Text)
    {
        try
        {
            _columns[column].AddText(utf8Text);
        }
        catch (RecordFormatException exception)
        {
            throw At(column, exception);
        }
    }

    /// <summary>Finishes an unlabelled row.</summary>
    /// <exception cref="InvalidOperationException">A column has no cell, or rows before have labels.</exception>
    public void EndRow()
    {
        if (_isAnomaly.Count > 0) throw new InvalidOperationException("Rows before this one carry a label; this one must too.");
        FinishRow();
    }

    /// <summary>Finishes a labelled row.</summary>
    /// <param name="isAnomaly">The label, true = anomaly.</param>
    /// <exception cref="InvalidOperationException">A column has no cell, or rows before have no label.</exception>
    public void EndRow(bool isAnomaly)
    {
        if (_isAnomaly.Count != _rowCount) throw new InvalidOperationException("Rows before this one carry no label; this one must not either.");
        FinishRow();
        _isAnomaly.Add(isAnomaly);
    }

    /// <summary>Takes back the cells of the row under way.</summary>
    /// <remarks>
    /// Nothing is inferred from such cells. Where the only text of an inferred column is taken back, this takes time in proportion to the rows
    /// before; cells of declared columns, which fail most, are better added first.
    /// </remarks>
    public void CancelRow()
    {
        foreach (ColumnBuilder column in _columns) column.Truncate(_rowCount);
    }

    /// <summary>Takes back the cells of the row under way, if any, and counts the row: in errors and notes, later rows keep the numbers they have in their source.</summary>
    /// <remarks>As <see cref="CancelRow"/>, for a row that is not to be given again.</remarks>
    public void SkipRow()
    {
        CancelRow();
        _sourceRows.Skip();
    }

    /// <summary>Finishes the table. The builder must not be used afterwards.</summary>
    /// <returns>The table.</returns>
    public Table Build()
    {
        var schema = new FeatureColumn[_columns.Length];
        var values = new Array[_columns.Length];
        for (int column = 0; column < _columns.Length; column++)
        {
            values[column] = _columns[column].Build(out FeatureKind kind, out string? note);
            schema[column] = new FeatureColumn(_names[column], kind);
            if (note is not null) _notes.Add(note);
        }

        return new Table(new FeatureSchema(schema), values, [.. _isAnomaly], _rowCount);
    }

    private void FinishRow()
    {
        for (int column = 0; column < _columns.Length; column++)
        {
            if (_columns[column].Count != _rowCount + 1) throw new InvalidOperationException($"Column {RecordFormatException.Quote(_names[column])} has {_columns[column].Count - _rowCount} cells in row {_sourceRows.NumberOf(_rowCount)}; a row takes exactly one.");
        }

        _rowCount++;
    }

    private RecordFormatException At(int column, RecordFormatException exception) =>
        new(exception.Code, exception.Problem, _names[column], _sourceRows.NumberOf(_rowCount), exception);
}
