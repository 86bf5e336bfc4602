using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Artifacts;

/// <summary>The inside of an array of numbers. The elements are counted before memory is taken for them.</summary>
/// <remarks>A line whose numbers all have their one spelling, with a comma between them and nothing else, is noted as proven.</remarks>
internal readonly ref struct NumberLine
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly int _start;
    private readonly NumberReading _reading;
    private readonly JsonPlace _place;

    public NumberLine(ReadOnlySpan<byte> text, int start, NumberReading reading, JsonPlace place)
    {
        _text = text;
        _start = start;
        _reading = reading;
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
        const int MostDigits = 10;
        ReadOnlySpan<byte> text = _text;
        bool isProven = true;
        int position = 0;
        for (int i = 0; i < destination.Length; i++)
        {
            int start = position;
            bool isNegative = position < text.Length && text[position] == '-';
            if (isNegative) position++;
            int firstDigit = position;
            long magnitude = 0;
            while (position < text.Length)
            {
                uint digit = (uint)text[position] - '0';
                if (digit > 9) break;
                magnitude = (magnitude * 10) + digit;
                position++;
            }

            // Ten digits cannot overflow; longer texts are judged as numbers.
            int digits = position - firstDigit;
            bool isWhole = digits is > 0 and <= MostDigits && (position == text.Length || text[position] == ',');
            if (!isWhole) FailItem(start, i, minimum, maximum, isWhole: true);
            long value = isNegative ? -magnitude : magnitude;
            if (value < minimum || value > maximum) FailRange(i, value, minimum, maximum, isWhole: true);
            isProven &= digits == 1 ? magnitude != 0 || !isNegative : text[firstDigit] != '0';
            destination[i] = (int)value;
            position++;
        }

        NoteIf(isProven);
    }

    /// <summary>Reads numbers.</summary>
    /// <param name="destination">As long as there are elements.</param>
    /// <param name="minimum">The least that is accepted.</param>
    /// <param name="maximum">The greatest that is accepted.</param>
    public void Read(Span<double> destination, double minimum, double maximum)
    {
        bool isProven = true;
        int position = 0;
        for (int i = 0; i < destination.Length; i++)
        {
            int start = position;
            ReadOnlySpan<byte> item = Take(ref position);
            if (!_reading.TryRead(item, out double value, out bool isOwn)) FailItem(start, i, minimum, maximum, isWhole: false);
            if (!(value >= minimum && value <= maximum)) FailRange(i, value, minimum, maximum, isWhole: false);
            isProven &= isOwn;
            destination[i] = value;
        }

        NoteIf(isProven);
    }

    /// <summary>Reads numbers as 32-bit floats; each is finite.</summary>
    /// <param name="destination">As long as there are elements.</param>
    public void Read(Span<float> destination)
    {
        bool isProven = true;
        int position = 0;
        for (int i = 0; i < destination.Length; i++)
        {
            int start = position;
            ReadOnlySpan<byte> item = Take(ref position);
            if (!_reading.TryRead(item, out float value, out bool isOwn)) FailItem(start, i, float.MinValue, float.MaxValue, isWhole: false);
            if (!float.IsFinite(value)) FailRange(i, double.Parse(item, CultureInfo.InvariantCulture), float.MinValue, float.MaxValue, isWhole: false);
            isProven &= isOwn;
            destination[i] = value;
        }

        NoteIf(isProven);
    }

    /// <summary>Reads ones and zeros.</summary>
    /// <param name="destination">As long as there are elements.</param>
    public void Read(Span<bool> destination)
    {
        ReadOnlySpan<byte> text = _text;
        for (int i = 0; i < destination.Length; i++)
        {
            int at = 2 * i;
            bool isFlag = at < text.Length && text[at] is (byte)'0' or (byte)'1' && (at + 1 == text.Length || text[at + 1] == ',');
            if (!isFlag) FailItem(at, i, 0, 1, isWhole: true);
            destination[i] = text[at] == '1';
        }

        NoteIf(true);
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

    // The element from a position to its comma; the position moves past that.
    private ReadOnlySpan<byte> Take(ref int position)
    {
        ReadOnlySpan<byte> rest = position < _text.Length ? _text[position..] : default;
        int length = rest.IndexOf((byte)',');
        if (length < 0) length = rest.Length;
        position += length + 1;
        return rest[..length];
    }

    private void NoteIf(bool isProven)
    {
        if (isProven && Count > 0) _reading.Proven.Add(_start, _text.Length);
    }

    [DoesNotReturn]
    private void FailItem(int start, int index, double minimum, double maximum, bool isWhole)
    {
        ReadOnlySpan<byte> item = Take(ref start);
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
