using System.Buffers;
using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using CsvHelper;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Writes scored rows as CSV: kept columns, then what the detector says. Texts that a spreadsheet would run are guarded, as <see cref="Csv.TableCsvWriter"/> does.</summary>
/// <remarks>Lines end with LF, as other commands of a shell expect: to them a CR would be part of the last column.</remarks>
internal sealed class CsvScoreWriter : IScoreWriter
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(",;|:^~\t");

    private readonly CsvWriter _csv;
    private readonly int _mostReasons;
    private readonly string[] _columns;
    private readonly IReadOnlyList<string> _keptAnyway;
    private bool _isBegun;

    /// <param name="destination">Where to; it stays open.</param>
    /// <param name="mostReasons">How many columns of reasons.</param>
    /// <param name="keptAnyway">Names of kept columns for a file without rows.</param>
    public CsvScoreWriter(Stream destination, int mostReasons, IReadOnlyList<string> keptAnyway)
    {
        _csv = CsvWriter.Create(destination, CsvWriterOptions.Default with { NewLine = "\n", FormatProvider = CultureInfo.InvariantCulture }, leaveOpen: true);
        _mostReasons = mostReasons;
        _columns = ScoreFields.Columns(mostReasons);
        _keptAnyway = keptAnyway;
    }

    public void Write(ScoredRows rows)
    {
        Begin(rows.Kept.Names);
        for (int row = 0; row < rows.Predictions.Length; row++) WriteRow(rows, row);
    }

    public void Flush()
    {
        Begin(_keptAnyway);
        _csv.Flush();
    }

    public void Dispose() => _csv.Dispose();

    private void Begin(IReadOnlyList<string> kept)
    {
        if (_isBegun) return;
        _isBegun = true;
        ScoreFields.CheckFree(kept, _columns);
        foreach (string name in kept) WriteName(name);
        foreach (string name in _columns) _csv.WriteField(name);
        _csv.EndRecord();
    }

    private void WriteRow(ScoredRows rows, int row)
    {
        for (int column = 0; column < rows.Kept.Names.Count; column++)
        {
            if (rows.Kept.Text(row, column) is { } text) WriteText(text, CsvQuoting.WhenNeeded);
            else _csv.WriteField(ReadOnlySpan<byte>.Empty);
        }

        AnomalyPrediction prediction = rows.Predictions[row];
        _csv.WriteField(prediction.IsAnomaly ? "1"u8 : "0"u8);
        _csv.WriteField(prediction.AnomalyProbability, "R");
        _csv.WriteField(prediction.RawScore, "R");
        _csv.WriteField(prediction.Confidence, "R");
        _csv.WriteField(ScoreFields.Risk(prediction.RiskLevel));
        if (rows.Reasons is { } reasons)
        {
            for (int i = 0; i < _mostReasons; i++)
            {
                if (i < reasons[row].Length) WriteText(reasons[row][i].ToString(), CsvQuoting.WhenNeeded);
                else _csv.WriteField(ReadOnlySpan<byte>.Empty);
            }
        }

        _csv.EndRecord();
    }

    // Quotes tell a reader that a number is a name here, and that a separator of others belongs to it.
    private void WriteName(string name) =>
        WriteText(name, NumberText.TryParse(name, out _) || name.AsSpan().ContainsAny(Separators) ? CsvQuoting.Always : CsvQuoting.WhenNeeded);

    private void WriteText(string text, CsvQuoting quoting)
    {
        if (FormulaText.NeedsGuard(text)) _csv.WriteField(FormulaText.Guard + text, CsvQuoting.Always);
        else _csv.WriteField(text, quoting);
    }
}
