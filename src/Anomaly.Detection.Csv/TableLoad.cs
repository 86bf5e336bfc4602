using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using CsvHelper;

namespace Anomaly.Detection.Csv;

/// <summary>One reading of one file, as one table or in chunks: every row is proven to be sound before any of its cells reaches the table.</summary>
internal sealed class TableLoad
{
    private const int RowsBetweenReports = 65_536;
    private const int RowsBetweenCancellationChecks = 1_024;

    private readonly CsvReader _csv;
    private readonly ParserWatch _watch;
    private readonly CsvReadOptions _options;
    private readonly CsvHeader _header;
    private readonly ColumnPlan _plan;
    private readonly LabelReader? _labels;
    private readonly BadRows _badRows;
    private readonly RestoredCells _restored;
    private readonly byte[][] _missing;
    private readonly List<string> _notes = [];
    private TableBuilder _builder;
    private FeatureSchema? _inferred;
    private long _row;
    private long _skippedBefore;

    private TableLoad(CsvReader csv, ParserWatch watch, CsvReadOptions options)
    {
        _csv = csv;
        _watch = watch;
        _options = options;
        _labels = options.LabelColumn is null ? null : new LabelReader(options);
        _badRows = new BadRows(options.MaxBadRows);
        _missing = [.. options.MissingValues.Select(Encoding.UTF8.GetBytes)];
        if (!ReadRecord()) throw new RecordFormatException("empty-file", "the file is empty; expected a header with the names of the columns");
        if (_watch.Reason is { } reason) throw Malformed(reason);
        _header = CsvHeader.Read(_csv, options);
        _plan = ColumnPlan.Make(_header, options);
        _builder = _plan.Builder;
        _restored = new RestoredCells(_header);
    }

    /// <summary>Reads a stream of UTF-8 text, which stays open, as tables of so many rows; the last may have fewer. A file without rows is one table.</summary>
    public static IEnumerable<CsvReadResult> Run(Stream source, CsvReadOptions options, int rowsPerTable, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ColumnPlan.Check(options);
        var watch = new ParserWatch();
        using CsvReader csv = CsvReader.Create(source, watch.ParserOptions(options), leaveOpen: true);
        var load = new TableLoad(csv, watch, options);
        bool isAtEnd;
        do
        {
            isAtEnd = load.ReadRows(rowsPerTable, progress, cancellationToken);
            if (load.HasNews) yield return load.Finish();
        }
        while (!isAtEnd);
    }

    // Rows skipped at the end are told of too, in a table without rows.
    private bool HasNews => _builder.RowCount > 0 || _inferred is null || _badRows.Count > _skippedBefore;

    private CsvReadResult Finish()
    {
        Table table = _builder.Build();
        _notes.AddRange(_builder.Notes);
        _skippedBefore = _badRows.Count;
        string[] empty = table.RowCount == 0 && _inferred is null ? ["the file has a header, but no rows were read"] : [];

        // What the first rows were found to be holds for all.
        _inferred ??= table.Schema;
        _builder = new TableBuilder(_inferred);
        return new CsvReadResult(table, _badRows.Count, _badRows.First, [.. _notes, .. _restored.Notes(), .. empty]);
    }

