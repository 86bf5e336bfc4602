using Anomaly.Detection.Artifacts;

namespace Anomaly.Detection.Tool.Files;

/// <summary>Writes model files for commands.</summary>
internal static class ModelOutput
{
    /// <summary>Refuses a path that nothing can be written to, before the work for it begins.</summary>
    /// <exception cref="ToolFailure">It is a folder, or its folder is not there.</exception>
    public static void Expect(string path)
    {
        if (path == OutputFile.StandardOutput) return;
        if (Directory.Exists(path)) throw new ToolFailure(ExitCode.InputOutput, $"'{path}' is a folder; a file was expected");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new ToolFailure(ExitCode.InputOutput, $"'{path}' cannot be written: there is no folder '{folder}'");
    }

    /// <summary>Writes a model, whole or not at all; compressed where the name ends in <c>.gz</c>.</summary>
    /// <exception cref="ToolFailure">It cannot be written.</exception>
    public static void Save(string path, DetectorArtifact artifact, CommandContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        OutputFile.Write(path, context, stream => artifact.Save(stream, compress: path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)));
    }
}
