using System.Globalization;
using System.Text.Json;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Data;

// What becomes a value, and how.
public readonly partial struct FeatureValue
{
    /// <summary>A number; NaN gives the missing value.</summary>
    /// <param name="value">Any number; an infinite one is refused where it is read as a cell (<see cref="ToNumber"/>).</param>
    public static implicit operator FeatureValue(double value) => double.IsNaN(value) ? Missing : new(FeatureValueKind.Number, value, null);

    /// <summary>A number, or the missing value for null.</summary>
    /// <param name="value">Any number, NaN or null.</param>
    public static implicit operator FeatureValue(double? value) => value is { } number ? number : Missing;

    /// <summary>A whole number.</summary>
    /// <param name="value">Any integer.</param>
    public static implicit operator FeatureValue(int value) => new(FeatureValueKind.Number, value, null);

    /// <summary>A whole number; beyond ±2⁵³ the nearest double.</summary>
    /// <param name="value">Any integer.</param>
    public static implicit operator FeatureValue(long value) => new(FeatureValueKind.Number, value, null);

    /// <summary>A whole number, or the missing value for null.</summary>
    /// <param name="value">Any integer, or null.</param>
    public static implicit operator FeatureValue(long? value) => value is { } number ? number : Missing;

    /// <summary>A decimal number, such as an amount of money: the double nearest to it.</summary>
    /// <param name="value">Any number.</param>
    public static implicit operator FeatureValue(decimal value) => OfDecimal(value);

    /// <summary>A decimal number, or the missing value for null.</summary>
    /// <param name="value">Any number, or null.</param>
    public static implicit operator FeatureValue(decimal? value) => value is { } number ? number : Missing;

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
        decimal number => number,
        long number => number,
        ulong number => (double)number,
        uint number => (long)number,
        short number => number,
        ushort number => (int)number,
        byte number => (int)number,
        sbyte number => (int)number,
        nint number => (double)number,
        nuint number => (long)number,
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

    // The cast can round twice; the text is exact, and read as everywhere else.
    private static double OfDecimal(decimal value)
    {
        Span<byte> text = stackalloc byte[NumberText.LongestFormat];
        return value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture) && NumberText.TryParse(text[..length], out double number) ? number : (double)value;
    }

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
