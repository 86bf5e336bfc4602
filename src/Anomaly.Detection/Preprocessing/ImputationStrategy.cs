namespace Anomaly.Detection.Preprocessing;

/// <summary>What stands in for a missing value.</summary>
public enum ImputationStrategy
{
    /// <summary>Nothing: it stays missing, and the model learns what that means.</summary>
    None,

    /// <summary>The mean of the training values.</summary>
    Mean,

    /// <summary>The median of the training values; the mean of the middle two where their number is even.</summary>
    Median,

    /// <summary>The most frequent training value; of equally frequent ones the smallest number, or the first text in ordinal order.</summary>
    Mode,

    /// <summary>A given value.</summary>
    Constant,
}
