using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>Lays out an <see cref="EvaluationReport"/> for people.</summary>
internal static class EvaluationReportText
{
    public static string Write(EvaluationReport report)
    {
        ConfusionMatrix confusion = report.Confusion;
        int width = Math.Max("predicted".Length, Count(report.RowCount).Length);
        string[] lines =
        [
            $"{Source(report.Source)}: {Count(report.RowCount)} rows, {Count(report.AnomalyCount)} {(report.AnomalyCount == 1 ? "anomaly" : "anomalies")} ({Percent(report.Prevalence)})",
            $"  ROC-AUC            {Figure(report.RocAuc)}   (a random ranking: 0.5000)",
            $"  average precision  {Figure(report.AveragePrecision)}   (a random ranking: the prevalence, {Figure(report.Prevalence)})",
            $"  log loss           {Figure(report.LogLoss)}",
            $"  Brier score        {Figure(report.BrierScore)}",
            $"  at score >= {Threshold(report.Threshold)}",
            $"    precision {Figure(confusion.Precision)}   recall {Figure(confusion.Recall)}   F1 {Figure(confusion.F1)}   MCC {Figure(confusion.MatthewsCorrelation)}",
            $"    accuracy  {Figure(confusion.Accuracy)}   specificity {Figure(confusion.Specificity)}   balanced accuracy {Figure(confusion.BalancedAccuracy)}",
            $"              {"predicted".PadLeft(width)}  {"predicted".PadLeft(width)}",
            $"              {"normal".PadLeft(width)}  {"anomaly".PadLeft(width)}",
            $"    normal    {Count(confusion.TrueNegatives).PadLeft(width)}  {Count(confusion.FalsePositives).PadLeft(width)}",
            $"    anomaly   {Count(confusion.FalseNegatives).PadLeft(width)}  {Count(confusion.TruePositives).PadLeft(width)}",
        ];
        return string.Join('\n', lines);
    }

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
        return IsTiny(value, 0.001) ? TwoDigits(value) : value.ToString("F4", CultureInfo.InvariantCulture);
    }

    private static string Percent(double share) =>
        (IsTiny(share, 0.0001) ? TwoDigits(share * 100) : (share * 100).ToString("0.##", CultureInfo.InvariantCulture)) + " %";

    private static string Threshold(double value) =>
        IsTiny(value, 0.000001) ? NumberText.Format(value) : value.ToString("0.######", CultureInfo.InvariantCulture);

    private static bool IsTiny(double value, double limit) => value != 0 && Math.Abs(value) < limit;

    // As written out, without an exponent, down to what a decimal holds.
    private static string TwoDigits(double value)
    {
        string text = value.ToString("G2", CultureInfo.InvariantCulture);
        return Math.Abs(value) < 1e-20 ? text : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
