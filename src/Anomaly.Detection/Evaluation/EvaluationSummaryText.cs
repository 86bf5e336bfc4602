using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>Lays out an <see cref="EvaluationSummary"/> for people.</summary>
internal static class EvaluationSummaryText
{
    public static string Write(EvaluationSummary report)
    {
        ConfusionMatrix confusion = report.Confusion;
        int width = Math.Max("predicted".Length, Count(report.RowCount).Length);
        MetricIntervals figures = report.Intervals;
        double prevalence = report.Prevalence;
        string[] lines =
        [
            $"{Source(report.Source)}: {Count(report.RowCount)} rows, {Count(report.AnomalyCount)} {(report.AnomalyCount == 1 ? "anomaly" : "anomalies")} ({Percent(prevalence)})",
            Row("  figure", figures.RocAuc.HasEnds ? $"value   {Percent(figures.Confidence)} interval" : "value", ""),
            Row("  ROC-AUC", figures.RocAuc, "a random ranking: 0.5000"),
            Row("  average precision", figures.AveragePrecision, $"a random ranking: the prevalence, {Figure(prevalence)}"),
            Row("  log loss", figures.LogLoss, $"the prevalence for each row: {Figure(EntropyOf(prevalence))}"),
            Row("  Brier score", figures.BrierScore, $"the prevalence for each row: {Figure(prevalence * (1 - prevalence))}"),
            $"  at score >= {Threshold(report.Threshold)}",
            Row("    precision", figures.Precision, $"flags at random: the prevalence, {Figure(prevalence)}"),
            Row("    recall", figures.Recall, ""),
            Row("    F1", figures.F1, ""),
            Row("    MCC", figures.MatthewsCorrelation, "flags at random: 0"),
            Row("    accuracy", figures.Accuracy, $"no flags: {Figure(1 - prevalence)}"),
            Row("    specificity", figures.Specificity, ""),
            Row("    balanced accuracy", figures.BalancedAccuracy, "flags at random: 0.5000"),
            $"              {"predicted".PadLeft(width)}  {"predicted".PadLeft(width)}",
            $"              {"normal".PadLeft(width)}  {"anomaly".PadLeft(width)}",
            $"    normal    {Count(confusion.TrueNegatives).PadLeft(width)}  {Count(confusion.FalsePositives).PadLeft(width)}",
            $"    anomaly   {Count(confusion.FalseNegatives).PadLeft(width)}  {Count(confusion.TruePositives).PadLeft(width)}",
        ];
        return string.Join('\n', lines);
    }

    /// <summary>The log loss of a scorer that says the prevalence of every row. Both classes are there, so both shares are above 0.</summary>
    public static double EntropyOf(double prevalence) => -(prevalence * Logarithm.Natural(prevalence)) - ((1 - prevalence) * Logarithm.Natural(1 - prevalence));

    private static string Row(string name, MetricInterval figure, string baseline) =>
        Row(name, Figure(figure.Value) + (figure.HasEnds ? $"  [{Figure(figure.Low)}, {Figure(figure.High)}]" : ""), baseline);

    private static string Row(string name, string figures, string baseline) =>
        baseline.Length == 0 ? $"{name,-21}  {figures}" : $"{name,-21}  {figures,-25}   ({baseline})";

    private static string Source(ScoreSource source) => source switch
    {
        ScoreSource.Training => "training rows (NOT performance: the model was fitted to these rows)",
        ScoreSource.OutOfBag => "out of bag",
        ScoreSource.CrossValidated => "cross-validated",
        ScoreSource.HeldOut => "held out",
        _ => source.ToString(),
    };

    // A figure that four decimals would show as 0, or next to it, keeps two digits of its own: 0.000012, not 0.0000.
    private static string Figure(double value)
    {
        if (double.IsNaN(value)) return "undefined";
        return SmallNumber.Is(value, 0.001) ? SmallNumber.TwoDigits(value) : value.ToString("F4", CultureInfo.InvariantCulture);
    }

    private static string Percent(double share) =>
        (SmallNumber.Is(share, 0.0001) ? SmallNumber.TwoDigits(share * 100) : (share * 100).ToString("0.##", CultureInfo.InvariantCulture)) + " %";

    private static string Threshold(double value) =>
        SmallNumber.Is(value, 0.000001) ? NumberText.Format(value) : value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
