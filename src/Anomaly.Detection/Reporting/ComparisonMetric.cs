namespace Anomaly.Detection.Reporting;

/// <summary>By which figure candidates are compared; of each, greater is better.</summary>
public enum ComparisonMetric
{
    /// <summary>The share of rows that are judged rightly. With few anomalies it is high for a detector that never flags.</summary>
    Accuracy,

    /// <summary>The share of flagged rows that are anomalies.</summary>
    Precision,

    /// <summary>The share of anomalies that are flagged. It is 1 for a detector that flags everything.</summary>
    Recall,

    /// <summary>The harmonic mean of precision and recall.</summary>
    F1,

    /// <summary>The area under the ROC curve; no threshold takes part.</summary>
    RocAuc,

    /// <summary>The average precision; no threshold takes part.</summary>
    AveragePrecision,
}
