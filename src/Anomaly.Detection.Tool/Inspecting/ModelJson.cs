using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tool.Inspecting;

/// <summary>Tells machines what is in a model file.</summary>
internal static class ModelJson
{
    public static void Write(Stream destination, DetectorArtifact artifact, ModelSeal seal, bool withTrees)
    {
        using var json = new Utf8JsonWriter(destination, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        WriteProvenance(json, artifact.Provenance);
        WriteModels(json, ModelPart.Of(artifact.Model), withTrees);
        WriteDecision(json, artifact);
        WriteColumns(json, artifact);
        WriteFigures(json, artifact.Evaluation);
        json.WriteStartObject("file");
        json.WriteNumber("bytes", seal.FileLength);
        json.WriteNumber("content_bytes", seal.ContentLength);
        json.WriteString("sha256", seal.Checksum);
        json.WriteBoolean("verified", true);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteProvenance(Utf8JsonWriter json, Provenance provenance)
    {
        json.WriteString("algorithm", provenance.Algorithm);
        json.WriteString("library_version", provenance.LibraryVersion);
        json.WriteNumber("seed", provenance.Seed);
        json.WriteNumber("rows", provenance.RowCount);
        json.WriteNumber("anomalies", provenance.AnomalyCount);
        json.WriteStartObject("options");
        foreach ((string name, string value) in provenance.Options) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteModels(Utf8JsonWriter json, ImmutableArray<ModelPart> parts, bool withTrees)
    {
        json.WriteStartArray("models");
        foreach (ModelPart part in parts)
        {
            json.WriteStartObject();
            json.WriteString("kind", part.Kind);
            if (part.Weight is { } weight) json.WriteNumber("weight", weight);
            if (part.Model is OneClassSvmModel svm) json.WriteNumber("support_vectors", svm.SupportVectorCount);
            else WriteTrees(json, part, withTrees);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTrees(Utf8JsonWriter json, ModelPart part, bool withTrees)
    {
        json.WriteNumber("tree_count", part.Trees.Length);
        json.WriteNumber("nodes", part.NodeCount);
        json.WriteNumber("leaves", part.LeafCount);
        json.WriteNumber("depth", part.Depth);
        if (!withTrees) return;
        json.WriteStartArray("trees");
        foreach (DecisionTree tree in part.Trees)
        {
            json.WriteStartObject();
            json.WriteNumber("nodes", tree.NodeCount);
            json.WriteNumber("leaves", tree.LeafCount);
            json.WriteNumber("depth", tree.Depth);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDecision(Utf8JsonWriter json, DetectorArtifact artifact)
    {
        json.WriteNumber("threshold", artifact.Policy.Threshold);
        json.WriteNumber("medium_risk_from", artifact.Policy.MediumRiskFrom);
        json.WriteNumber("high_risk_from", artifact.Policy.HighRiskFrom);
        json.WriteString("probability", ModelWords.MeaningName(artifact.Probability));
        json.WriteString("calibration", artifact.Calibration is { } calibration ? ModelWords.Calibration(calibration) : null);
        Optional(json, "base_rate", artifact.Calibration?.BaseRate);
        Optional(json, "prior", (artifact.Calibration as PriorShiftedCalibration)?.Prior);
        Optional(json, "baseline_rows", artifact.Baseline?.RowCount);
    }

    private static void WriteColumns(Utf8JsonWriter json, DetectorArtifact artifact)
    {
        FeatureSchema schema = artifact.Encoder.Schema;
        json.WriteStartArray("columns");
        for (int index = 0; index < schema.Count; index++)
        {
            json.WriteStartObject();
            json.WriteString("name", schema[index].Name);
            json.WriteString("kind", ModelWords.Kind(schema[index].Kind));
            if (artifact.Encoder.ClassesOf(index) is { } labels) json.WriteNumber("classes", labels.Classes.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("features");
        for (int i = 0; i < artifact.Encoder.FeatureCount; i++) json.WriteStringValue(artifact.Encoder.Features[i].Name);
        json.WriteEndArray();
    }

    private static void WriteFigures(Utf8JsonWriter json, EvaluationSummary? evaluation)
    {
        if (evaluation is null)
        {
            json.WriteNull("figures");
            return;
        }

        MetricIntervals figures = evaluation.Intervals;
        json.WriteStartObject("figures");
        json.WriteString("source", ModelWords.Source(evaluation.Source));
        json.WriteNumber("rows", evaluation.RowCount);
        json.WriteNumber("anomalies", evaluation.AnomalyCount);
        json.WriteNumber("threshold", evaluation.Threshold);
        json.WriteNumber("confidence", figures.Confidence);
        Figure(json, "roc_auc", figures.RocAuc);
        Figure(json, "average_precision", figures.AveragePrecision);
        Figure(json, "log_loss", figures.LogLoss);
        Figure(json, "brier_score", figures.BrierScore);
        Figure(json, "precision", figures.Precision);
        Figure(json, "recall", figures.Recall);
        Figure(json, "f1", figures.F1);
        Figure(json, "matthews_correlation", figures.MatthewsCorrelation);
        Figure(json, "accuracy", figures.Accuracy);
        Figure(json, "specificity", figures.Specificity);
        Figure(json, "balanced_accuracy", figures.BalancedAccuracy);
        json.WriteNumber("true_positives", evaluation.Confusion.TruePositives);
        json.WriteNumber("false_positives", evaluation.Confusion.FalsePositives);
        json.WriteNumber("true_negatives", evaluation.Confusion.TrueNegatives);
        json.WriteNumber("false_negatives", evaluation.Confusion.FalseNegatives);
        json.WriteEndObject();
    }

    private static void Figure(Utf8JsonWriter json, string name, MetricInterval figure)
    {
        json.WriteStartObject(name);
        Optional(json, "value", figure.Value);
        Optional(json, "low", figure.Low);
        Optional(json, "high", figure.High);
        json.WriteEndObject();
    }

    // What is undefined is null: JSON has no NaN.
    private static void Optional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
