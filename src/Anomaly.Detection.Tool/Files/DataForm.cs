namespace Anomaly.Detection.Tool.Files;

/// <summary>How rows stand in a file: CSV, or one JSON object a line, compressed or not.</summary>
/// <param name="IsNdjson">Whether there is a JSON object a line.</param>
/// <param name="IsGzip">Whether the bytes are compressed.</param>
internal readonly record struct DataForm(bool IsNdjson, bool IsGzip)
{
    /// <summary>Names of forms for options.</summary>
    public static string[] Names => ["csv", "ndjson"];

    /// <summary>What a path's ending says, unless the form is named: CSV where it says nothing.</summary>
    /// <param name="path">A path, or <c>-</c>.</param>
    /// <param name="name">One of <see cref="Names"/>, or null.</param>
    public static DataForm Of(string path, string? name)
    {
        bool isGzip = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        string ending = Path.GetExtension(isGzip ? path[..^3] : path);
        bool isNdjson = name is null
            ? ending.Equals(".ndjson", StringComparison.OrdinalIgnoreCase) || ending.Equals(".jsonl", StringComparison.OrdinalIgnoreCase)
            : name == "ndjson";
        return new DataForm(isNdjson, isGzip);
    }
}
