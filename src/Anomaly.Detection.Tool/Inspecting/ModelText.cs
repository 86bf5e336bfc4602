using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tool.Inspecting;

/// <summary>Tells people what is in a model file.</summary>
internal sealed class ModelText(TextWriter output, int width)
{
    private const int NameWidth = 16;

    /// <summary>Writes all of it.</summary>
    public void Write(DetectorArtifact artifact, ModelSeal seal)
    {
        Provenance provenance = artifact.Provenance;
        output.WriteLine($"{provenance.Algorithm}, trained by Anomaly.Detection {provenance.LibraryVersion}");
        Fact("rows", Invariant($"{provenance.RowCount:N0}, {provenance.AnomalyCount:N0} of them anomalies{ShareOf(provenance.AnomalyCount, provenance.RowCount)}"));
        Fact("seed", Invariant($"{provenance.Seed}"));
        WriteModel(artifact);
        WriteDecision(artifact);
        WriteColumns(artifact);
        WriteOptions(provenance);
        Heading("Figures");
        output.WriteLine(artifact.Evaluation is { } evaluation ? evaluation.ToString() : "none: the model was not judged, or its threshold or probabilities were changed since");
        Heading("File");
        Fact("size", Invariant($"{seal.FileLength:N0} bytes{(seal.IsGzip ? Invariant($", {seal.ContentLength:N0} decompressed") : "")}"));
        Fact("SHA-256", $"{seal.Checksum}, verified");
    }

    /// <summary>Writes a line for each tree.</summary>
    public void WriteTrees(ImmutableArray<ModelPart> parts)
    {
        output.WriteLine($"{"tree",6}  {"nodes",8}  {"leaves",8}  {"depth",5}");
        int number = 0;
        foreach (ModelPart part in parts)
        {
            foreach (DecisionTree tree in part.Trees)
            {
                output.WriteLine(Invariant($"{number,6}  {tree.NodeCount,8:N0}  {tree.LeafCount,8:N0}  {tree.Depth,5}"));
                number++;
            }
        }
    }

    private void WriteModel(DetectorArtifact artifact)
    {
        foreach (ModelPart part in ModelPart.Of(artifact.Model))
        {
            string weight = part.Weight is { } share ? Invariant($"weight {NumberText.Format(share)}, ") : "";
            string size = part.Model is OneClassSvmModel svm
                ? Invariant($"{svm.SupportVectorCount:N0} support vectors, {svm.Kernel.Kind.ToString().ToLowerInvariant()} kernel")
                : Invariant($"{part.Trees.Length:N0} {(part.Trees.Length == 1 ? "tree" : "trees")}, {part.NodeCount:N0} nodes, {part.LeafCount:N0} leaves, at most {part.Depth} deep");
            Fact(part.Kind, weight + size);
        }
    }

    private void WriteDecision(DetectorArtifact artifact)
    {
        Heading("Decision");
        DecisionPolicy policy = artifact.Policy;
        Fact("threshold", Invariant($"{NumberText.Format(policy.Threshold)}: an anomaly from this probability on"));
        Fact("risk", Invariant($"medium from {NumberText.Format(policy.MediumRiskFrom)}, high from {NumberText.Format(policy.HighRiskFrom)}"));
        Fact("probability", ModelWords.Meaning(artifact.Probability));
        Fact("calibration", ModelWords.Calibration(artifact.Calibration));
        if (artifact.Calibration?.BaseRate is { } rate) Fact("base rate", Invariant($"{NumberText.Format(rate)}: the share of anomalies that it was fitted at"));
        if (artifact.Calibration is PriorShiftedCalibration shifted) Fact("prior", Invariant($"{NumberText.Format(shifted.Prior)}: the share that probabilities were moved to"));
        if (artifact.Baseline is { } baseline) Fact("baseline", Invariant($"how values were spread over {baseline.RowCount:N0} {(baseline.IsOfNormalRows ? "normal rows" : "rows")}, for the words of explanations"));
    }

    private void WriteColumns(DetectorArtifact artifact)
    {
        FeatureSchema schema = artifact.Encoder.Schema;
        Heading(Invariant($"Columns ({schema.Count})"));
        int longest = NameWidth;
        foreach (FeatureColumn column in schema.Columns) longest = Math.Max(longest, Math.Min(column.Name.Length, width / 2));
        for (int index = 0; index < schema.Count; index++)
        {
            FeatureColumn column = schema[index];
            string classes = artifact.Encoder.ClassesOf(index) is { } labels ? Invariant($", {labels.Classes.Count:N0} {(labels.Classes.Count == 1 ? "class" : "classes")}") : "";
            string leftOut = column.Kind == FeatureKind.Identifier ? ", left out" : "";
            Fact(column.Name, ModelWords.Kind(column.Kind) + classes + leftOut, longest);
        }

        Heading(Invariant($"Features ({artifact.Encoder.FeatureCount})"));
        var names = new string[artifact.Encoder.FeatureCount];
        for (int i = 0; i < names.Length; i++) names[i] = artifact.Encoder.Features[i].Name;
        Wrap(names);
    }

    private void WriteOptions(Provenance provenance)
    {
        if (provenance.Options.Count == 0) return;
        Heading("Options of the training");
        int longest = NameWidth;
        foreach ((string name, string _) in provenance.Options) longest = Math.Max(longest, name.Length);
        foreach ((string name, string value) in provenance.Options) Fact(name, value, longest);
    }

    private void Heading(string title)
    {
        output.WriteLine();
        output.WriteLine(title);
    }

    private void Fact(string name, string value, int nameWidth = NameWidth) => output.WriteLine($"  {OneLine(name).PadRight(nameWidth)}  {OneLine(value)}");

    private void Wrap(string[] names)
    {
        int used = 0;
        foreach (string name in names)
        {
            string shown = OneLine(name);
            if (used > 0 && used + 2 + shown.Length > width - 2)
            {
                output.WriteLine(",");
                used = 0;
            }

            output.Write(used == 0 ? "  " : ", ");
            output.Write(shown);
            used += shown.Length + 2;
        }

        if (used > 0) output.WriteLine();
    }

    // A name may hold whatever the header of a file held.
    private static string OneLine(string text)
    {
        foreach (char letter in text)
        {
            if (char.IsControl(letter)) return string.Create(text.Length, text, static (shown, source) =>
            {
                for (int i = 0; i < shown.Length; i++) shown[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
            });
        }

        return text;
    }

    private static string ShareOf(int part, int all) => all == 0 ? "" : Invariant($" ({100.0 * part / all:0.##} %)");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
