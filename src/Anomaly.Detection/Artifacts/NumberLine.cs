using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Artifacts;

/// <summary>The inside of an array of numbers. The elements are counted before memory is taken for them.</summary>
internal readonly ref struct NumberLine
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly JsonPlace _place;

    public NumberLine(ReadOnlySpan<byte> text, JsonPlace place)
    {
        _text = text;
        _place = place;
        Count = text.IsEmpty ? 0 : System.MemoryExtensions.Count(text, (byte)',') + 1;
    }

    public int Count { get; }

    /// <summary>Reads whole numbers.</summary>
    /// <param name="destination">As long as there are elements.</param>
    /// <param name="minimum">The least that is accepted.</param>
    /// <param name="maximum">The greatest that is accepted.</param>
    public void Read(Span<int> destination, int minimum, int maximum)
    {
        ReadOnlySpan<byte> rest = _text;
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<byte> item = Take(ref rest);

            // Nine digits cannot overflow; longer texts are judged as numbers.
            int position = item.Length > 0 && item[0] == '-' ? 1 : 0;
            int magnitude = 0;
            bool isPlain = item.Length > position && item.Length - position <= 9;
            for (int digit = position; isPlain && digit < item.Length; digit++)
            {
                uint figure = (uint)item[digit] - '0';
                isPlain = figure <= 9;
                magnitude = (magnitude * 10) + (int)figure;
            }

            int value = position == 1 ? -magnitude : magnitude;
            if (!isPlain) FailItem(item, i, minimum, maximum, isWhole: true);
            if (value < minimum || value > maximum) FailRange(i, value, minimum, maximum, isWhole: true);
            destination[i] = value;
        }
    }

    /// <summary>Reads numbers.</summary>
    /// <param name="destination">As long as there are elements.</param>
    /// <param name="minimum">The least that is accepted.</param>
    /// <param name="maximum">The greatest that is accepted.</param>
    public void Read(Span<double> destination, double minimum, double maximum)
    {
        ReadOnlySpan<byte> rest = _text;
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<byte> item = Take(ref rest);
            if (!NumberText.TryParse(item, out double value)) FailItem(item, i, minimum, maximum, isWhole: false);
            if (!(value >= minimum && value <= maximum)) FailRange(i, value, minimum, maximum, isWhole: false);
            destination[i] = value;
        }
    }

    /// <summary>Reads numbers as 32-bit floats; each is finite.</summary>
    /// <param name="destination">As long as there are elements.</param>
    public void Read(Span<float> destination)
    {
        ReadOnlySpan<byte> rest = _text;
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<byte> item = Take(ref rest);
            if (!NumberText.TryParse(item, out double value)) FailItem(item, i, float.MinValue, float.MaxValue, isWhole: false);
            float single = IsSafelyRounded(value) ? (float)value : float.Parse(item, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (!float.IsFinite(single)) FailRange(i, value, float.MinValue, float.MaxValue, isWhole: false);
            destination[i] = single;
        }
    }

    /// <summary>Reads ones and zeros.</summary>
    /// <param name="destination">As long as there are elements.</param>
    public void Read(Span<bool> destination)
    {
        ReadOnlySpan<byte> rest = _text;
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<byte> item = Take(ref rest);
            if (item.Length != 1 || item[0] is not ((byte)'0' or (byte)'1')) FailItem(item, i, 0, 1, isWhole: true);
            destination[i] = item[0] == '1';
        }
    }

    /// <summary>Reads numbers into a new array.</summary>
    /// <param name="minimum">The least that is accepted.</param>
    /// <param name="maximum">The greatest that is accepted.</param>
    public double[] ToArray(double minimum, double maximum)
    {
        double[] values = new double[Count];
        Read(values, minimum, maximum);
        return values;
    }

    // Rounding the text to a double and that to a float is rounding the text to a float, unless the double is half way between two
    // floats: then what the first rounding took away decides. Below the normal floats the half way point has another place.
    private static bool IsSafelyRounded(double value)
    {
        const int LostBits = 52 - 23;
        const long Half = 1L << (LostBits - 1);
        long lost = BitConverter.DoubleToInt64Bits(value) & ((1L << LostBits) - 1);
        return lost != Half && (Math.Abs(value) >= 1.1754943508222875e-38 || value == 0);
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf((byte)',');
        if (end < 0) end = rest.Length;
        ReadOnlySpan<byte> item = rest[..end];
        rest = end < rest.Length ? rest[(end + 1)..] : default;
        return item;
    }

    [DoesNotReturn]
    private void FailItem(ReadOnlySpan<byte> item, int index, double minimum, double maximum, bool isWhole)
    {
        if (isWhole && NumberText.TryParse(item, out double value))
        {
            if (!item.ContainsAny(".eE"u8) && !(value >= minimum && value <= maximum)) FailRange(index, value, minimum, maximum, isWhole);
            if (!item.ContainsAny(".eE"u8)) throw Fault("not-canonical", index, $"{ModelFormatException.Quote(item)} is not how a whole number is spelled here");
            throw Fault("not-an-integer", index, $"expected a whole number, found {ModelFormatException.Quote(item)}");
        }

        byte first = item.IsEmpty ? (byte)',' : item[0];
        string code = first switch
        {
            (byte)'"' or (byte)'t' or (byte)'f' or (byte)'n' or (byte)'{' or (byte)'[' => "wrong-type",
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => "not-finite",
            (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' => "not-canonical",
            _ => "not-json",
        };
        throw Fault(code, index, $"expected a {(isWhole ? "whole" : "finite")} number, found {ModelFormatException.Quote(item)}");
    }

    [DoesNotReturn]
    private void FailRange(int index, double value, double minimum, double maximum, bool isWhole) =>
        throw Fault("out-of-range", index, string.Create(CultureInfo.InvariantCulture, $"expected a {(isWhole ? "whole " : "")}number in [{minimum}, {maximum}], found {value}"));

    private ModelFormatException Fault(string code, int index, string problem) =>
        new(code, string.Create(CultureInfo.InvariantCulture, $"{_place}[{index}]"), problem);
}
