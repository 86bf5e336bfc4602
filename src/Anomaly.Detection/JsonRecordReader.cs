using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>Reads JSON objects straight into the cells of an encoder, without making strings of what is known.</summary>
/// <remarks>Names are compared ordinally after unescaping. A field that stands twice is refused: readers differ on which one counts.</remarks>
internal sealed class JsonRecordReader(FeatureEncoder encoder, bool isStrict)
{
    private const int LongestOnStack = 512;
    private const double NotRead = double.NegativeInfinity;

    private readonly Utf8Index _names = new([.. encoder.Schema.Columns.Select(column => column.Name)]);

    private static readonly JsonReaderOptions ReaderOptions = new() { CommentHandling = JsonCommentHandling.Disallow, AllowTrailingCommas = false, MaxDepth = 64 };

    /// <summary>Reads a text that is one object.</summary>
    /// <param name="utf8Json">The text.</param>
    /// <param name="cells">Receives one cell per column; NaN where a field is absent.</param>
    /// <exception cref="RecordFormatException">The text is not one JSON object, or a field is not what its column expects.</exception>
    public void ReadObject(ReadOnlySpan<byte> utf8Json, Span<double> cells)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8Json, ReaderOptions);
            reader.Read();
            ReadObject(ref reader, cells);
            reader.Read();
        }
        catch (JsonException exception)
        {
            throw NotJson(exception);
        }
    }

    /// <summary>The values of an object as they were given, by name of field; the text is read again for each that is asked for.</summary>
    /// <param name="utf8Json">An object that <see cref="ReadObject(ReadOnlySpan{byte}, Span{double})"/> took.</param>
    public static Func<string, FeatureValue> GivenIn(ReadOnlySpan<byte> utf8Json)
    {
        byte[] copy = utf8Json.ToArray();
        return name =>
        {
            using JsonDocument document = JsonDocument.Parse(copy);
            return document.RootElement.TryGetProperty(name, out JsonElement value) ? FeatureValue.FromJson(value) : FeatureValue.Missing;
        };
    }

    /// <summary>Reads a text that is an array of objects.</summary>
    /// <param name="utf8Json">The text.</param>
    /// <param name="limit">Most objects allowed.</param>
    /// <param name="onRecord">Called with the cells of each object in turn.</param>
    /// <exception cref="RecordFormatException">As for one object; the row is named, the first being 1.</exception>
    public void ReadArray(ReadOnlySpan<byte> utf8Json, int limit, RecordAction onRecord)
    {
        double[] cells = new double[encoder.CellCount];
        long row = 1;
        try
        {
            var reader = new Utf8JsonReader(utf8Json, ReaderOptions);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray) throw new RecordFormatException("not-an-array", $"expected an array of objects, but found {Describe(reader.TokenType)}");
            for (reader.Read(); reader.TokenType != JsonTokenType.EndArray; reader.Read(), row++)
            {
                if (row > limit) throw new RecordFormatException("too-many-records", $"a batch may hold at most {limit} records");
                ReadObject(ref reader, cells);
                onRecord(cells);
            }

            reader.Read();
        }
        catch (JsonException exception)
        {
            throw NotJson(exception).AtRow(row);
        }
        catch (RecordFormatException exception) when (exception.Row is null && exception.Code != "not-an-array")
        {
            throw exception.AtRow(row);
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, Span<double> cells)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new RecordFormatException("not-an-object", $"expected an object, but found {Describe(reader.TokenType)}");

        // Cells are finite or NaN, so an infinity marks those that no field has filled yet.
        cells.Fill(NotRead);
        int expected = 0;
        for (reader.Read(); reader.TokenType != JsonTokenType.EndObject; reader.Read())
        {
            int column = reader.ValueIsEscaped ? ColumnOfEscaped(ref reader, expected) : ColumnOf(reader.ValueSpan, expected);
            reader.Read();
            if (column < 0)
            {
                reader.Skip();
                continue;
            }

            expected = column + 1;
            if (cells[column] != NotRead) throw new RecordFormatException("duplicate-field", "the field stands twice", encoder.Schema[column].Name);
            cells[column] = ReadCell(ref reader, column);
        }

        cells.Replace(NotRead, double.NaN);
    }

    private int ColumnOfEscaped(ref Utf8JsonReader reader, int expected)
    {
        int length = reader.ValueSpan.Length;
        byte[]? rented = length <= LongestOnStack ? null : ArrayPool<byte>.Shared.Rent(length);
        Span<byte> buffer = rented ?? stackalloc byte[LongestOnStack];
        try
        {
            return ColumnOf(buffer[..Unescape(ref reader, buffer, column: null)], expected);
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // Records mostly have their fields in the order of the columns, so the column after the last one is looked at first.
    private int ColumnOf(ReadOnlySpan<byte> name, int expected)
    {
        if (expected < _names.Count && _names.Is(expected, name)) return expected;
        int column = _names.IndexOf(name);
        if (column >= 0) return column;
        if (!Utf8.IsValid(name)) throw NotUnicode(column: null, innerException: null);
        return isStrict ? throw StrictFields.Unknown(Encoding.UTF8.GetString(name), encoder.Schema) : column;
    }

    private double ReadCell(ref Utf8JsonReader reader, int column)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.ValueIsEscaped ? ReadEscaped(ref reader, column) : encoder.ReadText(column, reader.ValueSpan);
            case JsonTokenType.Number:
                return encoder.ReadCell(column, NumberText.TryParse(reader.ValueSpan, out double number) ? number : reader.GetDouble());
            case JsonTokenType.True or JsonTokenType.False:
                return encoder.ReadCell(column, reader.GetBoolean());
            case JsonTokenType.Null:
                return double.NaN;
            default:
                throw new RecordFormatException("not-a-scalar", $"expected a number, a string, true, false or null, but found {Describe(reader.TokenType)}", encoder.Schema[column].Name);
        }
    }

    private double ReadEscaped(ref Utf8JsonReader reader, int column)
    {
        int length = reader.ValueSpan.Length;
        byte[]? rented = length <= LongestOnStack ? null : ArrayPool<byte>.Shared.Rent(length);
        Span<byte> buffer = rented ?? stackalloc byte[LongestOnStack];
        try
        {
            return encoder.ReadText(column, buffer[..Unescape(ref reader, buffer, encoder.Schema[column].Name)]);
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int Unescape(ref Utf8JsonReader reader, scoped Span<byte> buffer, string? column)
    {
        try
        {
            return reader.CopyString(buffer);
        }
        catch (InvalidOperationException exception)
        {
            // A lone surrogate written as an escape, or bytes that are not UTF-8, pass the parser and fail here.
            throw NotUnicode(column, exception);
        }
    }

    private static RecordFormatException NotUnicode(string? column, Exception? innerException) =>
        new("not-unicode", "the text is not valid Unicode", column, row: null, innerException);

    private static RecordFormatException NotJson(JsonException exception) =>
        new("not-json", $"the text is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}", column: null, row: null, exception);

    private static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.None => "nothing",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    /// <summary>Is handed the cells of one record; they are overwritten afterwards.</summary>
    internal delegate void RecordAction(ReadOnlySpan<double> cells);
}
