using System.Runtime.InteropServices;
using System.Text;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Data;

/// <summary>A column of numbers, or of timestamps as seconds since 1970; NaN is missing.</summary>
internal sealed class NumberColumnBuilder(FeatureKind kind) : ColumnBuilder
{
    private readonly List<double> _values = [];

    public override int Count => _values.Count;

    public ReadOnlySpan<double> Values => CollectionsMarshal.AsSpan(_values);

    public override void Add(FeatureValue value) => _values.Add(kind == FeatureKind.Timestamp ? value.ToTimestamp() : value.ToNumber());

    public void AddNumber(double value) => _values.Add(value);

    public override void AddText(ReadOnlySpan<byte> utf8Text)
    {
        if (utf8Text.IsEmpty) _values.Add(double.NaN);
        else if (kind == FeatureKind.Numeric && NumberText.TryParse(utf8Text, out double number)) _values.Add(number);
        else if (kind == FeatureKind.Timestamp && TimestampForm.TryParse(utf8Text, out double seconds, out _)) _values.Add(seconds);
        else Add(Encoding.UTF8.GetString(utf8Text));
    }

    public override void Truncate(int count)
    {
        if (count < _values.Count) _values.RemoveRange(count, _values.Count - count);
    }

    public override Array Build(out FeatureKind columnKind, out string? note)
    {
        columnKind = kind;
        note = null;
        return _values.ToArray();
    }
}
