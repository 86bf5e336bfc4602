namespace Anomaly.Detection.Evaluation;

/// <summary>The figures of one draw, numbered as <see cref="BootstrapIntervals"/> lists them; NaN where undefined.</summary>
internal readonly record struct FigureSet(ConfusionMatrix Confusion, double RocAuc, double AveragePrecision)
{
    public double this[int figure] => figure switch
    {
        0 => Confusion.Accuracy,
        1 => Confusion.Precision,
        2 => Confusion.Recall,
        3 => Confusion.F1,
        4 => RocAuc,
        5 => AveragePrecision,
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "There are figures 0 to 5."),
    };
}
