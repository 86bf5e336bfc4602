using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Artifacts;

/// <summary>The inside of an array of numbers. The elements are counted before memory is taken for them.</summary>
/// <remarks>A line whose numbers all have their one spelling, with a comma between them and nothing else, is noted as proven.</remarks>
internal readonly ref struct NumberLine
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly int _start;
    private readonly ProvenLines _proven;
    private readonly JsonPlace _place;

    public NumberLine(ReadOnlySpan<byte> text, int start, ProvenLines proven, JsonPlace place)
    {
        _text = text;
        _start = start;
        _proven = proven;
        _place = place;
        Count = text.IsEmpty ? 0 : System.MemoryExtensions.Count(text, (byte)',') + 1;
    }

    public int Count { get; }

    /// <summary>Reads whole numbers.</summary>
    /// <param name="destination">As long as there are elements.</param>
    /// <param name="minimum">The least that is accepted.</param>
    /// <param name="maximum">The greatest that is accepted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(Span<int> destination, int minimum, int maximum)
    {
        ReadOnlySpan<byte> text = _text;
        bool isProven = true;
        int position = 0;
        for (int i = 0; i < destination.Length; i++)
        {
            int value = 0;
            int length = text.Length - position >= sizeof(ulong) ? ShortNumber.TryReadWhole(BinaryPrimitives.ReadUInt64LittleEndian(text[position..]), out value) : 0;
            if (length == 0 || value < minimum || value > maximum) value = ReadWhole(i, position, minimum, maximum, out length, ref isProven);
            destination[i] = value;
            position += length + 1;
        }

        NoteIf(isProven);
    }

    /// <summary>Reads numbers.</summary>
    /// <param name="destination">As long as there are elements.</param>
    /// <param name="minimum">The least that is accepted.</param>
    /// <param name="maximum">The greatest that is accepted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(Span<double> destination, double minimum, double maximum)
    {
        ReadOnlySpan<byte> text = _text;
        bool isProven = true;
        int position = 0;
        for (int i = 0; i < destination.Length; i++)
        {
            double value = 0;
            int length = text.Length - position >= sizeof(ulong) ? ShortNumber.TryRead(BinaryPrimitives.ReadUInt64LittleEndian(text[position..]), out value) : 0;
            if (length == 0)
            {
                ReadOnlySpan<byte> item = Item(position);
                if (!NumberSpelling.TryRead(item, out value, out bool isOwn)) FailItem(position, i, minimum, maximum, isWhole: false);
                isProven &= isOwn;
                length = item.Length;
            }

            if (!(value >= minimum && value <= maximum)) FailRange(i, value, minimum, maximum, isWhole: false);
            destination[i] = value;
            position += length + 1;
        }

        NoteIf(isProven);
    }

    /// <summary>Reads numbers as 32-bit floats; each is finite.</summary>
    /// <param name="destination">As long as there are elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(Span<float> destination)
    {
        ReadOnlySpan<byte> text = _text;
        bool isProven = true;
        int position = 0;
        for (int i = 0; i < destination.Length; i++)
        {
            double wide = 0;
            int length = text.Length - position >= sizeof(ulong) ? ShortNumber.TryRead(BinaryPrimitives.ReadUInt64LittleEndian(text[position..]), out wide) : 0;
            float value = (float)wide;
            if (length == 0)
            {
                ReadOnlySpan<byte> item = Item(position);
                if (!NumberSpelling.TryRead(item, out value, out bool isOwn)) FailItem(position, i, float.MinValue, float.MaxValue, isWhole: false);
                if (!float.IsFinite(value)) FailRange(i, double.Parse(item, CultureInfo.InvariantCulture), float.MinValue, float.MaxValue, isWhole: false);
                isProven &= isOwn;
                length = item.Length;
            }

            destination[i] = value;
            position += length + 1;
        }

        NoteIf(isProven);
    }

    /// <summary>Reads ones and zeros.</summary>
    /// <param name="destination">As long as there are elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(Span<bool> destination)
    {
        // Four flags, each with its comma, are one word of which four bits may differ.
        const ulong Zeros = 0x2C30_2C30_2C30_2C30;
        const ulong Flags = 0x0001_0001_0001_0001;
        ReadOnlySpan<byte> text = _text;
        int count = 0;
        for (; destination.Length - count >= 4 && text.Length - (2 * count) >= sizeof(ulong); count += 4)
        {
            ulong flags = BinaryPrimitives.ReadUInt64LittleEndian(text[(2 * count)..]) ^ Zeros;
            if ((flags & ~Flags) != 0) break;
            Span<bool> four = destination.Slice(count, 4);
            four[0] = (flags & 1) != 0;
            four[1] = ((flags >> 16) & 1) != 0;
            four[2] = ((flags >> 32) & 1) != 0;
            four[3] = (flags >> 48) != 0;
        }

        for (int i = count; i < destination.Length; i++)
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

    // A whole number that is long, near the end of the line, or wrong.
    private int ReadWhole(int index, int start, int minimum, int maximum, out int length, ref bool isProven)
    {
        const int MostDigits = 10;
        ReadOnlySpan<byte> item = Item(start);
        length = item.Length;
        bool isNegative = length > 0 && item[0] == '-';
        ReadOnlySpan<byte> digits = isNegative ? item[1..] : item;

        // Ten digits cannot overflow; longer texts are judged as numbers.
        if (digits.Length is 0 or > MostDigits || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) FailItem(start, index, minimum, maximum, isWhole: true);
        long value = 0;
        foreach (byte digit in digits) value = (value * 10) + digit - '0';
        isProven &= digits[0] != '0' || (digits.Length == 1 && !isNegative);
        if (isNegative) value = -value;
        if (value < minimum || value > maximum) FailRange(index, value, minimum, maximum, isWhole: true);
        return (int)value;
    }

    // The element from a position to its comma.
    private ReadOnlySpan<byte> Item(int start)
    {
        ReadOnlySpan<byte> rest = start < _text.Length ? _text[start..] : default;
        int length = rest.IndexOf((byte)',');
        return length < 0 ? rest : rest[..length];
    }

    private void NoteIf(bool isProven)
    {
        if (isProven && Count > 0) _proven.Add(_start, _text.Length);
    }

    [DoesNotReturn]
    private void FailItem(int start, int index, double minimum, double maximum, bool isWhole)
    {
        ReadOnlySpan<byte> item = Item(start);
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
