using System.Text;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Data;

/// <summary>Cells of one kind held as numbers, or as seconds, from which each text as it was given can be had back.</summary>
/// <remarks>
/// Most texts follow from the value: they are written as it is formatted (timestamps in the form of the first) or differ by zeros at their
/// end, which <see cref="TrailingZeros"/> counts. The others' texts are set aside. A missing cell fits either kind.
/// </remarks>
internal sealed class HeldCells
{
    private const int LongestTimestamp = 40;

    private readonly NumberColumnBuilder _values = new(FeatureKind.Numeric);
    private readonly Dictionary<int, string> _setAside = [];
    private readonly TrailingZeros _zeros = new();
    private TimestampForm _form;
    private FeatureKind _kind;

    public int Count => _values.Count;

    /// <summary>The number of cells that are not missing.</summary>
    public int PresentCount { get; private set; }

    /// <summary>Numeric, also while there is no cell but missing ones; or Timestamp.</summary>
    public FeatureKind Kind => PresentCount == 0 ? FeatureKind.Numeric : _kind;

    private bool MayBeNumbers => PresentCount == 0 || _kind == FeatureKind.Numeric;

    private bool MayBeTimestamps => PresentCount == 0 || _kind == FeatureKind.Timestamp;

    /// <summary>Adds a value that is missing or of the kind held.</summary>
    /// <returns>False when it is of another kind; nothing is added then.</returns>
    /// <exception cref="RecordFormatException">The value is an infinite number.</exception>
    public bool TryAdd(FeatureValue value)
    {
        switch (value.Kind)
        {
            case FeatureValueKind.Missing:
                _values.AddNumber(double.NaN);
                return true;
            case FeatureValueKind.Number when MayBeNumbers:
                Hold(FeatureKind.Numeric, value.ToNumber());
                return true;
            case FeatureValueKind.Timestamp when MayBeTimestamps:
                // Its text is not of a common form: without a time at midnight, with as many decimals as it takes.
                _setAside.Add(Count, value.Text!);
                Hold(FeatureKind.Timestamp, value.ToTimestamp());
                return true;
            default:
                return false;
        }
    }

    /// <summary>Adds a text that is empty (missing), or written as a value of the kind held.</summary>
    /// <returns>False when it is neither; nothing is added then.</returns>
    public bool TryAddText(ReadOnlySpan<byte> utf8Text)
    {
        if (utf8Text.IsEmpty)
        {
            _values.AddNumber(double.NaN);
            return true;
        }

        return (MayBeNumbers && TryAddNumber(utf8Text)) || (MayBeTimestamps && TryAddTimestamp(utf8Text));
    }

    /// <summary>Forgets all cells from <paramref name="count"/> on.</summary>
    public void Truncate(int count)
    {
        for (int row = count; row < Count; row++)
        {
            _setAside.Remove(row);
            if (!double.IsNaN(_values.Values[row])) PresentCount--;
        }

        _zeros.Truncate(count);
        _values.Truncate(count);
    }

    /// <summary>Adds every cell as the text it was given as.</summary>
    public void CopyTo(TextColumnBuilder texts)
    {
        ReadOnlySpan<double> values = _values.Values;
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row])) texts.Add(FeatureValue.Missing);
            else if (_setAside.TryGetValue(row, out string? text)) texts.Add(text);
            else if (_kind == FeatureKind.Timestamp) texts.Add(_form.Format(values[row]));
            else if (_zeros.Of(row) > 0) texts.Add(_zeros.Format(row, values[row]));
            else texts.Add(NumberText.Format(values[row]));
        }
    }

    public double[] ToArray() => _values.Values.ToArray();

    private bool TryAddNumber(ReadOnlySpan<byte> utf8Text)
    {
        if (!NumberText.TryParse(utf8Text, out double number, out bool isCanonical)) return false;
        if (!isCanonical && !_zeros.TryAdd(Count, utf8Text)) _setAside.Add(Count, Encoding.UTF8.GetString(utf8Text));
        Hold(FeatureKind.Numeric, number);
        return true;
    }

    private bool TryAddTimestamp(ReadOnlySpan<byte> utf8Text)
    {
        if (TimestampForm.TryParse(utf8Text, out double seconds, out TimestampForm form))
        {
            if (PresentCount == 0) _form = form;
            else if (form != _form) _setAside.Add(Count, Encoding.UTF8.GetString(utf8Text));
        }
        else
        {
            if (utf8Text.Length > LongestTimestamp) return false;
            string text = Encoding.UTF8.GetString(utf8Text);
            if (!TimestampText.TryParse(text, out seconds)) return false;
            _setAside.Add(Count, text);
        }

        Hold(FeatureKind.Timestamp, seconds);
        return true;
    }

    private void Hold(FeatureKind kind, double value)
    {
        _kind = kind;
        PresentCount++;
        _values.AddNumber(value);
    }
}
