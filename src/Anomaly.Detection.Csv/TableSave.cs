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
    private readonly CsvWriter _csv;
    private readonly bool _neutralises;

    private TableSave(Table table, CsvWriter csv, CsvWriteOptions options)
    {
        _table = table;
        _csv = csv;
        _neutralises = options.NeutraliseFormulas;
    }

    /// <summary>Writes header and rows; the stream stays open.</summary>
    public static void Run(Table table, Stream destination, CsvWriteOptions options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (table.Schema.Count == 0) throw new ArgumentException("The table has no columns; CSV needs at least one.", nameof(table));
        if (table.IsLabelled && table.Schema.IndexOf(options.LabelColumn) >= 0)
        {
            throw new ArgumentException($"The table has a column {RecordFormatException.Quote(options.LabelColumn)}, the name that the labels are to have; set LabelColumn to another.", nameof(options));
        }

        using CsvWriter csv = CsvWriter.Create(destination, CsvWriterOptions.Default with { Separator = options.Separator, FormatProvider = CultureInfo.InvariantCulture }, leaveOpen: true);
        var save = new TableSave(table, csv, options);
        save.WriteHeader(options.LabelColumn);
        for (int row = 0; row < table.RowCount; row++)
        {
            if (row % RowsBetweenCancellationChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            if (row > 0 && row % RowsBetweenReports == 0) progress?.Report(row);
            save.WriteRow(row);
        }

        progress?.Report(table.RowCount);
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

        if (text.Contains('\0', StringComparison.Ordinal)) throw new RecordFormatException("nul-byte", "a text with a NUL character cannot be written as CSV", _table.Schema[column].Name, row + 1);
        WriteText(text, CsvQuoting.WhenNeeded);
    }

    private void WriteText(string text, CsvQuoting quoting)
    {
        if (_neutralises && FormulaText.NeedsGuard(text)) _csv.WriteField(FormulaText.Guard + text, CsvQuoting.Always);
        else _csv.WriteField(text, quoting);
    }
}
