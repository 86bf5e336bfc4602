using System.Globalization;
using System.Text;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Data;

/// <summary>A column whose kind is found out from its cells, in one pass and without loss.</summary>
/// <remarks>
/// Cells are held as numbers while all of them are numbers. Should a text appear, the texts of the cells before it are
/// needed: most numbers are written canonically, so that their text follows from their value; the others' texts are set aside.
/// </remarks>
internal sealed class InferredColumnBuilder(string name) : ColumnBuilder
{
    private const int FewestCellsOfIdentifier = 20;

    private readonly NumberColumnBuilder _numbers = new(FeatureKind.Numeric);
    private readonly Dictionary<int, string> _setAside = [];
    private TextColumnBuilder? _texts;
    private int _numberCells;
    private (int Row, string Text)? _firstOther;

    public override int Count => _texts?.Count ?? _numbers.Count;

    public override bool IsDeclared => false;

    public override void Add(FeatureValue value)
    {
        if (_texts is null && value.Kind is FeatureValueKind.Missing or FeatureValueKind.Number)
        {
            AddNumber(value.ToNumber());
            return;
        }

        BecomeText(value.Text);
        _texts!.Add(value);
    }

    public override void AddText(ReadOnlySpan<byte> utf8Text)
    {
        if (_texts is null)
        {
            if (utf8Text.IsEmpty)
            {
                _numbers.AddNumber(double.NaN);
                return;
            }

            if (NumberText.TryParse(utf8Text, out double number, out bool isCanonical))
            {
                if (!isCanonical) _setAside.Add(_numbers.Count, Encoding.UTF8.GetString(utf8Text));
                AddNumber(number);
                return;
            }

            BecomeText(Encoding.UTF8.GetString(utf8Text));
        }

        _texts!.AddText(utf8Text);
    }

    public override void Truncate(int count)
    {
        if (_texts is not null)
        {
            _texts.Truncate(count);
            if (_firstOther is { } other && other.Row >= count) BecomeNumbers(_texts);
            return;
        }

        for (int row = count; row < _numbers.Count; row++)
        {
            _setAside.Remove(row);
            if (!double.IsNaN(_numbers.Values[row])) _numberCells--;
        }

        _numbers.Truncate(count);
    }

    public override Array Build(out FeatureKind kind, out string? note)
    {
        note = null;
        if (_texts is null) return _numbers.Build(out kind, out _);
        if (TryBuildTimestamps() is { } seconds)
        {
            kind = FeatureKind.Timestamp;
            return seconds;
        }

        kind = HardlyRepeats() ? FeatureKind.Identifier : FeatureKind.Categorical;
        note = NoteOnMixture(kind);
        return _texts.Build(out _, out _);
    }

    private void AddNumber(double number)
    {
        if (!double.IsNaN(number)) _numberCells++;
        _numbers.AddNumber(number);
    }

    private void BecomeText(string? firstOther)
    {
        if (_texts is not null || firstOther is null) return;
        _firstOther = (_numbers.Count, firstOther);
        _texts = new TextColumnBuilder(FeatureKind.Categorical);
        ReadOnlySpan<double> numbers = _numbers.Values;
        for (int row = 0; row < numbers.Length; row++)
        {
            _texts.Add(_setAside.TryGetValue(row, out string? text) ? text : numbers[row]);
        }

        _setAside.Clear();
        _numbers.Truncate(0);
    }

    // The only text was taken back: what is left are numbers again.
    private void BecomeNumbers(TextColumnBuilder texts)
    {
        _texts = null;
        _firstOther = null;
        _numberCells = 0;
        foreach (int code in texts.Codes)
        {
            if (code < 0 || !NumberText.TryParse(texts.Texts[code].AsSpan(), out double number, out bool isCanonical))
            {
                AddNumber(double.NaN);
                continue;
            }

            if (!isCanonical) _setAside.Add(_numbers.Count, texts.Texts[code]);
            AddNumber(number);
        }
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
        // The cells before the first text were numbers: likely a stray text in a column of numbers.
        if (_numberCells == 0 || _firstOther is not { } other) return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name} was read as {kind} because {RecordFormatException.Quote(other.Text)} in row {other.Row + 1} is not a number; declare the column Numeric to have such rows refused");
    }
}
