using System.Globalization;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>Lays out a <see cref="CrossValidationResult"/> for people.</summary>
internal static class CrossValidationText
{
    public static string Write(CrossValidationResult result)
    {
        List<string> lines = ["fold     tested   anomalies   threshold   ROC-AUC   avg. prec.   precision   recall       F1"];
        for (int fold = 0; fold < result.Folds.Length; fold++) lines.Add(Line(fold + 1, result.Folds[fold]));
        lines.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"mean ROC-AUC of the folds {result.MeanRocAuc.Value:F4} [{result.MeanRocAuc.Low:F4}, {result.MeanRocAuc.High:F4}], standard deviation {result.RocAucDeviation:F4}"));
        lines.Add(result.Evaluation.ToString());
        lines.AddRange(result.Notes.Select(note => $"note: {note}"));
        return string.Join('\n', lines);
    }

    private static string Line(int number, CrossValidationFold fold)
    {
        EvaluationSummary summary = fold.Evaluation;
        string rows = string.Create(CultureInfo.InvariantCulture, $"{number,4} {summary.RowCount,10:N0} {summary.AnomalyCount,11:N0} {Threshold(fold.Threshold),11}");
        string ranking = string.Create(CultureInfo.InvariantCulture, $"{summary.RocAuc,9:F4} {summary.AveragePrecision,12:F4}");
        return $"{rows} {ranking} {Share(summary.Confusion.Precision),11} {Share(summary.Confusion.Recall),8} {Share(summary.Confusion.F1),8}";
    }

    private static string Threshold(double threshold) => double.IsInfinity(threshold) ? "none" : threshold.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Share(double share) => double.IsNaN(share) ? "-" : share.ToString("F4", CultureInfo.InvariantCulture);
}