    /// <summary>Reads on until the table has so many rows.</summary>
    /// <returns>Whether that was the end of the file.</returns>
    private bool ReadRows(int rowCount, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        while (_builder.RowCount < rowCount)
        {
            if (!ReadRecord())
            {
                progress?.Report(_row);
                return true;
            }

            _row++;
            if (_row > _options.MaxRows) throw Fault("too-many-rows", $"the file has more rows than MaxRows allows ({NumberText.Format(_options.MaxRows)})");
            if (_row % RowsBetweenCancellationChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            if (_row % RowsBetweenReports == 0) progress?.Report(_row);
            try
            {
                CheckStructure();
                AddRow();
            }
            catch (RecordFormatException fault) when (CanSkip(fault))
            {
                _builder.SkipRow();
                _badRows.Add(fault.Line is null ? AtThisRow(fault) : fault);
            }
        }

        return false;
    }

    // A table counts its own rows only, and knows no lines.
    private RecordFormatException AtThisRow(RecordFormatException fault)
    {
        bool isInferred = _inferred is not null && fault.Column is { } column && _options.Schema is null && !_options.Kinds.ContainsKey(column);
        string hint = isInferred ? "; the column's kind was inferred from the first chunk: declare it by Kinds or Schema, or read larger chunks" : "";
        return new RecordFormatException(fault.Code, fault.Problem + hint, fault.Column, _row, fault.InnerException, _csv.LineNumber);
    }

    private bool ReadRecord()
    {
        _watch.Reason = null;
        try
        {
            return _csv.Read();
        }
        catch (CsvFormatException exception)
        {
            // The parser throws for one reason here: the row does not fit into MaxRecordSize.
            string limit = $"the row is longer than MaxRowLength allows ({NumberText.Format(_options.MaxRowLength)} bytes); a quote that is never closed makes the rest of the file one row";
            throw new RecordFormatException("row-too-long", limit, row: _header is null ? null : _row + 1, innerException: exception);
        }
    }

    private void CheckStructure()
    {
        if (_watch.Reason is { } reason) throw Malformed(reason);
        ReadOnlySpan<byte> raw = _csv.RawRecord;
        if (_csv.FieldCount != _header.Count) throw Fault("ragged-row", string.Create(CultureInfo.InvariantCulture, $"the row has {_csv.FieldCount} {(_csv.FieldCount == 1 ? "cell" : "cells")}, but the header names {_header.Count} columns"));
        if (raw.Contains((byte)0) || !Utf8.IsValid(raw)) throw BadBytes();
        if (raw.Length > _options.MaxFieldLength) CheckLengths();
    }

    private void AddRow()
    {
        bool isAnomaly = _labels is not null && ReadLabel(_labels);
        int[] fields = _plan.Fields, columns = _plan.Columns;
        for (int i = 0; i < fields.Length; i++)
        {
            ReadOnlySpan<byte> cell = _csv.GetSpan(fields[i]);
            if (!cell.IsEmpty && cell[0] == FormulaText.Guard && IsGuarded(fields[i], cell))
            {
                cell = cell[1..];
                _restored.Add(fields[i], _row);
                if (cell.IsEmpty)
                {
                    _builder.Add(columns[i], "");
                    continue;
                }
            }
            else if (_missing.Length > 0 && IsMissing(cell))
            {
                cell = default;
            }

            _builder.AddText(columns[i], cell);
        }

        if (_labels is null) _builder.EndRow();
        else _builder.EndRow(isAnomaly);
    }

    private bool ReadLabel(LabelReader labels)
    {
        try
        {
            return labels.Read(_csv.GetSpan(_plan.LabelField));
        }
        catch (RecordFormatException fault)
        {
            throw Fault(fault.Code, fault.Problem, _options.LabelColumn);
        }
    }

    private bool IsGuarded(int field, ReadOnlySpan<byte> cell) =>
        _options.RestoreNeutralised && FormulaText.IsGuarded(cell) && _csv.GetRawSpan(field).StartsWith("\""u8);

    private bool IsMissing(ReadOnlySpan<byte> cell)
    {
        foreach (byte[] text in _missing)
        {
            if (cell.SequenceEqual(text)) return true;
        }

        return false;
    }

    // Where quoting is broken and the row spans several lines, nobody knows where it ends: skipping it could swallow good rows.
    private bool CanSkip(RecordFormatException fault) => fault.Code switch
    {
        "unclosed-quote" => false,
        "stray-quote" or "ragged-row" => !_csv.RawRecord.ContainsAny((byte)'\r', (byte)'\n'),
        _ => true,
    };

    private RecordFormatException Malformed(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => Fault("unclosed-quote", "a quote is opened and never closed before the end of the file"),
        CsvMalformedReason.TextAfterClosingQuote => Fault("stray-quote", "text follows a closing quote; a quote inside a quoted cell is written twice"),
        _ => Fault("stray-quote", "a quote stands inside a cell that does not begin with one; quote the whole cell and write the quote twice"),
    };

    private RecordFormatException BadBytes()
    {
        for (int field = 0; field < _header.Count; field++)
        {
            ReadOnlySpan<byte> cell = _csv.GetSpan(field);
            if (cell.Contains((byte)0)) return Fault("nul-byte", "the cell holds a NUL byte; the file is damaged or not UTF-8", _header.Names[field]);
            if (!Utf8.IsValid(cell)) return Fault("not-utf8", $"{RecordFormatException.Quote(Encoding.UTF8.GetString(cell))} is not valid UTF-8; save the file as UTF-8", _header.Names[field]);
        }

        return Fault("not-utf8", "the row is not valid UTF-8; save the file as UTF-8");
    }

    private void CheckLengths()
    {
        for (int field = 0; field < _header.Count; field++)
        {
            int length = _csv.GetSpan(field).Length;
            if (length > _options.MaxFieldLength) throw Fault("cell-too-long", string.Create(CultureInfo.InvariantCulture, $"the cell has {length} bytes, but MaxFieldLength allows {_options.MaxFieldLength}"), _header.Names[field]);
        }
    }

    private RecordFormatException Fault(string code, string problem, string? column = null) =>
        new(code, problem, column, _header is null ? null : _row, line: _csv.LineNumber);
}
