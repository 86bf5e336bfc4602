using System.Text.Json;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Data;

/// <summary>What a <see cref="FeatureValue"/> holds.</summary>
public enum FeatureValueKind
{
    /// <summary>Nothing: absent, null or NaN.</summary>
    Missing,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A text, possibly empty.</summary>
    Text,

    /// <summary>An instant, as seconds since 1970-01-01T00:00:00 UTC.</summary>
    Timestamp,
}

/// <summary>One cell of a record: a number, a truth value, a text, a timestamp, or nothing.</summary>
/// <remarks>
/// How a cell is read depends on its column, the same by every route (dictionary, JSON, CSV, typed record):
/// <list type="table">
/// <listheader><term>column</term><description>reads</description></listheader>
/// <item><term>Numeric</term><description>numbers; truth values as 1 and 0; texts that are numbers by <see cref="NumberText"/>; an empty text is missing; all else is refused</description></item>
/// <item><term>Categorical, Identifier</term><description>texts as they are; numbers as their shortest text; truth values as <c>true</c> and <c>false</c>; timestamps as <see cref="TimestampText"/> writes them</description></item>
/// <item><term>Timestamp</term><description>timestamps; texts by <see cref="TimestampText"/>; an empty text is missing; all else is refused</description></item>
/// </list>
/// </remarks>
public readonly struct FeatureValue : IEquatable<FeatureValue>
{
    private readonly string? _text;
    private readonly double _number;

    private FeatureValue(FeatureValueKind kind, double number, string? text)
    {
        Kind = kind;
        _number = number;
        _text = text;
    }

    /// <summary>The missing value; also the default of the type.</summary>
    public static FeatureValue Missing => default;

    /// <summary>What the value is.</summary>
    public FeatureValueKind Kind { get; }

    /// <summary>Whether there is nothing here.</summary>
    public bool IsMissing => Kind == FeatureValueKind.Missing;

    /// <summary>The number, 1 or 0 for a truth value, seconds since 1970 UTC for a timestamp; NaN otherwise.</summary>
    public double Number => Kind is FeatureValueKind.Missing or FeatureValueKind.Text ? double.NaN : _number;

    /// <summary>The text as given, or what a text column would hold for this value; null when missing.</summary>
    public string? Text => Kind switch
    {
        FeatureValueKind.Missing => null,
        FeatureValueKind.Text => _text,
        FeatureValueKind.Boolean => _number != 0 ? "true" : "false",
        FeatureValueKind.Timestamp => TimestampText.Format(_number),
        _ => NumberText.Format(_number),
    };

    /// <summary>A number; NaN gives the missing value.</summary>
    /// <param name="value">Any number; an infinite one is refused where it is read as a cell (<see cref="ToNumber"/>).</param>
    public static implicit operator FeatureValue(double value) => double.IsNaN(value) ? Missing : new(FeatureValueKind.Number, value, null);

    /// <summary>A number, or the missing value for null.</summary>
    /// <param name="value">Any number, NaN or null.</param>
    public static implicit operator FeatureValue(double? value) => value is { } number ? number : Missing;

    /// <summary>A whole number.</summary>
    /// <param name="value">Any integer.</param>
    public static implicit operator FeatureValue(int value) => new(FeatureValueKind.Number, value, null);

    /// <summary>A truth value.</summary>
    /// <param name="value">True or false.</param>
    public static implicit operator FeatureValue(bool value) => new(FeatureValueKind.Boolean, value ? 1 : 0, null);

    /// <summary>A truth value, or the missing value for null.</summary>
    /// <param name="value">True, false or null.</param>
    public static implicit operator FeatureValue(bool? value) => value is { } truth ? truth : Missing;

    /// <summary>A text, or the missing value for null.</summary>
    /// <param name="value">Any text, or null.</param>
    public static implicit operator FeatureValue(string? value) => value is null ? Missing : new(FeatureValueKind.Text, 0, value);

    /// <summary>An instant. A local time is converted to UTC; an unspecified one is taken as UTC.</summary>
    /// <param name="value">The time.</param>
    public static implicit operator FeatureValue(DateTime value) => new(FeatureValueKind.Timestamp, TimestampText.ToSeconds(value), null);

    /// <summary>An instant, or the missing value for null.</summary>
    /// <param name="value">The time, or null.</param>
    public static implicit operator FeatureValue(DateTime? value) => value is { } time ? time : Missing;

    /// <summary>An instant.</summary>
    /// <param name="value">The time; its offset is taken into account.</param>
    public static implicit operator FeatureValue(DateTimeOffset value) => value.UtcDateTime;

    /// <summary>An instant, or the missing value for null.</summary>
    /// <param name="value">The time, or null.</param>
    public static implicit operator FeatureValue(DateTimeOffset? value) => value is { } time ? time : Missing;

    /// <summary>Wraps a boxed value.</summary>
    /// <param name="value">
    /// Null or <see cref="DBNull"/> (missing), a string, a bool, any built-in number, a <see cref="DateTime"/>, <see cref="DateTimeOffset"/>
    /// or <see cref="DateOnly"/>, an enum (its name), a <see cref="Guid"/>, a <see cref="JsonElement"/>, or a <see cref="FeatureValue"/>.
    /// </param>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">The object is of another type.</exception>
    public static FeatureValue FromObject(object? value) => value switch
    {
        null or DBNull => Missing,
        FeatureValue cell => cell,
        string text => text,
        bool truth => truth,
        int number => number,
        double number => number,
        float number => (double)number,
        decimal number => (double)number,
        long number => (double)number,
        ulong number => (double)number,
        uint number => (double)number,
        short number => number,
        ushort number => (int)number,
        byte number => (int)number,
        sbyte number => (int)number,
        nint number => (double)number,
        nuint number => (double)number,
        Half number => (double)number,
        Int128 number => (double)number,
        UInt128 number => (double)number,
        DateTime time => time,
        DateTimeOffset time => time,
        DateOnly date => date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        JsonElement element => FromJson(element),
        Enum name => name.ToString(),
        Guid id => id.ToString(),
        _ => throw new RecordFormatException("unsupported-type", $"a value of type {value.GetType().Name} is not a number, truth value, text or timestamp"),
    };

    /// <summary>Reads a JSON value: a number, a string, true, false or null.</summary>
    /// <param name="element">The value.</param>
    /// <returns>The value; null is missing, a string stays a text.</returns>
    /// <exception cref="RecordFormatException">The value is an array or an object, or its text is not valid Unicode.</exception>
    public static FeatureValue FromJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => Missing,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => TextOf(element),
        _ => throw new RecordFormatException("not-a-scalar", "expected a number, a string, true, false or null, but found " + (element.ValueKind == JsonValueKind.Array ? "an array" : "an object")),
    };

    /// <summary>Reads the value as a cell of a numeric column.</summary>
    /// <returns>A finite number, or NaN when missing.</returns>
    /// <exception cref="RecordFormatException">The value is no number; see the table of the type.</exception>
    public double ToNumber()
    {
        switch (Kind)
        {
            case FeatureValueKind.Missing:
                return double.NaN;
            case FeatureValueKind.Number when double.IsInfinity(_number):
                throw NotFinite();
            case FeatureValueKind.Number or FeatureValueKind.Boolean:
                return _number;
            case FeatureValueKind.Text when _text!.Length == 0:
                return double.NaN;
            case FeatureValueKind.Text when NumberText.TryParse(_text, out double number):
                return number;
            default:
                throw new RecordFormatException("not-a-number", $"{RecordFormatException.Quote(Text)} is not a number");
        }
    }

    /// <summary>Reads the value as a cell of a categorical or identifier column.</summary>
    /// <returns>The text, or null when missing.</returns>
    /// <exception cref="RecordFormatException">The value is an infinite number.</exception>
    public string? ToText()
    {
        if (Kind == FeatureValueKind.Number && double.IsInfinity(_number)) throw NotFinite();
        return Text;
    }

    /// <summary>Reads the value as a cell of a timestamp column.</summary>
    /// <returns>Seconds since 1970-01-01T00:00:00 UTC, or NaN when missing.</returns>
    /// <exception cref="RecordFormatException">The value is no timestamp; see the table of the type.</exception>
    public double ToTimestamp()
    {
        switch (Kind)
        {
            case FeatureValueKind.Missing:
                return double.NaN;
            case FeatureValueKind.Timestamp:
                return _number;
            case FeatureValueKind.Text when _text!.Length == 0:
                return double.NaN;
            case FeatureValueKind.Text when TimestampText.TryParse(_text, out double seconds):
                return seconds;
            default:
                throw new RecordFormatException("not-a-timestamp", $"{RecordFormatException.Quote(Text)} is not a timestamp such as 2024-01-15 or 2024-01-15T08:30:00Z");
        }
    }

    /// <summary>Whether both are of one kind and hold the same number or, ordinally, the same text.</summary>
    /// <inheritdoc/>
    public bool Equals(FeatureValue other) =>
        Kind == other.Kind && _number.Equals(other._number) && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FeatureValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _number, _text);

    /// <summary>The text of the value, or <c>missing</c>.</summary>
    /// <inheritdoc/>
    public override string ToString() => Text ?? "missing";

    /// <summary>Equality of kind and content.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(FeatureValue left, FeatureValue right) => left.Equals(right);

    /// <summary>Inequality of kind or content.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(FeatureValue left, FeatureValue right) => !left.Equals(right);

    /// <summary>An instant, kept to the bit.</summary>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00 UTC; NaN gives the missing value.</param>
    internal static FeatureValue AtSeconds(double seconds) => double.IsNaN(seconds) ? Missing : new(FeatureValueKind.Timestamp, seconds, null);

    private static RecordFormatException NotFinite() => new("not-finite", "the number is infinite or beyond the range of a double");

    private static FeatureValue TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException exception)
        {
            // A lone surrogate, written as an escape, parses but cannot become a string.
            throw new RecordFormatException("not-unicode", "the text is not valid Unicode", innerException: exception);
        }
    }
}
