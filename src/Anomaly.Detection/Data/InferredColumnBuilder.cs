using System.Globalization;
using System.Text;

namespace Anomaly.Detection.Data;

/// <summary>A column whose kind is found out from its cells, in one pass and without loss.</summary>
/// <remarks>
/// Cells are held as numbers, or as timestamps, while all of them are. With the first other cell the column becomes one of texts, those of
/// the cells before included; it can still turn out to be one of timestamps, whatever came first.
/// </remarks>
internal sealed class InferredColumnBuilder(string name, SourceRows rows) : ColumnBuilder
{
    private const int FewestCellsOfIdentifier = 20;

    private HeldCells _held = new();

    // Null while the cells are held. Then _held is empty, and the cell for which the column became one of texts is known.
    private TextColumnBuilder? _texts;
    private FirstOther _firstOther;

    public override int Count => _texts?.Count ?? _held.Count;

    public override bool IsDeclared => false;

    public override void Add(FeatureValue value)
    {
        if (_texts is null)
        {
            if (_held.TryAdd(value)) return;
            BecomeText(value.ToText() ?? "");
        }

        _texts!.Add(value);
    }

    public override void AddText(ReadOnlySpan<byte> utf8Text)
    {
        if (_texts is null)
        {
            if (_held.TryAddText(utf8Text)) return;
            BecomeText(Encoding.UTF8.GetString(utf8Text));
        }

        _texts!.AddText(utf8Text);
    }

    public override void Truncate(int count)
    {
        if (_texts is null)
        {
            _held.Truncate(count);
            return;
        }

        _texts.Truncate(count);
        if (_firstOther.Row >= count) BecomeHeld(_texts);
    }

    public override Array Build(out FeatureKind kind, out string? note)
    {
        note = null;
        if (_texts is null)
        {
            kind = _held.Kind;
            return _held.ToArray();
        }

        if (TryReadTimestamps(_texts) is { } seconds)
        {
            kind = FeatureKind.Timestamp;
            return seconds;
        }

        kind = HardlyRepeats(_texts) ? FeatureKind.Identifier : FeatureKind.Categorical;
        note = NoteOnMixture(kind);
        return _texts.Build(out _, out _);
    }

    private void BecomeText(string other)
    {
        FeatureKind? held = _held.PresentCount == 0 ? null : _held.Kind;
        _firstOther = new FirstOther(_held.Count, rows.NumberOf(_held.Count), other, held);
        _texts = new TextColumnBuilder(FeatureKind.Categorical);
        _held.CopyTo(_texts);
        _held = new HeldCells();
    }

    // The only other cell was taken back: what is left are numbers, or timestamps, again.
    private void BecomeHeld(TextColumnBuilder texts)
    {
        _texts = null;
        foreach (int code in texts.Codes) _held.TryAddText(code < 0 ? [] : Encoding.UTF8.GetBytes(texts.Texts[code]));
    }

    private static double[]? TryReadTimestamps(TextColumnBuilder texts)
    {
        // By the cells, not by the texts: some texts may be left from rows taken back. NaN marks those not read yet.
        double[] secondsOf = new double[texts.Texts.Count];
        Array.Fill(secondsOf, double.NaN);
        double[] seconds = new double[texts.Count];
        for (int row = 0; row < seconds.Length; row++)
        {
            int code = texts.Codes[row];
            if (code >= 0 && double.IsNaN(secondsOf[code]) && !TimestampText.TryParse(texts.Texts[code], out secondsOf[code])) return null;
            seconds[row] = code < 0 ? double.NaN : secondsOf[code];
        }

        return seconds;
    }

    private static bool HardlyRepeats(TextColumnBuilder texts)
    {
        int cells = 0;
        var different = new HashSet<int>();
        foreach (int code in texts.Codes)
        {
            if (code < 0) continue;
            cells++;
            different.Add(code);
        }

        return cells >= FewestCellsOfIdentifier && different.Count > cells / 2;
    }

    // The cells before the first other one were numbers or timestamps: likely a stray text among them.
    private string? NoteOnMixture(FeatureKind kind) => _firstOther.HeldBefore is not { } held ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{name} was read as {kind} because {RecordFormatException.Quote(_firstOther.Text)} in row {_firstOther.SourceRow} is not a {(held == FeatureKind.Numeric ? "number" : "timestamp")}; declare the column {held} to have such rows refused");

    /// <summary>The cell for which a column became one of texts.</summary>
    /// <param name="Row">Its row in the table, first = 0.</param>
    /// <param name="SourceRow">The number of its row in the source.</param>
    /// <param name="Text">What it is.</param>
    /// <param name="HeldBefore">What all cells before it are; null when they are missing.</param>
    private readonly record struct FirstOther(int Row, long SourceRow, string Text, FeatureKind? HeldBefore);
}
