using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>The least expected cost, by a matrix.</summary>
internal sealed record CostObjective : ThresholdObjective
{
    public CostObjective(CostMatrix costs)
    {
        costs.Check();
        Costs = costs;
    }

    public CostMatrix Costs { get; }

    public override string ToString()
    {
        string text = $"cost:fp={NumberText.Format(Costs.FalsePositive)},fn={NumberText.Format(Costs.FalseNegative)}";
        if (Costs.TruePositive != 0) text += $",tp={NumberText.Format(Costs.TruePositive)}";
        return Costs.TrueNegative != 0 ? $"{text},tn={NumberText.Format(Costs.TrueNegative)}" : text;
    }

    internal override double Value(in SweepPoint point) => -point.MeanCost(Costs);

    internal override double Shown(double value) => -value;

    internal override double ValueOfSilence(SweepRows rows, int anomalyCount, int normalCount) => Value(new SweepPoint(double.PositiveInfinity, new ConfusionMatrix(normalCount, 0, anomalyCount, 0), rows));
}

/// <summary>The least expected cost where a miss costs the row's amount.</summary>
internal sealed record AmountObjective(double FalseAlarmCost) : ThresholdObjective
{
    public override bool NeedsAmounts => true;

    public override string ToString() => $"amount:fp={NumberText.Format(FalseAlarmCost)}";

    internal override double Value(in SweepPoint point) => -point.MeanCost(FalseAlarmCost);

    internal override double Shown(double value) => -value;

    internal override double ValueOfSilence(SweepRows rows, int anomalyCount, int normalCount) => Value(new SweepPoint(double.PositiveInfinity, new ConfusionMatrix(normalCount, 0, anomalyCount, 0), rows));
}
