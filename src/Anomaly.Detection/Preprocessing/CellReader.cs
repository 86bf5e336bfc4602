using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Preprocessing;

/// <summary>Reads values as the cells of columns: numbers as they are, texts as class codes, NaN for what is missing. Immutable.</summary>
internal sealed class CellReader(FeatureSchema schema, ImmutableArray<LabelEncoder?> labelEncoders)
{
    // Beside the schema, because every cell asks for its kind.
    private readonly FeatureKind[] _kinds = [.. schema.Columns.Select(column => column.Kind)];

    public FeatureSchema Schema => schema;

    public LabelEncoder? ClassesOf(int column) => labelEncoders[column];

    /// <inheritdoc cref="FeatureEncoder.ReadCell"/>
    public double Read(int column, FeatureValue value)
    {
        FeatureKind kind = _kinds[column];
        if (value.IsMissing || kind == FeatureKind.Identifier) return double.NaN;
        bool isPlain = kind == FeatureKind.Numeric && value.Kind == FeatureValueKind.Number && double.IsFinite(value.Number);
        return isPlain ? value.Number : Convert(column, kind, value);
    }

    /// <inheritdoc cref="FeatureEncoder.ReadText(int, ReadOnlySpan{char})"/>
    public double ReadText(int column, ReadOnlySpan<char> text)
    {
        switch (_kinds[column])
        {
            case FeatureKind.Identifier:
                return double.NaN;
            case FeatureKind.Numeric when NumberText.TryParse(text, out double number):
                return number;
            case FeatureKind.Timestamp when TimestampText.TryParse(text, out double seconds):
                return seconds;
            case FeatureKind.Categorical when labelEncoders[column]!.Encode(text) is >= 0 and int code:
                return code;
            case FeatureKind.Categorical when UnicodeText.IsWellFormed(text):
                return double.NaN;
            default:
                // Empty or refused: rare, and told apart in one place.
                return Read(column, text.ToString());
        }
    }

    /// <inheritdoc cref="FeatureEncoder.ReadText(int, ReadOnlySpan{byte})"/>
    public double ReadText(int column, ReadOnlySpan<byte> utf8Text)
    {
        switch (_kinds[column])
        {
            case FeatureKind.Numeric when NumberText.TryParse(utf8Text, out double number):
                return number;
            case FeatureKind.Timestamp when TimestampText.TryParse(utf8Text, out double seconds):
                return seconds;
            case FeatureKind.Categorical when labelEncoders[column]!.Encode(utf8Text) is >= 0 and int code:
                return code;
            case var _ when !Utf8.IsValid(utf8Text):
                throw new RecordFormatException("not-unicode", "the text is not valid Unicode", schema[column].Name);
            case FeatureKind.Identifier or FeatureKind.Categorical:
                return double.NaN;
            default:
                // Empty or refused: rare, and told apart in one place.
                return Read(column, Encoding.UTF8.GetString(utf8Text));
        }
    }

    private double Convert(int column, FeatureKind kind, FeatureValue value)
    {
        try
        {
            return kind switch
            {
                FeatureKind.Numeric => value.ToNumber(),
                FeatureKind.Timestamp => value.ToTimestamp(),
                _ when value.Kind == FeatureValueKind.Text => CodeOf(column, value.Text),
                _ => CodeOfScalar(column, value),
            };
        }
        catch (RecordFormatException exception)
        {
            throw new RecordFormatException(exception.Code, exception.Problem, schema[column].Name, row: null, exception);
        }
    }

    private double CodeOf(int column, ReadOnlySpan<char> text)
    {
        int code = labelEncoders[column]!.Encode(text);
        if (code >= 0) return code;

        // A table refuses such a text, so a record does too.
        if (!UnicodeText.IsWellFormed(text)) throw new RecordFormatException("not-unicode", $"{RecordFormatException.Quote(text)} is not valid Unicode");
        return double.NaN;
    }

    private double CodeOfScalar(int column, FeatureValue value)
    {
        Span<byte> text = stackalloc byte[FeatureValue.LongestFormat];
        int code = labelEncoders[column]!.Encode(text[..value.FormatScalar(text)]);
        return code >= 0 ? code : double.NaN;
    }
}
