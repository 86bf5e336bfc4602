using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>Writes the figures of an <see cref="EvaluationReport"/> as CSV.</summary>
internal static class EvaluationCsv
{
    private const string Header = "evaluation,figure,value,low,high,confidence,baseline,source,is_performance,rows,anomalies,threshold";

    public static void Write(EvaluationReport report, TextWriter writer)
    {
        writer.Write(Header + CsvCell.LineEnd);
        Write(writer, report.Title, report.Summary, report.IsPerformance);
        foreach (ReportedEvaluation other in report.Others)
        {
            if (other.Summary is { } summary) Write(writer, other.Label, summary, FigureColumn.IsPerformanceOf(report, other));
        }
    }

    private static void Write(TextWriter writer, string evaluation, EvaluationSummary summary, bool isPerformance)
    {
        foreach (ReportFigure figure in ReportFigure.Of(summary))
        {
            string[] cells =
            [
                CsvCell.Text(evaluation),
                figure.Key,
                CsvCell.Number(figure.Interval.Value),
                CsvCell.Number(figure.Interval.Low),
                CsvCell.Number(figure.Interval.High),
                CsvCell.Number(figure.Interval.HasEnds ? summary.Intervals.Confidence : double.NaN),
                CsvCell.Number(figure.Baseline ?? double.NaN),
                summary.Source.ToString(),
                isPerformance ? "true" : "false",
                CsvCell.Count(summary.RowCount),
                CsvCell.Count(summary.AnomalyCount),
                CsvCell.Number(summary.Threshold),
            ];
            writer.Write(string.Join(',', cells) + CsvCell.LineEnd);
        }
    }
}
