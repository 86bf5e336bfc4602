using System.Text.Json;

namespace Anomaly.Detection.Artifacts;

/// <summary>Tells what kind of file this is before anything else is asked of it.</summary>
internal static class FileHead
{
    public const string Format = "anomaly-detection-model";
    public const int Version = 1;

    private static ReadOnlySpan<byte> Expected => "{\n  \"format\": \"anomaly-detection-model\",\n  \"version\": 1,\n"u8;

    public static void Check(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(Expected)) return;
        if (file.IsEmpty) throw new ModelFormatException("empty-file", "", "the file is empty");
        if (Expected.StartsWith(file)) throw new ModelFormatException("truncated", "", "the file is cut off in its first lines");
        if (file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) throw new ModelFormatException("not-json", "", "the file begins with a byte order mark; expected '{'");
        try
        {
            CheckTokens(file);
        }
        catch (JsonException exception)
        {
            throw new ModelFormatException("not-json", "", $"the file does not begin like JSON, but with {ModelFormatException.Quote(file[..Math.Min(file.Length, 16)])}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new ModelFormatException("not-unicode", "", "the first field is not valid Unicode", exception);
        }

        // The same content, spelled in another way.
        throw new ModelFormatException("not-canonical", "", "the first lines are not spelled as this library writes them");
    }

    private static void CheckTokens(ReadOnlySpan<byte> file)
    {
        var json = new Utf8JsonReader(file, new JsonReaderOptions { MaxDepth = JsonPlace.MaxDepth });
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw NotAModel("the file is not a JSON object");
        if (!json.Read() || json.TokenType != JsonTokenType.PropertyName) throw NotAModel("the file is an empty object");
        if (!json.ValueTextEquals("format"u8)) throw NotAModel($"the file begins with the field {ModelFormatException.Quote(json.ValueSpan)}, so it is another product's; expected 'format'");
        json.Read();
        if (json.TokenType != JsonTokenType.String || !json.ValueTextEquals(Format)) throw NotAModel($"the format is {ModelFormatException.Quote(json.ValueSpan)}; expected '{Format}'", "format");
        if (!json.Read() || json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals("version"u8)) throw new ModelFormatException("missing-field", "version", "the field is missing");
        json.Read();
        if (json.TokenType != JsonTokenType.Number) throw new ModelFormatException("wrong-type", "version", "expected a whole number");
        if (!json.TryGetInt32(out int version)) throw new ModelFormatException("unknown-version", "version", $"{ModelFormatException.Quote(json.ValueSpan)} is no version of this format");
        string reads = FormattableString.Invariant($"the file has format version {version}; this library ({Provenance.CurrentLibraryVersion}) reads version {Version}");
        if (version > Version) throw new ModelFormatException("newer-version", "version", reads);
        if (version < Version) throw new ModelFormatException("unknown-version", "version", reads);
    }

    private static ModelFormatException NotAModel(string problem, string place = "") => new("not-a-model", place, problem);
}
