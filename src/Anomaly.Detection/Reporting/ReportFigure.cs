using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>One figure of an evaluation, as every rendering shows it.</summary>
/// <param name="Key">Its name in files.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Interval">The figure with its ends.</param>
/// <param name="Baseline">What a detector that knows nothing gets; null where that says nothing.</param>
/// <param name="BaselineMeaning">Which detector that is.</param>
internal sealed record ReportFigure(string Key, string Name, MetricInterval Interval, double? Baseline = null, string BaselineMeaning = "")
{
    /// <summary>All figures of an evaluation, those that need no threshold first.</summary>
    public static IReadOnlyList<ReportFigure> Of(EvaluationSummary summary)
    {
        MetricIntervals figures = summary.Intervals;
        double prevalence = summary.Prevalence;
        double flagged = (double)summary.Confusion.FlaggedCount / summary.RowCount;
        return
        [
            new("roc_auc", "ROC-AUC", figures.RocAuc, 0.5, "a random ranking"),
            new("average_precision", "average precision", figures.AveragePrecision, prevalence, "a random ranking: the prevalence"),
            new("brier_score", "Brier score", figures.BrierScore, prevalence * (1 - prevalence), "the prevalence for every row; less is better"),
            new("log_loss", "log loss", figures.LogLoss, EvaluationSummaryText.EntropyOf(prevalence), "the prevalence for every row; less is better"),
            new("precision", "precision", figures.Precision, prevalence, "as many rows flagged at random"),
            new("recall", "recall", figures.Recall, flagged, "as many rows flagged at random"),
            new("f1", "F1", figures.F1),
            new("matthews_correlation", "Matthews correlation", figures.MatthewsCorrelation, 0, "as many rows flagged at random"),
            new("specificity", "specificity", figures.Specificity, 1 - flagged, "as many rows flagged at random"),
            new("balanced_accuracy", "balanced accuracy", figures.BalancedAccuracy, 0.5, "as many rows flagged at random"),
            new("accuracy", "accuracy", figures.Accuracy, Math.Max(prevalence, 1 - prevalence), "every row called by the larger class"),
        ];
    }
}
