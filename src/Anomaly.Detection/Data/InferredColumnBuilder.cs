using System.Globalization;
using System.Text;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Data;

/// <summary>A column whose kind is found out from its cells, in one pass and without loss.</summary>
/// <remarks>
/// Cells are held as numbers while all of them are numbers, and as seconds while all of them are timestamps. Should another text appear,
/// the texts of the cells before it are needed: most are written as their value is formatted, so that they follow from it (timestamps in
/// the form of the first) or differ by zeros at their end; the others' texts are set aside.
/// </remarks>
internal sealed class InferredColumnBuilder(string name) : ColumnBuilder
{
    private const int FewestCellsOfIdentifier = 20;
    private const int LongestTimestamp = 40;

    private readonly NumberColumnBuilder _held = new(FeatureKind.Numeric);
    private readonly Dictionary<int, string> _setAside = [];
    private readonly TrailingZeros _zeros = new();
    private FeatureKind _heldKind = FeatureKind.Numeric;
    private TimestampForm _heldForm;
    private int _heldCells;
    private TextColumnBuilder? _texts;
    private (int Row, string Text)? _firstOther;

    public override int Count => _texts?.Count ?? _held.Count;

    public override bool IsDeclared => false;

    private bool MayHoldNumbers => _heldCells == 0 || _heldKind == FeatureKind.Numeric;

    private bool MayHoldTimestamps => _heldCells == 0 || _heldKind == FeatureKind.Timestamp;

    public override void Add(FeatureValue value)
    {
        if (_texts is null && (value.IsMissing || (value.Kind == FeatureValueKind.Number && MayHoldNumbers)))
        {
            Hold(FeatureKind.Numeric, value.ToNumber());
            return;
        }

        if (_texts is null && value.Kind == FeatureValueKind.Timestamp && MayHoldTimestamps)
        {
            // Its text is not of the common form: without a time at midnight, with as many decimals as it takes.
            _setAside.Add(_held.Count, value.Text!);
            Hold(FeatureKind.Timestamp, value.ToTimestamp());
            return;
        }

        if (value.ToText() is { } text) BecomeText(text);
        _texts!.Add(value);
    }

    public override void AddText(ReadOnlySpan<byte> utf8Text)
    {
        if (_texts is null)
        {
            if (utf8Text.IsEmpty)
            {
                _held.AddNumber(double.NaN);
                return;
            }

            if (MayHoldNumbers && NumberText.TryParse(utf8Text, out double number, out bool isCanonical))
            {
                if (!isCanonical && !_zeros.TryAdd(_held.Count, utf8Text)) _setAside.Add(_held.Count, Encoding.UTF8.GetString(utf8Text));
                Hold(FeatureKind.Numeric, number);
                return;
            }

            if (MayHoldTimestamps && TryHoldTimestamp(utf8Text)) return;
            BecomeText(Encoding.UTF8.GetString(utf8Text));
        }

        _texts!.AddText(utf8Text);
    }

    public override void Truncate(int count)
    {
        if (_texts is not null)
        {
            _texts.Truncate(count);
            if (_firstOther is { } other && other.Row >= count) BecomeHeld(_texts);
            return;
        }

        for (int row = count; row < _held.Count; row++)
        {
            _setAside.Remove(row);
            if (!double.IsNaN(_held.Values[row])) _heldCells--;
        }

        _zeros.Truncate(count);
        _held.Truncate(count);
    }

    public override Array Build(out FeatureKind kind, out string? note)
    {
        note = null;
        if (_texts is null)
        {
            kind = _heldCells == 0 ? FeatureKind.Numeric : _heldKind;
            return _held.Build(out _, out _);
        }

        if (TryBuildTimestamps() is { } seconds)
        {
            kind = FeatureKind.Timestamp;
            return seconds;
        }

        kind = HardlyRepeats() ? FeatureKind.Identifier : FeatureKind.Categorical;
        note = NoteOnMixture(kind);
        return _texts.Build(out _, out _);
    }

    private bool TryHoldTimestamp(ReadOnlySpan<byte> utf8Text)
    {
        if (TimestampForm.TryParse(utf8Text, out double seconds, out TimestampForm form))
        {
            if (_heldCells == 0) _heldForm = form;
            else if (form != _heldForm) _setAside.Add(_held.Count, Encoding.UTF8.GetString(utf8Text));
        }
        else
        {
            if (utf8Text.Length > LongestTimestamp) return false;
            string text = Encoding.UTF8.GetString(utf8Text);
            if (!TimestampText.TryParse(text, out seconds)) return false;
            _setAside.Add(_held.Count, text);
        }

        Hold(FeatureKind.Timestamp, seconds);
        return true;
    }

    private void Hold(FeatureKind kind, double value)
    {
        if (!double.IsNaN(value))
        {
            _heldKind = kind;
            _heldCells++;
        }

        _held.AddNumber(value);
    }

    private void BecomeText(string firstOther)
    {
        if (_texts is not null) return;
        _firstOther = (_held.Count, firstOther);
        _texts = new TextColumnBuilder(FeatureKind.Categorical);
        ReadOnlySpan<double> values = _held.Values;
        for (int row = 0; row < values.Length; row++)
        {
            if (_setAside.TryGetValue(row, out string? text)) _texts.Add(text);
            else if (_heldKind == FeatureKind.Timestamp && !double.IsNaN(values[row])) _texts.Add(_heldForm.Format(values[row]));
            else if (_zeros.Of(row) > 0) _texts.Add(_zeros.Format(row, values[row]));
            else _texts.Add((FeatureValue)values[row]);
        }

        _setAside.Clear();
        _zeros.Truncate(0);
        _held.Truncate(0);
    }

    // The only other text was taken back: what is left are numbers, or timestamps, again.
    private void BecomeHeld(TextColumnBuilder texts)
    {
        _texts = null;
        _firstOther = null;
        _heldCells = 0;
        foreach (int code in texts.Codes) AddText(code < 0 ? [] : Encoding.UTF8.GetBytes(texts.Texts[code]));
    }

    private double[]? TryBuildTimestamps()
    {
        // By the cells, not by the texts: some texts may be left from rows taken back. NaN marks those not read yet.
        double[] secondsOf = new double[_texts!.Texts.Count];
        Array.Fill(secondsOf, double.NaN);
        ReadOnlySpan<int> codes = _texts.Codes;
        double[] seconds = new double[codes.Length];
        for (int row = 0; row < seconds.Length; row++)
        {
            int code = codes[row];
            if (code >= 0 && double.IsNaN(secondsOf[code]) && !TimestampText.TryParse(_texts.Texts[code], out secondsOf[code])) return null;
            seconds[row] = code < 0 ? double.NaN : secondsOf[code];
        }

        return seconds;
    }

    private bool HardlyRepeats()
    {
        int cells = 0;
        var different = new HashSet<int>();
        foreach (int code in _texts!.Codes)
        {
            if (code < 0) continue;
            cells++;
            different.Add(code);
        }

        return cells >= FewestCellsOfIdentifier && different.Count > cells / 2;
    }

    private string? NoteOnMixture(FeatureKind kind)
    {
        // The cells before the first text were numbers or timestamps: likely a stray text among them.
        if (_heldCells == 0 || _firstOther is not { } other) return null;
        string held = _heldKind == FeatureKind.Numeric ? "number" : "timestamp";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name} was read as {kind} because {RecordFormatException.Quote(other.Text)} in row {other.Row + 1} is not a {held}; declare the column {_heldKind} to have such rows refused");
    }
}
