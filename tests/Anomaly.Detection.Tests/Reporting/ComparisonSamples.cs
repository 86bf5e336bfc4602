using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

/// <summary>Rows of reports with figures that are easy to tell apart.</summary>
internal static class ComparisonSamples
{
    /// <summary>A row whose figures are all <paramref name="figure"/>, give or take 0.05.</summary>
    public static ComparisonRow Row(string model, string test, double figure, ScoreSource source = ScoreSource.HeldOut)
    {
        MetricInterval interval = double.IsNaN(figure) ? new MetricInterval(double.NaN, double.NaN, double.NaN) : new MetricInterval(figure, figure - 0.05, figure + 0.05);
        return new ComparisonRow
        {
            ModelName = model,
            TestSet = test,
            Source = source,
            RowCount = 1200,
            AnomalyCount = 60,
            RepeatedRows = source == ScoreSource.Training ? 1200 : 0,
            Threshold = 0.4375,
            Confusion = new ConfusionMatrix(1100, 40, 10, 50),
            Accuracy = interval,
            Precision = interval,
            Recall = interval,
            F1 = interval,
            RocAuc = interval,
            AveragePrecision = interval,
            FitSeconds = 12.25,
            ScoreSeconds = 0.125,
        };
    }

    public static ComparisonReport TwoByTwo { get; } = new(
        [Row("forest", "june", 0.75), Row("forest", "training", 0.875, ScoreSource.Training), Row("wide", "june", 0.625), Row("wide", "training", 0.9375, ScoreSource.Training)],
        confidence: 0.95);
}
