using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Artifacts;

/// <summary>How an <see cref="EvaluationSummary"/> stands in a model file.</summary>
internal static class EvaluationSection
{
    private static readonly string[] Fields = ["source", "row_count", "anomaly_count", "threshold", "confusion", "roc_auc", "average_precision", "log_loss", "brier_score", "intervals"];
    private static readonly string[] ConfusionFields = ["true_negatives", "false_positives", "false_negatives", "true_positives"];

    // In the order of the enum.
    private static readonly string[] Sources = ["training", "out-of-bag", "cross-validated", "held-out"];

    public static void Write(ModelJsonWriter writer, EvaluationSummary report)
    {
        writer.BeginObject();
        writer.Field("source");
        writer.Text(Sources[(int)report.Source]);
        writer.Field("row_count");
        writer.Integer(report.RowCount);
        writer.Field("anomaly_count");
        writer.Integer(report.AnomalyCount);
        writer.Field("threshold");
        writer.Number(report.Threshold);
        writer.Field("confusion");
        Write(writer, report.Confusion);
        writer.Field("roc_auc");
        writer.Number(report.RocAuc);
        writer.Field("average_precision");
        writer.Number(report.AveragePrecision);
        writer.Field("log_loss");
        writer.Number(report.LogLoss);
        writer.Field("brier_score");
        writer.Number(report.BrierScore);
        writer.Field("intervals");
        IntervalSection.Write(writer, report.Intervals);
        writer.EndObject();
    }

    /// <summary>Refuses a report that <see cref="Read"/> would refuse.</summary>
    /// <exception cref="ArgumentException">A figure is out of its range, or the counts contradict each other.</exception>
    public static void Check(EvaluationSummary report)
    {
        if ((uint)report.Source >= (uint)Sources.Length) throw new ArgumentException(FormattableString.Invariant($"Source of the evaluation is {(int)report.Source}; expected one of {nameof(ScoreSource)}."), nameof(report));
        ConfusionMatrix confusion = report.Confusion;
        CheckRange(report, nameof(report.RowCount), report.RowCount, 1, int.MaxValue);
        CheckRange(report, nameof(report.AnomalyCount), report.AnomalyCount, 0, report.RowCount);
        CheckRange(report, nameof(report.Threshold), report.Threshold, double.MinValue, double.MaxValue);
        CheckRange(report, nameof(confusion.TrueNegatives), confusion.TrueNegatives, 0, report.RowCount);
        CheckRange(report, nameof(confusion.FalsePositives), confusion.FalsePositives, 0, report.RowCount);
        CheckRange(report, nameof(confusion.FalseNegatives), confusion.FalseNegatives, 0, report.RowCount);
        CheckRange(report, nameof(confusion.TruePositives), confusion.TruePositives, 0, report.RowCount);
        if (confusion.RowCount != report.RowCount || confusion.AnomalyCount != report.AnomalyCount)
        {
            throw new ArgumentException(FormattableString.Invariant($"The evaluation counts {report.RowCount} rows and {report.AnomalyCount} anomalies, but its confusion matrix {confusion.RowCount} and {confusion.AnomalyCount}."), nameof(report));
        }

        CheckRange(report, nameof(report.RocAuc), report.RocAuc, 0, 1);
        CheckRange(report, nameof(report.AveragePrecision), report.AveragePrecision, 0, 1);
        CheckRange(report, nameof(report.LogLoss), report.LogLoss, 0, double.MaxValue);
        CheckRange(report, nameof(report.BrierScore), report.BrierScore, 0, 1);
        IntervalSection.Check(report);
    }

    public static EvaluationSummary Read(ref ModelJsonReader reader)
    {
        reader.BeginObject(Fields);
        reader.Field("source");
        var source = (ScoreSource)reader.Choice(Sources);
        reader.Field("row_count");
        int rowCount = (int)reader.Integer(1, int.MaxValue);
        reader.Field("anomaly_count");
        int anomalyCount = (int)reader.Integer(0, rowCount);
        reader.Field("threshold");
        double threshold = reader.Number(double.MinValue, double.MaxValue);
        reader.Field("confusion");
        ConfusionMatrix confusion = ReadConfusion(ref reader, rowCount);
        if (confusion.RowCount != rowCount || confusion.AnomalyCount != anomalyCount) reader.Fail("inconsistent", FormattableString.Invariant($"the counts add up to {confusion.RowCount} rows and {confusion.AnomalyCount} anomalies; expected {rowCount} and {anomalyCount}"));
        reader.Field("roc_auc");
        double rocAuc = reader.Number(0, 1);
        reader.Field("average_precision");
        double averagePrecision = reader.Number(0, 1);
        reader.Field("log_loss");
        double logLoss = reader.Number(0, double.MaxValue);
        reader.Field("brier_score");
        double brierScore = reader.Number(0, 1);
        reader.Field("intervals");
        MetricIntervals intervals = IntervalSection.Read(ref reader, confusion, MetricIntervals.WithoutEnds(confusion, rocAuc, averagePrecision, logLoss, brierScore));
        reader.EndObject();
        return new EvaluationSummary
        {
            Source = source,
            RowCount = rowCount,
            AnomalyCount = anomalyCount,
            Threshold = threshold,
            Confusion = confusion,
            Intervals = intervals,
        };
    }

    private static void CheckRange(EvaluationSummary report, string name, double value, double minimum, double maximum)
    {
        if (!(value >= minimum && value <= maximum)) throw new ArgumentException(FormattableString.Invariant($"{name} of the evaluation is {value}; expected a number in [{minimum}, {maximum}]."), nameof(report));
    }

    private static void Write(ModelJsonWriter writer, ConfusionMatrix confusion)
    {
        writer.BeginObject();
        writer.Field("true_negatives");
        writer.Integer(confusion.TrueNegatives);
        writer.Field("false_positives");
        writer.Integer(confusion.FalsePositives);
        writer.Field("false_negatives");
        writer.Integer(confusion.FalseNegatives);
        writer.Field("true_positives");
        writer.Integer(confusion.TruePositives);
        writer.EndObject();
    }

    private static ConfusionMatrix ReadConfusion(ref ModelJsonReader reader, int rowCount)
    {
        reader.BeginObject(ConfusionFields);
        reader.Field("true_negatives");
        long trueNegatives = reader.Integer(0, rowCount);
        reader.Field("false_positives");
        long falsePositives = reader.Integer(0, rowCount);
        reader.Field("false_negatives");
        long falseNegatives = reader.Integer(0, rowCount);
        reader.Field("true_positives");
        long truePositives = reader.Integer(0, rowCount);
        reader.EndObject();
        return new ConfusionMatrix(trueNegatives, falsePositives, falseNegatives, truePositives);
    }
}
