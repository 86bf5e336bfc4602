using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Artifacts;

/// <summary>How <see cref="MetricIntervals"/> stand in a model file.</summary>
/// <remarks>
/// Only the ends that do not follow from the counts are written; those of rates are Wilson's, and are made again. Intervals without ends are left out, all
/// or none.
/// </remarks>
internal static class IntervalSection
{
    private static readonly (string Field, double Minimum, double Maximum)[] Written =
    [
        ("f1", 0, 1), ("matthews_correlation", -1, 1), ("balanced_accuracy", 0, 1), ("roc_auc", 0, 1), ("average_precision", 0, 1), ("log_loss", 0, double.MaxValue), ("brier_score", 0, 1),
    ];

    private static readonly string[] Fields = ["confidence", .. Written.Select(written => written.Field)];

    public static void Write(ModelJsonWriter writer, MetricIntervals intervals)
    {
        writer.BeginObject();
        writer.Field("confidence");
        writer.Number(intervals.Confidence);
        MetricInterval[] ends = Ends(intervals);
        for (int i = 0; ends[0].HasEnds && i < ends.Length; i++)
        {
            writer.Field(Written[i].Field);
            writer.Line([ends[i].Low, ends[i].High]);
        }

        writer.EndObject();
    }

    /// <summary>Refuses intervals that <see cref="Read"/> would refuse, or would give back otherwise.</summary>
    /// <exception cref="ArgumentException">An end is out of its range or missing, two are in the wrong order, or a figure is not that of the counts.</exception>
    public static void Check(EvaluationSummary report)
    {
        MetricIntervals intervals = report.Intervals;
        if (!(intervals.Confidence is > 0 and < 1)) throw new ArgumentException(FormattableString.Invariant($"Confidence of the evaluation is {intervals.Confidence}; expected a number in (0, 1)."), nameof(report));
        MetricInterval[] ends = Ends(intervals);
        for (int i = 0; ends[0].HasEnds && i < ends.Length; i++)
        {
            (string field, double minimum, double maximum) = Written[i];
            if (!(ends[i].Low >= minimum && ends[i].Low <= ends[i].High && ends[i].High <= maximum))
            {
                throw new ArgumentException(FormattableString.Invariant($"The interval {field} of the evaluation is [{ends[i].Low}, {ends[i].High}]; expected two numbers in [{minimum}, {maximum}], the lower first."), nameof(report));
            }
        }

        MetricIntervals values = MetricIntervals.WithoutEnds(report.Confusion, report.RocAuc, report.AveragePrecision, report.LogLoss, report.BrierScore);
        if (intervals != With(values, report.Confusion, intervals.Confidence, ends)) throw new ArgumentException("The intervals of the evaluation are not those of its confusion matrix.", nameof(report));
    }

    /// <param name="reader">Stands before the section.</param>
    /// <param name="confusion">The counts.</param>
    /// <param name="values">The figures, as far as they are known by now: all of them.</param>
    public static MetricIntervals Read(ref ModelJsonReader reader, ConfusionMatrix confusion, MetricIntervals values)
    {
        reader.BeginObject(Fields);
        reader.Field("confidence");
        double confidence = reader.Number(double.Epsilon, Math.BitDecrement(1.0));
        var ends = new MetricInterval[Written.Length];
        Array.Fill(ends, MetricInterval.Only(double.NaN));
        bool hasEnds = reader.TryField(Written[0].Field);
        for (int i = 0; hasEnds && i < ends.Length; i++)
        {
            (string field, double minimum, double maximum) = Written[i];
            if (i > 0) reader.Field(field);
            double[] pair = reader.Line(2, "ends of an interval").ToArray(minimum, maximum);
            if (pair[0] > pair[1]) reader.Fail("inconsistent", FormattableString.Invariant($"the lower end {pair[0]} is above the upper {pair[1]}"));
            ends[i] = new MetricInterval(double.NaN, pair[0], pair[1]);
        }

        reader.EndObject();
        return With(values, confusion, confidence, ends);
    }

    private static MetricInterval[] Ends(MetricIntervals intervals) =>
        [intervals.F1, intervals.MatthewsCorrelation, intervals.BalancedAccuracy, intervals.RocAuc, intervals.AveragePrecision, intervals.LogLoss, intervals.BrierScore];

    private static MetricIntervals With(MetricIntervals values, ConfusionMatrix confusion, double confidence, MetricInterval[] ends)
    {
        if (!ends[0].HasEnds) return values with { Confidence = confidence };
        return values.WithRateEnds(confusion, confidence) with
        {
            F1 = ends[0] with { Value = values.F1.Value },
            MatthewsCorrelation = ends[1] with { Value = values.MatthewsCorrelation.Value },
            BalancedAccuracy = ends[2] with { Value = values.BalancedAccuracy.Value },
            RocAuc = ends[3] with { Value = values.RocAuc.Value },
            AveragePrecision = ends[4] with { Value = values.AveragePrecision.Value },
            LogLoss = ends[5] with { Value = values.LogLoss.Value },
            BrierScore = ends[6] with { Value = values.BrierScore.Value },
        };
    }
}
