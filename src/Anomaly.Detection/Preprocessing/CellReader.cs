using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Preprocessing;

/// <summary>Reads values as the cells of columns: numbers as they are, texts as class codes, NaN for what is missing. Immutable.</summary>
internal sealed class CellReader(FeatureSchema schema, ImmutableArray<LabelEncoder?> labelEncoders)
{
    public FeatureSchema Schema => schema;

    public LabelEncoder? ClassesOf(int column) => labelEncoders[column];

    /// <inheritdoc cref="FeatureEncoder.ReadCell"/>
    public double Read(int column, FeatureValue value)
    {
        FeatureColumn definition = schema[column];
        if (value.IsMissing || definition.Kind == FeatureKind.Identifier) return double.NaN;
        try
        {
            return definition.Kind switch
            {
                FeatureKind.Numeric => value.ToNumber(),
                FeatureKind.Timestamp => value.ToTimestamp(),
                _ => CodeOf(column, value.ToText()),
            };
        }
        catch (RecordFormatException exception)
        {
            throw new RecordFormatException(exception.Code, exception.Problem, definition.Name, row: null, exception);
        }
    }

    /// <inheritdoc cref="FeatureEncoder.ReadText"/>
    public double ReadText(int column, ReadOnlySpan<char> text)
    {
        switch (schema[column].Kind)
        {
            case FeatureKind.Identifier:
                return double.NaN;
            case FeatureKind.Numeric when NumberText.TryParse(text, out double number):
                return number;
            case FeatureKind.Timestamp when TimestampText.TryParse(text, out double seconds):
                return seconds;
            case FeatureKind.Categorical when labelEncoders[column]!.Encode(text) is >= 0 and int code:
                return code;
            default:
                // Empty, unseen or refused: rare, and told apart in one place.
                return Read(column, text.ToString());
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
}
