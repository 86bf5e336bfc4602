using System.Globalization;
using System.Text.Json;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Learning;

/// <summary>What <c>anomaly train</c> says of a detector.</summary>
/// <param name="Path">Where the model goes.</param>
/// <param name="Detector">What was trained.</param>
/// <param name="Options">How it was trained.</param>
/// <param name="InTime">The figures of detectors that were trained on earlier rows, each judged on the rows after; null where no time was named.</param>
internal sealed record TrainReport(string Path, TrainedDetector Detector, AnomalyDetectorOptions Options, CrossValidationResult? InTime)
{
    private ModelInfo Info => new AnomalyDetectionPredictor(Detector.Artifact).Info;

    /// <summary>For people: what was trained, its figures, its threshold.</summary>
    public string ToText()
    {
        ModelInfo info = Info;
        List<string> lines = [string.Create(CultureInfo.InvariantCulture, $"{info.Algorithm}: {SizeOf(info)}, trained on {info.Provenance.RowCount:N0} rows, {info.FeatureNames.Count:N0} {(info.FeatureNames.Count == 1 ? "feature" : "features")}")];
        if (Detector.Evaluation is { } evaluation) lines.Add(evaluation.ToString());
        if (InTime is not null) lines.AddRange(["trained on earlier rows, tested on later ones:", InTime.ToString()]);
        lines.Add("threshold: " + ThresholdText());
        lines.Add("probability: " + MeaningText(info));
        return string.Join('\n', lines);
    }

    /// <summary>For machines.</summary>
    public void WriteJson(Stream destination)
    {
        ModelInfo info = Info;
        using var json = new Utf8JsonWriter(destination);
        json.WriteStartObject();
        json.WriteString("model", Path);
        json.WriteString("algorithm", info.Algorithm);
        json.WriteNumber("seed", info.Provenance.Seed);
        json.WriteNumber("row_count", info.Provenance.RowCount);
        json.WriteNumber("anomaly_count", info.Provenance.AnomalyCount);
        json.WriteNumber("feature_count", info.FeatureNames.Count);
        json.WriteNumber("tree_count", info.TreeCount);
        json.WriteNumber("node_count", info.NodeCount);
        json.WriteNumber("support_vector_count", info.SupportVectorCount);
        JsonFigures.Number(json, "threshold", info.Policy.Threshold);
        JsonFigures.Design(json, "threshold_choice", Detector.Threshold);
        json.WriteString("probability", JsonFigures.Spelled(info.Probability));
        JsonFigures.Evaluation(json, "evaluation", Detector.Evaluation);
        json.WritePropertyName("in_time");
        if (InTime is null) json.WriteNullValue();
        else CrossValidationJson.Write(json, InTime);
        JsonFigures.Notes(json, Detector.Notes);
        json.WriteEndObject();
    }

    private static string SizeOf(ModelInfo info) => info.TreeCount > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{info.TreeCount:N0} {(info.TreeCount == 1 ? "tree" : "trees")}, {info.NodeCount:N0} nodes")
        : string.Create(CultureInfo.InvariantCulture, $"{info.SupportVectorCount:N0} support vectors");

    // What stands in the evaluation is not said again.
    private string ThresholdText()
    {
        string threshold = Detector.Artifact.Policy.Threshold.ToString("0.######", CultureInfo.InvariantCulture);
        if (Detector.Threshold is { } design) return string.Create(CultureInfo.InvariantCulture, $"{threshold}, of {design.TriedCount:N0} the best for {Options.Objective} {(design.Source == ScoreSource.OutOfBag ? "out of bag" : "across folds")}; {AlertText(design)}");
        return $"{threshold}, {(Options.Threshold is null ? "the model's own" : "as given")}";
    }

    private static string AlertText(ThresholdDesign design) => design.AlertRate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"it flags {rate.Value:P2} of the rows [{rate.Low:P2}, {rate.High:P2}]")
        : "it flags no row";

    private static string MeaningText(ModelInfo info) => info.Probability switch
    {
        ProbabilityMeaning.Calibrated => string.Create(CultureInfo.InvariantCulture, $"calibrated, for a share of anomalies of {info.Prior ?? info.BaseRate:P2}"),
        ProbabilityMeaning.ClassWeightsUndone => "the model's own score with its class weights undone",
        ProbabilityMeaning.ModelScore => "the model's own score, not calibrated",
        _ => "a monotone map of the score, no probability",
    };
}
