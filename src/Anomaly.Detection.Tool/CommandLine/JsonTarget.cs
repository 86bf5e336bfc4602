using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary>Where JSON goes.</summary>
/// <param name="Path">A file, <see cref="OutputFile.StandardOutput"/>, or null where none is asked for.</param>
internal sealed record JsonTarget(string? Path)
{
    public static JsonTarget None { get; } = new((string?)null);

    public static JsonTarget StandardOutput { get; } = new(OutputFile.StandardOutput);

    /// <summary>Shows a result: its text on standard output unless JSON goes there, and JSON where it is asked for.</summary>
    public void Show(CommandContext context, Func<string> text, Action<Stream> writeJson)
    {
        if (Path != OutputFile.StandardOutput) context.Results.WriteLine(text());
        ShowFile(context, writeJson);
    }

    /// <summary>As <see cref="Show"/> without the text.</summary>
    public void ShowFile(CommandContext context, Action<Stream> writeJson)
    {
        if (Path is null) return;
        OutputFile.Write(Path, context, stream =>
        {
            writeJson(stream);
            stream.WriteByte((byte)'\n');
        });
        if (Path != OutputFile.StandardOutput) context.Say($"JSON: {Path}");
    }
}
