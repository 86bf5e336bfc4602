using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>The greatest recall whose precision is enough.</summary>
internal sealed record RecallObjective(double MinimumPrecision, double? Confidence) : ThresholdObjective
{
    public override string ToString() => $"precision>={NumberText.Format(MinimumPrecision)}{Percent(Confidence)}";

    internal override double Value(in SweepPoint point) => point.Confusion.Recall;

    // A bound never lies above the figure itself, which is cheaper to reckon.
    internal override bool Holds(in SweepPoint point, ProportionBound bound) =>
        point.Precision >= MinimumPrecision && (Confidence is not { } confidence || SureShares.LeastPrecision(point, confidence, bound) >= MinimumPrecision);

    internal override double Nearness(in SweepPoint point, ProportionBound bound) => Confidence is { } confidence ? SureShares.LeastPrecision(point, confidence, bound) : point.Precision;

    internal override string Refusal(in SweepPoint nearest, ProportionBound bound)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"where {nearest.Confusion.TruePositives:N0} of {nearest.Confusion.FlaggedCount:N0} flagged rows are anomalies");
        return Confidence is { } confidence
            ? string.Create(CultureInfo.InvariantCulture, $"at no threshold is the precision {MinimumPrecision} or more with {confidence:0.####%} confidence: the best is sure of {Nearness(nearest, bound):0.####}, {where}")
            : string.Create(CultureInfo.InvariantCulture, $"at no threshold is the precision {MinimumPrecision} or more: the best has {nearest.Precision:0.####}, {where}");
    }
}

/// <summary>The greatest precision whose recall is enough.</summary>
internal sealed record PrecisionObjective(double MinimumRecall, double? Confidence) : ThresholdObjective
{
    internal override bool PrefersLower => true;

    public override string ToString() => $"recall>={NumberText.Format(MinimumRecall)}{Percent(Confidence)}";

    internal override double Value(in SweepPoint point) => point.Precision;

    internal override bool Holds(in SweepPoint point, ProportionBound bound) =>
        point.Confusion.Recall >= MinimumRecall && (Confidence is not { } confidence || SureShares.LeastRecall(point, confidence, bound) >= MinimumRecall);

    internal override double Nearness(in SweepPoint point, ProportionBound bound) => SureShares.LeastRecall(point, Confidence!.Value, bound);

    // Flagging everything finds everything: only the confidence can be refused, for want of anomalies.
    internal override string Refusal(in SweepPoint nearest, ProportionBound bound) => string.Create(
        CultureInfo.InvariantCulture,
        $"at no threshold is the recall {MinimumRecall} or more with {Confidence:0.####%} confidence: {nearest.Confusion.AnomalyCount:N0} anomalies, all found, are sure of {Nearness(nearest, bound):0.####} only");
}

/// <summary>The greatest recall whose alerts are few enough.</summary>
internal sealed record AlertsObjective(double Alerts, double Rows, bool IsPerDay, double? Confidence) : ThresholdObjective
{
    private double Share => Alerts / Rows;

    public override string ToString() => $"alerts<={NumberText.Format(Alerts)}/{(IsPerDay ? "day:" : "")}{NumberText.Format(Rows)}{Percent(Confidence)}";

    internal override double Value(in SweepPoint point) => point.Confusion.Recall;

    internal override double ValueOfSilence(SweepRows rows, int anomalyCount, int normalCount) => 0;

    internal override bool Holds(in SweepPoint point, ProportionBound bound) =>
        point.AlertShare <= Share && (Confidence is not { } confidence || SureShares.MostAlerts(point, confidence, bound) <= Share);

    internal override double Nearness(in SweepPoint point, ProportionBound bound) => -(Confidence is { } confidence ? SureShares.MostAlerts(point, confidence, bound) : point.AlertShare);

    internal override string Refusal(in SweepPoint nearest, ProportionBound bound)
    {
        string surely = Confidence is { } confidence ? string.Create(CultureInfo.InvariantCulture, $", {confidence:0.####%} surely") : "";
        string highest = string.Create(CultureInfo.InvariantCulture, $"the highest score alone flags {nearest.Confusion.FlaggedCount:N0} of {nearest.Confusion.RowCount:N0} rows, {nearest.Confusion.TruePositives:N0} of them anomalies");
        return string.Create(CultureInfo.InvariantCulture, $"no threshold finds an anomaly with at most {Alerts} alerts in {Rows:N0} rows{surely}: {highest}");
    }
}
