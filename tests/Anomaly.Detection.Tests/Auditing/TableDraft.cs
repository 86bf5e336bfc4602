using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Auditing;

/// <summary>A table whose cells can be written to, so that faults can be planted in it.</summary>
internal sealed class TableDraft
{
    private readonly List<FeatureColumn> _columns;
    private readonly List<Array> _cells;

    public TableDraft(Table table)
    {
        _columns = [.. table.Schema.Columns];
        _cells = [.. Enumerable.Range(0, table.Schema.Count).Select(Array (column) => table.Schema[column].IsText ? table.Categorical(column).ToArray() : table.Numeric(column).ToArray())];
        Labels = table.IsAnomaly.ToArray();
        RowCount = table.RowCount;
    }

    public int RowCount { get; }

    public bool[] Labels { get; }

    public int[] NumericColumns => [.. Enumerable.Range(0, _columns.Count).Where(column => _columns[column].Kind == FeatureKind.Numeric)];

    public double[] Numbers(string column) => (double[])_cells[Place(column)];

    public double[] Numbers(int column) => (double[])_cells[column];

    public string?[] Texts(string column) => (string?[])_cells[Place(column)];

    public void Add(string name, double[] numbers) => Add(new FeatureColumn(name, FeatureKind.Numeric), numbers);

    public void Add(string name, string?[] texts) => Add(new FeatureColumn(name, FeatureKind.Categorical), texts);

    /// <summary>Copies all cells that describe a row, not those that name it, nor its label.</summary>
    public void CopyRow(TableDraft source, int from, int to)
    {
        for (int column = 0; column < _columns.Count; column++)
        {
            if (_columns[column].Kind != FeatureKind.Identifier) Array.Copy(source._cells[column], from, _cells[column], to, 1);
        }
    }

    public Table ToTable() => new(new FeatureSchema(_columns), [.. _cells.Select(cells => (Array)cells.Clone())], [.. Labels], RowCount);

    private void Add(FeatureColumn column, Array cells)
    {
        _columns.Add(column);
        _cells.Add(cells);
    }

    private int Place(string name) => _columns.FindIndex(column => column.Name == name);
}
