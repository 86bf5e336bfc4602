namespace Anomaly.Detection.Evaluation;

/// <summary>The figures of one draw, those whose intervals need drawing; losses are NaN where scores are no probabilities.</summary>
internal readonly record struct FigureSet(ConfusionMatrix Confusion, double AveragePrecision, double LogLoss, double BrierScore)
{
    public const int Count = 6;

    public double this[int figure] => figure switch
    {
        0 => Confusion.F1,
        1 => Confusion.MatthewsCorrelation,
        2 => Confusion.BalancedAccuracy,
        3 => AveragePrecision,
        4 => LogLoss,
        5 => BrierScore,
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "There are figures 0 to 5."),
    };
}
