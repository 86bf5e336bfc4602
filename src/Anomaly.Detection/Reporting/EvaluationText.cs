using System.Globalization;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>Lays out an <see cref="EvaluationReport"/> for a console.</summary>
internal static class EvaluationText
{
    private const int MostImportances = 12;
    private const int LongestHeading = 28;

    public static string Write(EvaluationReport report, int width)
    {
        List<string> lines = [.. TextTable.Wrap(report.Headline, width)];
        Section(lines, report.Title, Detector(report.Detector), width);
        if (report.Audit is { } audit) Section(lines, "Before you believe it", Findings(audit), width);
        Section(lines, "Figures", [], width);
        lines.AddRange(Figures(report, width));
        foreach (string remark in Remarks(report)) lines.AddRange(TextTable.Wrap(remark, width));
        Section(lines, $"At probability >= {FigureText.Threshold(report.Summary.Threshold)}", [], width);
        lines.AddRange(Confusion(report.Summary.Confusion).Lines(width));
        if (report.Reliability is { } reliability) Section(lines, "Probabilities", [Reliability(reliability)], width);
        if (!report.Importances.IsEmpty) Section(lines, $"Importances ({report.ImportanceMeaning})", [], width);
        if (!report.Importances.IsEmpty) lines.AddRange(Importances(report).Lines(width));
        if (report.Explanation is { Columns.IsEmpty: false } explanation)
        {
            Section(lines, $"What drives the scores (mean size of contributions to the {ScaleText.Sum(explanation.Scale, report)})", [], width);
            lines.AddRange(ExplanationText.Columns(explanation).Lines(width));
        }

        if (!report.ExplainedRows.IsEmpty) Section(lines, "Why these rows", report.ExplainedRows.SelectMany(ExplanationText.Row), width);
        if (report.Comparison is { } comparison) lines.AddRange(["", Heading("Comparison"), comparison.ToText(width)]);
        if (!report.Notes.IsEmpty) Section(lines, "Notes", report.Notes, width);
        return string.Join('\n', lines);
    }

    private static void Section(List<string> lines, string heading, IEnumerable<string> sentences, int width)
    {
        lines.Add("");
        lines.AddRange(TextTable.Wrap(Heading(heading), width));
        foreach (string sentence in sentences) lines.AddRange(TextTable.Wrap(sentence, width));
    }

    private static string Heading(string text) => $"== {text}";

    private static IEnumerable<string> Detector(Provenance? detector)
    {
        if (detector is not null)
        {
            yield return $"{detector.Algorithm}, trained on {FigureText.Count(detector.RowCount, "row", "rows")} with {FigureText.Count(detector.AnomalyCount, "anomaly", "anomalies")}; "
                + string.Create(CultureInfo.InvariantCulture, $"library {detector.LibraryVersion}, seed {detector.Seed}");
        }
    }

    private static IEnumerable<string> Findings(AuditReport audit)
    {
        if (audit.Findings.IsEmpty) yield return "The audit found nothing.";
        foreach (AuditFinding finding in audit.Findings)
        {
            yield return $"[{ReportName.Of(finding.Severity)}] {finding.Summary} {finding.Advice}";
            foreach (AuditExample example in finding.Examples) yield return $"- {ExampleText.Of(example)}";
        }

        foreach (string reason in audit.NotChecked) yield return $"not checked: {reason}";
    }

    // As many evaluations side by side as fit with their intervals, the others in a table below. What is no performance comes last.
    private static IEnumerable<string> Figures(EvaluationReport report, int width)
    {
        FigureColumn[] columns = [.. FigureColumn.Of(report).Where(column => column.Summary is not null)];
        for (int from = 0, count; from < columns.Length; from += count)
        {
            count = columns.Length - from;
            while (count > 1 && Figures(columns.AsSpan(from, count)).Width > width) count--;
            if (from > 0) yield return "";
            foreach (string line in Figures(columns.AsSpan(from, count)).Lines(width)) yield return line;
        }
    }

    // What is no performance is under a mark that the remarks explain. What chance gives depends on the rows: it is that of the first column.
    private static TextTable Figures(ReadOnlySpan<FigureColumn> columns)
    {
        IReadOnlyList<ReportFigure> first = ReportFigure.Of(columns[0].Summary!);
        var table = new TextTable();
        table.Add("", first.Select(figure => figure.Name), isNumber: false);
        foreach (FigureColumn column in columns)
        {
            string heading = (column.IsPerformance ? "" : "! ") + column.Heading;
            table.AddNames(LineText.Shorten(heading, LongestHeading), ReportFigure.Of(column.Summary!).Select(figure => FigureText.WithEnds(figure.Interval)));
        }

        table.Add(columns.Length == 1 ? "by chance" : "chance, 1st", first.Select(figure => figure.Baseline is { } baseline ? FigureText.Share(baseline) : ""), isNumber: true);
        return table;
    }

    private static IEnumerable<string> Remarks(EvaluationReport report)
    {
        foreach (FigureColumn column in FigureColumn.Of(report).Where(column => !column.IsPerformance)) yield return $"! {column.Heading}: {column.Caution}.";
        foreach (ReportedEvaluation other in report.Others)
        {
            if (other.Summary is null) yield return $"{other.Label}: {other.Reason ?? "no figures"}";
        }
    }

    private static TextTable Confusion(ConfusionMatrix confusion)
    {
        var table = new TextTable();
        table.Add("", ["normal", "anomaly"], isNumber: false);
        table.Add("not flagged", [FigureText.Count(confusion.TrueNegatives), FigureText.Count(confusion.FalseNegatives)], isNumber: true);
        table.Add("flagged", [FigureText.Count(confusion.FalsePositives), FigureText.Count(confusion.TruePositives)], isNumber: true);
        return table;
    }

    private static string Reliability(ReliabilityTable table) =>
        $"promised and observed rates differ by {FigureText.Share(table.ExpectedCalibrationError)} on average (ECE), by {FigureText.Share(table.MaximumCalibrationError)} at most; "
        + $"Brier score {FigureText.Share(table.BrierScore)} = reliability {FigureText.Share(table.Reliability)} - resolution {FigureText.Share(table.Resolution)} "
        + $"+ uncertainty {FigureText.Share(table.Uncertainty)} + within bins {FigureText.Share(table.WithinBins)}";

    private static TextTable Importances(EvaluationReport report)
    {
        NamedImportance[] shown = [.. report.Importances.Take(MostImportances)];
        return ExplanationText.Bars([.. shown.Select(one => one.Name)], [.. shown.Select(one => one.Value)]);
    }
}
