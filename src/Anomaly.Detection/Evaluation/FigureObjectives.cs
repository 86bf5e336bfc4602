using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>The best F-beta.</summary>
internal sealed record FBetaObjective(double Beta) : ThresholdObjective
{
    public override string ToString() => Beta == 1 ? "f1" : $"fbeta:{NumberText.Format(Beta)}";

    internal override double Value(in SweepPoint point) => point.FBeta(Beta);
}

/// <summary>The best Matthews correlation.</summary>
internal sealed record MatthewsObjective : ThresholdObjective
{
    public override string ToString() => "mcc";

    internal override double Value(in SweepPoint point) => point.MatthewsCorrelation;
}

/// <summary>The best recall + specificity − 1; the rate of anomalies does not move it.</summary>
internal sealed record YoudenObjective : ThresholdObjective
{
    public override string ToString() => "youden";

    internal override double Value(in SweepPoint point) => point.Confusion.Recall - point.Confusion.FalsePositiveRate;
}
