using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Data;

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
public readonly partial struct FeatureValue : IEquatable<FeatureValue>
{
    /// <summary>The bytes that <see cref="FormatScalar"/> may need.</summary>
    internal const int LongestFormat = 64;

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

    /// <summary>Writes what <see cref="ToText"/> gives for a number, a truth value or a timestamp, in UTF-8.</summary>
    /// <param name="utf8Destination">Receives the text; <see cref="LongestFormat"/> bytes are always enough.</param>
    /// <returns>The length of the text; 0 when missing.</returns>
    /// <exception cref="RecordFormatException">The value is an infinite number.</exception>
    internal int FormatScalar(Span<byte> utf8Destination)
    {
        switch (Kind)
        {
            case FeatureValueKind.Number:
                return double.IsInfinity(_number) ? throw NotFinite() : NumberText.FormatUtf8(_number, utf8Destination);
            case FeatureValueKind.Timestamp:
                return TimestampText.FormatUtf8(_number, utf8Destination);
            case FeatureValueKind.Boolean:
                ReadOnlySpan<byte> truth = _number != 0 ? "true"u8 : "false"u8;
                truth.CopyTo(utf8Destination);
                return truth.Length;
            default:
                return 0;
        }
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
}
