using System.Globalization;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>Lays out a <see cref="ComparisonReport"/> for people.</summary>
internal static class ComparisonText
{
    private const string Undefined = "-";

    public static string Write(ComparisonReport report, int width)
    {
        var lines = new List<string>(Table(report, width));
        lines.Add("");
        foreach (string remark in Remarks(report)) lines.AddRange(TextTable.Wrap(remark, width));
        return string.Join('\n', lines);
    }

    // From the fullest table down to the first that fits; names give way last.
    private static IEnumerable<string> Table(ComparisonReport report, int width)
    {
        bool hasEnds = report.Rows.Any(row => Enum.GetValues<ComparisonMetric>().Any(metric => row.Of(metric).HasEnds));
        TextTable table = Build(report, withEnds: hasEnds, withCounts: true);
        if (table.Width > width && hasEnds) table = Build(report, withEnds: false, withCounts: true);
        if (table.Width > width) table = Build(report, withEnds: false, withCounts: false);
        return table.Lines(width);
    }

    private static TextTable Build(ComparisonReport report, bool withEnds, bool withCounts)
    {
        var table = new TextTable();
        table.AddNames("model", report.Rows.Select(row => row.ModelName));
        table.AddNames("test", report.Rows.Select(row => row.TestSet));
        table.Add("rows from", report.Rows.Select(row => ShortSource(row.Source) + (IsMixed(row) ? " !" : "")), isNumber: false);
        foreach (ComparisonMetric metric in Enum.GetValues<ComparisonMetric>())
        {
            table.Add(Heading(metric) + " ", report.Rows.Select(row => Figure(report, row, metric, withEnds)), isNumber: true);
        }

        if (!withCounts) return table;
        table.Add("rows", report.Rows.Select(row => Count(row.RowCount)), isNumber: true);
        table.Add("fit s", report.Rows.Select(row => Seconds(row.FitSeconds)), isNumber: true);
        table.Add("score s", report.Rows.Select(row => Seconds(row.ScoreSeconds)), isNumber: true);
        return table;
    }

    private static IEnumerable<string> Remarks(ComparisonReport report)
    {
        yield return "* the best of its test set, of equal ones the first; rows without an asterisk may be as good: compare the intervals.";
        if (report.Rows.Any(IsMixed)) yield return "! some of these rows are training rows, which flatters: the notes say how many.";
        foreach (ScoreSource source in report.Rows.Select(row => row.Source).Distinct().Order()) yield return Meaning(source);
        if (report.Confidence is { } confidence)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Intervals: {confidence * 100:0.###} %, the luck of the test rows (AUC: DeLong; F1, AP: bootstrap; the rest: Wilson); that another training table would give another model is not in them.");
        }

        foreach (IGrouping<string, (string Note, string Place)> note in Notes(report))
        {
            string[] places = [.. note.Select(one => one.Place).Distinct(StringComparer.Ordinal)];
            string where = places.Length <= 2 ? string.Join(" and ", places) : $"{Count(places.Length)} of {Count(report.Rows.Length)} rows";
            yield return $"note on {where}: {note.Key}";
        }
    }

    private static IEnumerable<IGrouping<string, (string Note, string Place)>> Notes(ComparisonReport report) => report.Rows
        .SelectMany(row => row.Notes.Select(note => (Note: note, Place: $"{row.ModelName} / {row.TestSet}")))
        .GroupBy(note => note.Note, StringComparer.Ordinal);

    private static string Figure(ComparisonReport report, ComparisonRow row, ComparisonMetric metric, bool withEnds)
    {
        MetricInterval figure = row.Of(metric);
        string mark = ReferenceEquals(report.Best(metric, row.TestSet), row) ? "*" : " ";
        string ends = withEnds && figure.HasEnds ? $" [{Share(figure.Low)}, {Share(figure.High)}]" : "";
        return Share(figure.Value) + ends + mark;
    }

    private static bool IsMixed(ComparisonRow row) => row.IsPerformance && row.RepeatedRows > 0;

    private static string Heading(ComparisonMetric metric) => metric switch
    {
        ComparisonMetric.RocAuc => "AUC",
        ComparisonMetric.AveragePrecision => "AP",
        ComparisonMetric.F1 => "F1",
        ComparisonMetric.Accuracy => "acc",
        ComparisonMetric.Precision => "prec",
        _ => "recall",
    };

    private static string ShortSource(ScoreSource source) => source switch
    {
        ScoreSource.Training => "TRAINING",
        ScoreSource.OutOfBag => "out of bag",
        ScoreSource.CrossValidated => "folds",
        _ => "held out",
    };

    private static string Meaning(ScoreSource source) => source switch
    {
        ScoreSource.Training => "TRAINING: rows the model was fitted to. What it remembers, NOT performance; never marked as best.",
        ScoreSource.OutOfBag => "out of bag: rows scored by the trees that did not see them.",
        ScoreSource.CrossValidated => "folds: rows scored by models of other folds.",
        _ => "held out: rows that took no part in training, as far as the caller said and equal rows tell.",
    };

    private static string Share(double value) => double.IsNaN(value) ? Undefined : value.ToString("F4", CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value.ToString(value < 10 ? "F2" : "F0", CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
