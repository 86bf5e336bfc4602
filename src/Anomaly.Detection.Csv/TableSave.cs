using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using CsvHelper;

namespace Anomaly.Detection.Csv;

/// <summary>One writing of one table.</summary>
internal sealed class TableSave
{
    private const int RowsBetweenReports = 65_536;
    private const int RowsBetweenCancellationChecks = 1_024;
    private const char ByteOrderMark = '\uFEFF';

    private readonly Table _table;
    private readonly long _rowsBefore;
    private readonly CsvWriter _csv;
    private readonly bool _neutralises;

    private TableSave(Table table, long rowsBefore, CsvWriter csv, CsvWriteOptions options)
    {
        _table = table;
        _rowsBefore = rowsBefore;
        _csv = csv;
        _neutralises = options.NeutraliseFormulas;
    }

    /// <summary>Writes a header and the rows of tables with the same columns; the stream stays open.</summary>
    public static void Run(IEnumerable<Table> tables, Stream destination, CsvWriteOptions options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        CsvWriter? csv = null;
        Table? first = null;
        long rows = 0;
        try
        {
            foreach (Table table in tables)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Check(table, first, rows, options);
                csv ??= CsvWriter.Create(destination, CsvWriterOptions.Default with { Separator = options.Separator, FormatProvider = CultureInfo.InvariantCulture }, leaveOpen: true);
                var save = new TableSave(table, rows, csv, options);
                if (first is null) save.WriteHeader(options.LabelColumn);
                first ??= table;
                save.WriteRows(ref rows, progress, cancellationToken);
            }

            if (first is null) throw new ArgumentException("There is no table; expected one at least, as it names the columns.", nameof(tables));
        }
        finally
        {
            csv?.Dispose();
        }

        progress?.Report(rows);
    }

    private static void Check(Table? table, Table? first, long rowsBefore, CsvWriteOptions options)
    {
        if (table is null) throw new ArgumentException($"The table after row {NumberText.Format(rowsBefore)} is null.", nameof(table));
        if (first is not null && (table.IsLabelled != first.IsLabelled || !table.Schema.Equals(first.Schema)))
        {
            throw new ArgumentException($"The table after row {NumberText.Format(rowsBefore)} has other columns than the first, or only one of them has labels.", nameof(table));
        }

        if (table.Schema.Count == 0) throw new ArgumentException("The table has no columns; CSV needs at least one.", nameof(table));
        if (table.IsLabelled && table.Schema.IndexOf(options.LabelColumn) >= 0)
        {
            throw new ArgumentException($"The table has a column {RecordFormatException.Quote(options.LabelColumn)}, the name that the labels are to have; set LabelColumn to another.", nameof(options));
        }
    }

    private void WriteRows(ref long rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        for (int row = 0; row < _table.RowCount; row++, rows++)
        {
            if (row % RowsBetweenCancellationChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            if (rows > 0 && rows % RowsBetweenReports == 0) progress?.Report(rows);
            WriteRow(row);
        }
    }

    private void WriteHeader(string labelColumn)
    {
        foreach (FeatureColumn column in _table.Schema.Columns) WriteName(column.Name);
        if (_table.IsLabelled) WriteName(labelColumn);
        _csv.EndRecord();
    }

    private void WriteName(string name)
    {
        if (name.Contains('\0', StringComparison.Ordinal)) throw new RecordFormatException("nul-byte", "a name with a NUL character cannot be written as CSV", name);

        // Quotes tell the reader that a number is a name here, that a separator of others belongs to it, and that U+FEFF is no byte order mark.
        bool isOdd = name[0] == ByteOrderMark || NumberText.TryParse(name, out _) || name.AsSpan().IndexOfAny(Separators.All) >= 0;
        WriteText(name, isOdd ? CsvQuoting.Always : CsvQuoting.WhenNeeded);
    }

    private void WriteRow(int row)
    {
        for (int column = 0; column < _table.Schema.Count; column++)
        {
            FeatureColumn described = _table.Schema[column];
            if (described.IsText) WriteText(row, column);
            else WriteNumber(_table.Numeric(column)[row], described.Kind);
        }

        if (_table.IsLabelled) _csv.WriteField(_table.IsAnomaly[row] ? "1"u8 : "0"u8);
        _csv.EndRecord();
    }

    private void WriteNumber(double value, FeatureKind kind)
    {
        if (double.IsNaN(value)) _csv.WriteField(ReadOnlySpan<byte>.Empty);
        else if (kind == FeatureKind.Timestamp) _csv.WriteField(TimestampText.Format(value));
        else _csv.WriteField(value, "R"); // as NumberText.Format, without a string a cell
    }

    private void WriteText(int row, int column)
    {
        string? text = _table.Categorical(column)[row];
        if (text is null)
        {
            _csv.WriteField(ReadOnlySpan<byte>.Empty);
            return;
        }

        if (text.Contains('\0', StringComparison.Ordinal)) throw new RecordFormatException("nul-byte", "a text with a NUL character cannot be written as CSV", _table.Schema[column].Name, _rowsBefore + row + 1);
        WriteText(text, CsvQuoting.WhenNeeded);
    }

    private void WriteText(string text, CsvQuoting quoting)
    {
        if (_neutralises && FormulaText.NeedsGuard(text)) _csv.WriteField(FormulaText.Guard + text, CsvQuoting.Always);
        else _csv.WriteField(text, quoting);
    }
}
