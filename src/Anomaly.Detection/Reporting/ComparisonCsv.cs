using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>Writes a <see cref="ComparisonReport"/> as CSV.</summary>
internal static class ComparisonCsv
{
    private const string Header =
        "model_name,test_set,accuracy,precision,recall,f1,auc,average_precision,tn,fp,fn,tp,fit_seconds,score_seconds,source,test_rows_in_training,threshold,"
        + "accuracy_low,accuracy_high,precision_low,precision_high,recall_low,recall_high,f1_low,f1_high,auc_low,auc_high,average_precision_low,average_precision_high";

    public static void Write(ComparisonReport report, TextWriter writer)
    {
        writer.Write(Header + CsvCell.LineEnd);
        foreach (ComparisonRow row in report.Rows) writer.Write(string.Join(',', Cells(row)) + CsvCell.LineEnd);
    }

    private static IEnumerable<string> Cells(ComparisonRow row)
    {
        yield return CsvCell.Text(row.ModelName);
        yield return CsvCell.Text(row.TestSet);
        foreach (ComparisonMetric metric in Enum.GetValues<ComparisonMetric>()) yield return CsvCell.Number(row.Of(metric).Value);
        yield return CsvCell.Count(row.Confusion.TrueNegatives);
        yield return CsvCell.Count(row.Confusion.FalsePositives);
        yield return CsvCell.Count(row.Confusion.FalseNegatives);
        yield return CsvCell.Count(row.Confusion.TruePositives);
        yield return CsvCell.Number(row.FitSeconds);
        yield return CsvCell.Number(row.ScoreSeconds);
        yield return row.Source.ToString();
        yield return CsvCell.Count(row.RepeatedRows);
        yield return CsvCell.Number(row.Threshold);
        foreach (ComparisonMetric metric in Enum.GetValues<ComparisonMetric>())
        {
            MetricInterval interval = row.Of(metric);
            yield return CsvCell.Number(interval.Low);
            yield return CsvCell.Number(interval.High);
        }
    }
}
