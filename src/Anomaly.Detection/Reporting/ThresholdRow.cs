using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>What happens when rows with a probability ≥ a threshold are flagged.</summary>
/// <param name="Threshold">The threshold.</param>
/// <param name="Confusion">The counts at it; precision and recall follow.</param>
public readonly record struct ThresholdRow(double Threshold, ConfusionMatrix Confusion)
{
    /// <summary>Flagged rows per thousand rows, in [0, 1000].</summary>
    public double AlertsPerThousand => 1000.0 * Confusion.FlaggedCount / Confusion.RowCount;

    /// <summary>What the mistakes cost: false alarms and misses, each times its price.</summary>
    /// <param name="falseAlarmCost">The price of a flagged normal row.</param>
    /// <param name="missCost">The price of an anomaly that is not flagged, in the same unit.</param>
    /// <returns>The sum over the rows.</returns>
    public double Cost(double falseAlarmCost, double missCost) => (Confusion.FalsePositives * falseAlarmCost) + (Confusion.FalseNegatives * missCost);
}
