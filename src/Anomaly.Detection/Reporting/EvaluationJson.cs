using System.Text.Json;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Evaluation;
using static Anomaly.Detection.Reporting.JsonParts;

namespace Anomaly.Detection.Reporting;

/// <summary>Writes an <see cref="EvaluationReport"/> as JSON.</summary>
internal static class EvaluationJson
{
    public static void Write(EvaluationReport report, Stream destination)
    {
        using var json = new Utf8JsonWriter(destination);
        json.WriteStartObject();
        json.WriteString("headline", report.Headline);
        json.WriteString("title", report.Title);
        json.WriteBoolean("is_performance", report.IsPerformance);
        Optional(json, "detector", report.Detector, Detector);
        json.WritePropertyName("summary");
        Summary(json, report.Summary);
        Array(json, "others", report.Others, (writer, other) => Other(writer, report, other));
        Optional(json, "audit", report.Audit, AuditJson.Write);
        Curves(json, report);
        Array(json, "histogram", report.Histogram.Bins, Bin);
        Thresholds(json, report);
        Optional(json, "reliability", report.Reliability, Reliability);
        json.WriteString("importance_meaning", report.ImportanceMeaning);
        Array(json, "importances", report.Importances, Importance);
        Optional(json, "explanation", report.Explanation, ExplanationJson.Global);
        Array(json, "dependences", report.Dependences, ExplanationJson.Dependence);
        Array(json, "pair_dependences", report.PairDependences, ExplanationJson.Pair);
        Array(json, "explained_rows", report.ExplainedRows, ExplanationJson.Row);
        Optional(json, "comparison", report.Comparison, ComparisonJson.Write);
        Texts(json, "notes", report.Notes);
        json.WriteEndObject();
    }

    private static void Detector(Utf8JsonWriter json, Provenance detector)
    {
        json.WriteStartObject();
        json.WriteString("algorithm", detector.Algorithm);
        json.WriteString("library_version", detector.LibraryVersion);
        json.WriteNumber("seed", detector.Seed);
        json.WriteNumber("row_count", detector.RowCount);
        json.WriteNumber("anomaly_count", detector.AnomalyCount);
        json.WriteStartObject("options");
        foreach ((string name, string value) in detector.Options) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Summary(Utf8JsonWriter json, EvaluationSummary summary)
    {
        json.WriteStartObject();
        json.WriteString("source", ReportName.Of(summary.Source));
        json.WriteNumber("row_count", summary.RowCount);
        json.WriteNumber("anomaly_count", summary.AnomalyCount);
        Number(json, "prevalence", summary.Prevalence);
        Number(json, "threshold", summary.Threshold);
        json.WritePropertyName("confusion");
        Confusion(json, summary.Confusion);
        Number(json, "confidence", summary.Intervals.Confidence);
        json.WriteStartObject("figures");
        foreach (ReportFigure figure in ReportFigure.Of(summary))
        {
            json.WriteStartObject(figure.Key);
            Interval(json, figure.Interval);
            Number(json, "baseline", figure.Baseline ?? double.NaN);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Other(Utf8JsonWriter json, EvaluationReport report, ReportedEvaluation other)
    {
        json.WriteStartObject();
        json.WriteString("label", other.Label);
        json.WriteBoolean("is_performance", FigureColumn.IsPerformanceOf(report, other));
        json.WriteString("without", other.Without is { } check ? ReportName.Of(check) : null);
        json.WriteString("reason", other.Reason);
        Optional(json, "summary", other.Summary, Summary);
        json.WriteEndObject();
    }

    private static void Curves(Utf8JsonWriter json, EvaluationReport report)
    {
        json.WriteStartObject("roc");
        Number(json, "area", report.Roc.Area);
        Array(json, "points", ThinnedCurve.Of(report.Roc.Points, RocPicture.Place), static (json, point) => Numbers(json, point.Threshold, point.FalsePositiveRate, point.TruePositiveRate));
        json.WriteEndObject();
        json.WriteStartObject("precision_recall");
        Number(json, "average_precision", report.PrecisionRecall.AveragePrecision);
        Array(json, "points", ThinnedCurve.Of(report.PrecisionRecall.Points, PrecisionRecallPicture.Place), static (json, point) => Numbers(json, point.Threshold, point.Precision, point.Recall));
        json.WriteEndObject();
    }

    private static void Bin(Utf8JsonWriter json, ScoreBin bin)
    {
        json.WriteStartObject();
        Number(json, "from", bin.From);
        Number(json, "to", bin.To);
        json.WriteNumber("normal_count", bin.NormalCount);
        json.WriteNumber("anomaly_count", bin.AnomalyCount);
        json.WriteEndObject();
    }

    private static void Thresholds(Utf8JsonWriter json, EvaluationReport report)
    {
        json.WriteStartObject("thresholds");
        Number(json, "false_alarm_cost", report.FalseAlarmCost);
        Number(json, "miss_cost", report.MissCost);
        json.WriteNumber("policy_row", report.Thresholds.PolicyRow);
        json.WriteNumber("distinct_count", report.Thresholds.DistinctCount);
        Array(json, "rows", report.Thresholds.Rows, (json, row) =>
        {
            json.WriteStartObject();
            Number(json, "threshold", row.Threshold);
            json.WritePropertyName("confusion");
            Confusion(json, row.Confusion);
            Number(json, "precision", row.Confusion.Precision);
            Number(json, "recall", row.Confusion.Recall);
            Number(json, "alerts_per_thousand", row.AlertsPerThousand);
            Number(json, "cost", row.Cost(report.FalseAlarmCost, report.MissCost));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Reliability(Utf8JsonWriter json, ReliabilityTable table)
    {
        json.WriteStartObject();
        Number(json, "expected_calibration_error", table.ExpectedCalibrationError);
        Number(json, "maximum_calibration_error", table.MaximumCalibrationError);
        Number(json, "brier_score", table.BrierScore);
        Number(json, "reliability", table.Reliability);
        Number(json, "resolution", table.Resolution);
        Number(json, "uncertainty", table.Uncertainty);
        Number(json, "within_bins", table.WithinBins);
        Array(json, "bins", table.Bins, static (json, bin) =>
        {
            json.WriteStartObject();
            Number(json, "from", bin.From);
            Number(json, "to", bin.To);
            json.WriteNumber("row_count", bin.RowCount);
            json.WriteNumber("anomaly_count", bin.AnomalyCount);
            Number(json, "mean_probability", bin.MeanProbability);
            json.WriteStartObject("observed_rate");
            Interval(json, bin.ObservedRate);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Importance(Utf8JsonWriter json, NamedImportance importance)
    {
        json.WriteStartObject();
        json.WriteString("name", importance.Name);
        Number(json, "value", importance.Value);
        json.WriteEndObject();
    }
}
