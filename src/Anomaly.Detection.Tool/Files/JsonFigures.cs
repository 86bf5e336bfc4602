using System.Text.Json;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tool.Files;

/// <summary>Writes figures as JSON, with the names that the library's own reports use.</summary>
internal static class JsonFigures
{
    /// <summary>An evaluation as an object, or null where there is none.</summary>
    public static void Evaluation(Utf8JsonWriter json, string name, EvaluationSummary? summary)
    {
        json.WritePropertyName(name);
        if (summary is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("source", Spelled(summary.Source));
        json.WriteNumber("row_count", summary.RowCount);
        json.WriteNumber("anomaly_count", summary.AnomalyCount);
        Number(json, "prevalence", summary.Prevalence);
        Number(json, "threshold", summary.Threshold);
        Confusion(json, summary.Confusion);
        Number(json, "confidence", summary.Intervals.Confidence);
        Figures(json, summary.Intervals);
        json.WriteEndObject();
    }

    /// <summary>A choice of a threshold as an object, or null where there was none.</summary>
    public static void Design(Utf8JsonWriter json, string name, ThresholdDesign? design)
    {
        json.WritePropertyName(name);
        if (design is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("objective", design.Objective.ToString());
        json.WriteString("source", Spelled(design.Source));
        Number(json, "threshold", design.Threshold ?? double.NaN);
        Number(json, "value", design.Value ?? double.NaN);
        json.WriteString("refusal", design.Refusal);
        json.WriteEndObject();
    }

    /// <summary>A figure with its ends as an object.</summary>
    public static void Interval(Utf8JsonWriter json, string name, MetricInterval figure)
    {
        json.WriteStartObject(name);
        Number(json, "value", figure.Value);
        Number(json, "low", figure.Low);
        Number(json, "high", figure.High);
        json.WriteEndObject();
    }

    /// <summary>Sentences as an array.</summary>
    public static void Notes(Utf8JsonWriter json, IEnumerable<string> notes)
    {
        json.WriteStartArray("notes");
        foreach (string note in notes) json.WriteStringValue(note);
        json.WriteEndArray();
    }

    /// <summary>A number, or null where it is undefined or infinite: JSON has neither.</summary>
    public static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    /// <summary>A value of an enum in small letters: <c>HeldOut</c> is <c>held_out</c>.</summary>
    public static string Spelled<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static void Confusion(Utf8JsonWriter json, ConfusionMatrix confusion)
    {
        json.WriteStartObject("confusion");
        json.WriteNumber("true_negatives", confusion.TrueNegatives);
        json.WriteNumber("false_positives", confusion.FalsePositives);
        json.WriteNumber("false_negatives", confusion.FalseNegatives);
        json.WriteNumber("true_positives", confusion.TruePositives);
        json.WriteEndObject();
    }

    private static void Figures(Utf8JsonWriter json, MetricIntervals figures)
    {
        json.WriteStartObject("figures");
        Interval(json, "roc_auc", figures.RocAuc);
        Interval(json, "average_precision", figures.AveragePrecision);
        Interval(json, "brier_score", figures.BrierScore);
        Interval(json, "log_loss", figures.LogLoss);
        Interval(json, "precision", figures.Precision);
        Interval(json, "recall", figures.Recall);
        Interval(json, "f1", figures.F1);
        Interval(json, "matthews_correlation", figures.MatthewsCorrelation);
        Interval(json, "specificity", figures.Specificity);
        Interval(json, "balanced_accuracy", figures.BalancedAccuracy);
        Interval(json, "accuracy", figures.Accuracy);
        json.WriteEndObject();
    }
}
