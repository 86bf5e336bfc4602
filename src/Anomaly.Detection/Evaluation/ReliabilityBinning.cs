namespace Anomaly.Detection.Evaluation;

/// <summary>How probabilities are put into bins.</summary>
public enum ReliabilityBinning
{
    /// <summary>Bins of equal width over [0, 1]; one begins at its lower end, which belongs to it.</summary>
    EqualWidth,

    /// <summary>Bins of about as many rows each, where rows of one probability stay together. It shows more where anomalies are rare and nearly all probabilities are small.</summary>
    EqualCount,
}
