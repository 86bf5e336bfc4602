using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Artifacts;

/// <summary>Writes JSON in the one form that a model file has. <see cref="ModelJsonReader"/> is its mirror image.</summary>
/// <remarks>
/// Two spaces a level, a line feed between elements, one space after a colon; arrays of numbers on one line without spaces; numbers in
/// their shortest form that reads back the same; in texts only what JSON demands is escaped. Written by hand rather than with
/// Utf8JsonWriter, whose choice of escapes follows the runtime's Unicode tables: these bytes are hashed and compared, so no update of
/// the runtime may change them.
/// </remarks>
internal sealed class ModelJsonWriter(ByteSink sink)
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(EscapedCharacters());

    private int _depth;
    private bool _isFirst = true;

    public void BeginObject() => Begin((byte)'{');

    public void EndObject() => End((byte)'}');

    /// <summary>Begins an array with one element a line; each is announced by <see cref="Element"/>.</summary>
    public void BeginArray() => Begin((byte)'[');

    public void EndArray() => End((byte)']');

    public void Element() => NewLine();

    public void Field(string name)
    {
        NewLine();
        sink.Write("\""u8);
        sink.Advance(Encoding.ASCII.GetBytes(name, sink.Reserve(name.Length)));
        sink.Write("\": "u8);
    }

    public void Text(string value)
    {
        sink.Write("\""u8);
        ReadOnlySpan<char> rest = value;
        while (rest.Length > 0)
        {
            int plain = rest.IndexOfAny(Escaped);
            WriteUtf8(plain < 0 ? rest : rest[..plain], value);
            if (plain < 0) break;
            WriteEscape(rest[plain]);
            rest = rest[(plain + 1)..];
        }

        sink.Write("\""u8);
    }

    public void Integer(long value)
    {
        value.TryFormat(sink.Reserve(NumberSpelling.Longest), out int written, default, CultureInfo.InvariantCulture);
        sink.Advance(written);
    }

    public void Integer(ulong value)
    {
        value.TryFormat(sink.Reserve(NumberSpelling.Longest), out int written, default, CultureInfo.InvariantCulture);
        sink.Advance(written);
    }

    public void Number(double value)
    {
        if (!double.IsFinite(value)) ThrowNotFinite(value);
        sink.Advance(NumberSpelling.Write(value, sink.Reserve(NumberSpelling.Longest)));
    }

    public void Number(float value)
    {
        if (!float.IsFinite(value)) ThrowNotFinite(value);
        sink.Advance(NumberSpelling.Write(value, sink.Reserve(NumberSpelling.Longest)));
    }

    /// <summary>Begins an array of numbers on one line; each is announced by <see cref="Item"/>.</summary>
    /// <returns>False when the numbers need not be written: what comes next is <see cref="EndLine"/>.</returns>
    public bool BeginLine()
    {
        sink.Write("["u8);
        _isFirst = true;
        return !sink.TrySkipLine();
    }

    public void Item()
    {
        if (!_isFirst) sink.Write(","u8);
        _isFirst = false;
    }

    public void EndLine()
    {
        sink.Write("]"u8);
        _isFirst = false;
    }

    /// <summary>Writes an array of numbers on one line.</summary>
    public void Line(ReadOnlySpan<double> values)
    {
        if (BeginLine())
        {
            foreach (double value in values)
            {
                Item();
                Number(value);
            }
        }

        EndLine();
    }

    private static string EscapedCharacters()
    {
        var characters = new StringBuilder("\"\\\u007F\u2028\u2029");
        for (char control = '\0'; control < ' '; control++) characters.Append(control);
        return characters.ToString();
    }

    private void Begin(byte bracket)
    {
        sink.Write([bracket]);
        _depth++;
        _isFirst = true;
    }

    private void End(byte bracket)
    {
        _depth--;
        if (!_isFirst) Indent();
        sink.Write([bracket]);
        _isFirst = false;
    }

    private void NewLine()
    {
        if (!_isFirst) sink.Write(","u8);
        Indent();
        _isFirst = false;
    }

    private void Indent()
    {
        sink.Write("\n"u8);
        for (int level = 0; level < _depth; level++) sink.Write("  "u8);
    }

    private void WriteUtf8(ReadOnlySpan<char> plain, string whole)
    {
        while (plain.Length > 0)
        {
            OperationStatus status = Utf8.FromUtf16(plain, sink.Reserve(256), out int read, out int written, replaceInvalidSequences: false);
            if (status == OperationStatus.InvalidData) ThrowNotUnicode(whole);
            sink.Advance(written);
            plain = plain[read..];
        }
    }

    private void WriteEscape(char character)
    {
        switch (character)
        {
            case '"': sink.Write("\\\""u8); break;
            case '\\': sink.Write("\\\\"u8); break;
            case '\n': sink.Write("\\n"u8); break;
            case '\r': sink.Write("\\r"u8); break;
            case '\t': sink.Write("\\t"u8); break;
            default: sink.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"))); break;
        }
    }

    [DoesNotReturn]
    private static void ThrowNotFinite(double value) =>
        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The number {value} is not finite and cannot be written to a model file."));

    [DoesNotReturn]
    private static void ThrowNotUnicode(string text) =>
        throw new InvalidOperationException($"The text {RecordFormatException.Quote(text)} is not valid Unicode and cannot be written to a model file.");
}
