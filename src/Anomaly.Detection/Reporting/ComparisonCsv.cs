using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>Writes a <see cref="ComparisonReport"/> as CSV.</summary>
internal static class ComparisonCsv
{
    private const string Header =
        "model_name,test_set,accuracy,precision,recall,f1,auc,average_precision,tn,fp,fn,tp,fit_seconds,score_seconds,source,test_rows_in_training,threshold,"
        + "accuracy_low,accuracy_high,precision_low,precision_high,recall_low,recall_high,f1_low,f1_high,auc_low,auc_high,average_precision_low,average_precision_high";

    private const string LineEnd = "\r\n";

    public static void Write(ComparisonReport report, TextWriter writer)
    {
        writer.Write(Header + LineEnd);
        foreach (ComparisonRow row in report.Rows) writer.Write(string.Join(',', Cells(row)) + LineEnd);
    }

    private static IEnumerable<string> Cells(ComparisonRow row)
    {
        yield return Text(row.ModelName);
        yield return Text(row.TestSet);
        foreach (ComparisonMetric metric in Enum.GetValues<ComparisonMetric>()) yield return Number(row.Of(metric).Value);
        yield return Count(row.Confusion.TrueNegatives);
        yield return Count(row.Confusion.FalsePositives);
        yield return Count(row.Confusion.FalseNegatives);
        yield return Count(row.Confusion.TruePositives);
        yield return Number(row.FitSeconds);
        yield return Number(row.ScoreSeconds);
        yield return row.Source.ToString();
        yield return Count(row.RepeatedRows);
        yield return Number(row.Threshold);
        foreach (ComparisonMetric metric in Enum.GetValues<ComparisonMetric>())
        {
            MetricInterval interval = row.Of(metric);
            yield return Number(interval.Low);
            yield return Number(interval.High);
        }
    }

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Text(string text)
    {
        bool isGuarded = FormulaText.NeedsGuard(text);
        if (!isGuarded && text.AsSpan().IndexOfAny(",\"\r\n") < 0 && text[0] != ' ' && text[^1] != ' ') return text;
        return $"\"{(isGuarded ? FormulaText.Guard : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
