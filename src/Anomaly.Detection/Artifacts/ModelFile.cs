using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Artifacts;

/// <summary>The JSON form of an artefact, version 1, as a whole; every section has a file of its own.</summary>
/// <remarks>
/// See <c>docs/model-format.md</c>. The way through the room:
/// <code>
/// Save:  DetectorArtifact ─ SaveLimits ─ ModelFile.Write ─ …Section.Write ─ ModelJsonWriter ─ HashingSink ─ FileSeal ─ AtomicFile
/// Load:  path, stream, bytes ─ ModelBytes ─ FileHead ─ FileSeal ─ …Section.Read ─ ModelJsonReader ─ DetectorArtifact ─ CanonicalForm
///                          decompressed   a model?   undamaged?                     NumberLine                     spelled as Save spells it?
/// </code>
/// </remarks>
internal static class ModelFile
{
    private static readonly string[] Fields = ["format", "version", "provenance", "policy", "encoder", "model", "calibration", "evaluation", "baseline", "sha256"];

    public static void Write(DetectorArtifact artifact, Stream destination)
    {
        SaveLimits.Check(artifact);
        using var sink = new HashingSink(destination);
        WriteBody(artifact, sink);
        Span<byte> hash = stackalloc byte[32];
        sink.TakeHash(hash);
        destination.Write(FileSeal.Write(hash));
    }

    /// <summary>Writes all bytes before the seal.</summary>
    public static void WriteBody(DetectorArtifact artifact, ByteSink sink)
    {
        var writer = new ModelJsonWriter(sink);
        writer.BeginObject();
        writer.Field("format");
        writer.Text(FileHead.Format);
        writer.Field("version");
        writer.Integer(FileHead.Version);
        writer.Field("provenance");
        ProvenanceSection.Write(writer, artifact.Provenance);
        writer.Field("policy");
        PolicySection.Write(writer, artifact.Policy);
        writer.Field("encoder");
        EncoderSection.Write(writer, artifact.Encoder);
        writer.Field("model");
        ModelSection.Write(writer, artifact.Model);
        if (artifact.Calibration is { } calibration)
        {
            writer.Field("calibration");
            CalibrationSection.Write(writer, calibration);
        }

        if (artifact.Evaluation is { } evaluation)
        {
            writer.Field("evaluation");
            EvaluationSection.Write(writer, evaluation);
        }

        if (artifact.Baseline is { } baseline)
        {
            writer.Field("baseline");
            BaselineSection.Write(writer, baseline, artifact.Encoder.Schema);
        }

        writer.Element();
    }

    public static DetectorArtifact Read(ReadOnlyMemory<byte> file, ArtifactLoadOptions limits)
    {
        FileHead.Check(file.Span);
        int bodyLength = FileSeal.Check(file.Span);
        DetectorArtifact artifact = Parse(file.Span, limits, out ProvenLines proven);
        CanonicalForm.Check(file[..bodyLength], artifact, proven);
        return artifact;
    }

    private static DetectorArtifact Parse(ReadOnlySpan<byte> file, ArtifactLoadOptions limits, out ProvenLines proven)
    {
        var reader = new ModelJsonReader(file, limits);
        proven = reader.Proven;
        try
        {
            return Read(ref reader);
        }
        catch (JsonException exception)
        {
            throw new ModelFormatException("not-json", reader.Place, FormattableString.Invariant($"the text is no JSON, or nested too deeply, near byte {reader.Position}"), exception);
        }
        catch (ArgumentException exception)
        {
            // Rules that only the finished parts can check; their messages name the place.
            throw new ModelFormatException("inconsistent", reader.Place, Shortened(exception.Message), exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or OverflowException or (FormatException and not ModelFormatException))
        {
            throw new ModelFormatException("not-readable", reader.Place, "the value cannot be read", exception);
        }
    }

    private static DetectorArtifact Read(ref ModelJsonReader reader)
    {
        reader.BeginObject(Fields);
        reader.Field("format");
        reader.SkipText();
        reader.Field("version");
        reader.Integer(FileHead.Version, FileHead.Version);
        reader.Field("provenance");
        Provenance provenance = ProvenanceSection.Read(ref reader);
        reader.Field("policy");
        DecisionPolicy policy = PolicySection.Read(ref reader);
        reader.Field("encoder");
        FeatureEncoder encoder = EncoderSection.Read(ref reader);
        reader.Field("model");
        IAnomalyModel model = ModelSection.Read(ref reader, encoder.FeatureCount);
        Calibration? calibration = reader.TryField("calibration") ? CalibrationSection.Read(ref reader) : null;
        EvaluationSummary? evaluation = reader.TryField("evaluation") ? EvaluationSection.Read(ref reader) : null;
        TableBaseline? baseline = reader.TryField("baseline") ? BaselineSection.Read(ref reader, encoder) : null;
        reader.Field("sha256");
        reader.SkipText();
        reader.EndObject();
        reader.EndFile();
        return new DetectorArtifact(encoder, model, policy, provenance, evaluation, calibration) { Baseline = baseline };
    }

    // The message of another room may quote more than one value of the file.
    private static string Shortened(string message)
    {
        const int Longest = 300;
        int parameter = message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        if (parameter >= 0) message = message[..parameter];
        return message.Length <= Longest ? message : message[..Longest] + "…";
    }
}
