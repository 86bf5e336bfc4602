using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Artifacts;

/// <summary>Reads JSON that <see cref="ModelJsonWriter"/> wrote, front to back, knowing at every step what must come next.</summary>
/// <remarks>
/// Fields stand in the order of the writer, so a duplicate, unknown or missing one is met at its place. Nothing is kept but what the
/// caller takes. Spelling (spaces, escapes, <c>1.0</c> for <c>1</c>) is not checked here but by <see cref="CanonicalForm"/>, for the whole file;
/// lines of numbers only tell whether theirs is right.
/// </remarks>
internal ref struct ModelJsonReader
{
    private const int LongestKey = 64;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly JsonPlace _place = new();
    private Utf8JsonReader _json;
    private int _jsonStart;
    private bool _isPeeked;

    public ModelJsonReader(ReadOnlySpan<byte> bytes, ArtifactLoadOptions limits)
    {
        _bytes = bytes;
        Limits = limits;
        _json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = JsonPlace.MaxDepth });
    }

    public ArtifactLoadOptions Limits { get; }

    /// <summary>The lines of numbers that were read in their one spelling.</summary>
    public ProvenLines Proven { get; } = new();

    /// <summary>Where the reader stands, as text for people.</summary>
    public readonly string Place => _place.ToString();

    /// <summary>How many bytes were read, as far as one can tell in the middle of a fault.</summary>
    public readonly long Position => _jsonStart + _json.BytesConsumed;

    /// <summary>The place of an element of a field of the object under way.</summary>
    public readonly string PlaceOf(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{_place.Of(field)}[{index}]");

    /// <summary>Begins an object.</summary>
    /// <param name="fields">The names of all its fields, optional ones included, in their order; at most 64.</param>
    public void BeginObject(string[] fields)
    {
        Expect(JsonTokenType.StartObject, "an object");
        _place.EnterObject(fields);
    }

    public void EndObject()
    {
        Next();
        if (_json.TokenType == JsonTokenType.PropertyName) FailField(null);
        _place.Leave();
    }

    /// <summary>Demands that nothing follows.</summary>
    public void EndFile()
    {
        if (_json.Read()) Fail("not-json", "something follows the model");
    }

    public void Field(string name)
    {
        if (!TryField(name)) FailField(name);
    }

    /// <summary>Takes the name of a field if it is the next.</summary>
    public bool TryField(string name)
    {
        Peek();
        if (_json.TokenType != JsonTokenType.PropertyName || !_json.ValueTextEquals(name)) return false;
        _isPeeked = false;
        _place.SetField(name);
        return true;
    }

    public void BeginArray()
    {
        Expect(JsonTokenType.StartArray, "an array");
        _place.EnterArray();
    }

    /// <summary>Moves to the next element, or out of the array.</summary>
    /// <param name="limit">The most elements.</param>
    /// <param name="option">The option that sets the limit.</param>
    public bool NextElement(int limit, string option)
    {
        Peek();
        if (_json.TokenType == JsonTokenType.EndArray)
        {
            _isPeeked = false;
            _place.Leave();
            return false;
        }

        _place.NextElement();
        CheckLimit(_place.ElementCount, limit, option);
        return true;
    }

    public string Text()
    {
        Expect(JsonTokenType.String, "a text");

        // A UTF-16 unit takes at most six bytes, as an escape.
        if (_json.ValueSpan.Length > 6L * Limits.MaxTextLength) CheckLimit(_json.ValueSpan.Length / 6 + 1, Limits.MaxTextLength, nameof(Limits.MaxTextLength));
        string text = Unescaped();
        CheckLimit(text.Length, Limits.MaxTextLength, nameof(Limits.MaxTextLength));
        return text;
    }

    public long Integer(long minimum, long maximum)
    {
        Expect(JsonTokenType.Number, "a whole number");
        if (!Utf8Parser.TryParse(_json.ValueSpan, out long value, out int read) || read != _json.ValueSpan.Length)
        {
            FailInteger(FormattableString.Invariant($"a whole number in [{minimum}, {maximum}]"));
        }

        if (value < minimum || value > maximum) Fail("out-of-range", FormattableString.Invariant($"expected a whole number in [{minimum}, {maximum}], found {value}"));
        return value;
    }

    public ulong UnsignedInteger()
    {
        Expect(JsonTokenType.Number, "a whole number");
        if (!Utf8Parser.TryParse(_json.ValueSpan, out ulong value, out int read) || read != _json.ValueSpan.Length)
        {
            FailInteger(FormattableString.Invariant($"a whole number in [0, {ulong.MaxValue}]"));
        }

        return value;
    }

    public double Number(double minimum, double maximum)
    {
        Expect(JsonTokenType.Number, "a number");
        if (!NumberText.TryParse(_json.ValueSpan, out double value)) Fail("not-finite", $"{ModelFormatException.Quote(_json.ValueSpan)} is not a finite number");
        if (!(value >= minimum && value <= maximum)) FailRange(minimum, maximum, value);
        return value;
    }

    /// <summary>Takes a text out of a set.</summary>
    /// <returns>Its index in the set.</returns>
    public int Choice(string[] names)
    {
        Expect(JsonTokenType.String, "a text");
        for (int i = 0; i < names.Length; i++)
        {
            if (_json.ValueTextEquals(names[i])) return i;
        }

        Fail("unknown-value", $"expected one of {string.Join(", ", names)}, found {ModelFormatException.Quote(_json.ValueSpan)}");
        return -1;
    }

    public string NonEmptyText()
    {
        string text = Text();
        if (text.Length == 0) Fail("empty-text", "the text is empty");
        return text;
    }

    /// <summary>Passes over a text that was looked at before.</summary>
    public void SkipText() => Expect(JsonTokenType.String, "a text");

    /// <summary>Begins an object whose names are data, in ordinal order; it ends with <see cref="EndObject"/>.</summary>
    public void BeginMap() => BeginObject([]);

    /// <summary>Takes the next name of such an object.</summary>
    public bool NextKey(int limit, string? previous, [NotNullWhen(true)] out string? name)
    {
        Peek();
        name = null;
        if (_json.TokenType != JsonTokenType.PropertyName) return false;
        _isPeeked = false;
        if (_json.ValueSpan.Length > LongestKey) Fail("invalid-name", FormattableString.Invariant($"a name has at most {LongestKey} bytes"));
        name = Unescaped();
        _place.SetKey(name);
        int order = string.CompareOrdinal(previous, name);
        if (previous is not null && order == 0) Fail("duplicate-field", $"{Data.RecordFormatException.Quote(name)} stands twice");
        if (previous is not null && order > 0) Fail("not-sorted", "names stand in ordinal order");
        if (_place.CountKey() > limit) Fail("over-limit", FormattableString.Invariant($"there are more than {limit}"));
        return true;
    }

    /// <summary>Takes a whole array of numbers.</summary>
    public NumberLine Line()
    {
        Expect(JsonTokenType.StartArray, "an array of numbers");

        // The array is on one line and holds nothing but numbers, so its end is the next bracket; the JSON reader goes on from there.
        int start = _jsonStart + (int)_json.BytesConsumed;
        int length = _bytes[start..].IndexOf((byte)']');
        if (length < 0) Fail("not-json", "the array does not end");
        _jsonStart = start + length;
        _json = new Utf8JsonReader(_bytes[_jsonStart..], isFinalBlock: true, _json.CurrentState);
        Next();
        return new NumberLine(_bytes.Slice(start, length), start, Proven, _place);
    }

    /// <summary>Takes a whole array of numbers whose length follows from what came before.</summary>
    public NumberLine Line(int count, string what)
    {
        NumberLine line = Line();
        if (line.Count != count) Fail("wrong-length", FormattableString.Invariant($"expected {count} numbers, one for each of the {what}, found {line.Count}"));
        return line;
    }

    /// <summary>Refuses what goes beyond a limit.</summary>
    public readonly void CheckLimit(long count, int limit, string option)
    {
        if (count > limit) Fail("over-limit", FormattableString.Invariant($"there are more than {limit}, the limit that {nameof(ArtifactLoadOptions)}.{option} sets"));
    }

    [DoesNotReturn]
    public readonly void Fail(string code, string problem, Exception? cause = null) => throw new ModelFormatException(code, Place, problem, cause);

    private void Peek()
    {
        if (!_isPeeked) Next();
        _isPeeked = true;
    }

    private void Next()
    {
        if (_isPeeked) _isPeeked = false;
        else if (!_json.Read()) Fail("truncated", "the file ends here");
    }

    private void Expect(JsonTokenType type, string expected)
    {
        Next();
        if (_json.TokenType != type) Fail("wrong-type", $"expected {expected}, found {Describe(_json.TokenType)}");
    }

    private readonly string Unescaped()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new ModelFormatException("not-unicode", Place, "the text is not valid Unicode", exception);
        }
    }

    [DoesNotReturn]
    private readonly void FailField(string? expected)
    {
        if (_json.TokenType != JsonTokenType.PropertyName) throw new ModelFormatException("missing-field", _place.Of(expected!), "the field is missing");
        string found = Unescaped();
        string code = _place.CodeOf(found);
        string quoted = Data.RecordFormatException.Quote(found);
        string place = code == "missing-field" ? _place.Of(expected ?? found) : _place.Of(found.Length > 64 ? found[..64] : found);
        throw new ModelFormatException(code, place, code switch
        {
            "unknown-field" => $"{quoted} is not a field of this object",
            "duplicate-field" => $"{quoted} stands twice",
            _ => expected is null ? $"{quoted} stands too late; fields have a fixed order" : $"the field is missing; found {quoted} in its place",
        });
    }

    [DoesNotReturn]
    private readonly void FailInteger(string expected)
    {
        bool isDigits = !_json.ValueSpan.ContainsAny(".eE"u8);
        Fail(isDigits ? "out-of-range" : "not-an-integer", $"expected {expected}, found {ModelFormatException.Quote(_json.ValueSpan)}");
    }

    [DoesNotReturn]
    private readonly void FailRange(double minimum, double maximum, double value) =>
        Fail("out-of-range", string.Create(CultureInfo.InvariantCulture, $"expected a number in [{minimum}, {maximum}], found {value}"));

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a truth value",
        JsonTokenType.Null => "null",
        _ => "the end",
    };
}
