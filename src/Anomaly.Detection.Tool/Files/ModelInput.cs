using Anomaly.Detection.Artifacts;

namespace Anomaly.Detection.Tool.Files;

/// <summary>Loads model files for commands.</summary>
internal static class ModelInput
{
    /// <exception cref="ToolFailure">There is no such file, or it is no model; the message names it.</exception>
    public static DetectorArtifact Load(string path, CommandContext context)
    {
        try
        {
            DetectorArtifact artifact = DetectorArtifact.Load(InputTable.Existing(path));
            context.Detail($"{path}: {artifact.Provenance.Algorithm}, trained by Anomaly.Detection {artifact.Provenance.LibraryVersion}");
            return artifact;
        }
        catch (ModelFormatException exception)
        {
            throw new ToolFailure(ExitCode.BadModel, $"'{path}' is no model of this version: {exception.Message}", exception);
        }
    }
}
