namespace Anomaly.Detection.Explanation;

/// <summary>What contributions are counted in.</summary>
public enum ContributionScale
{
    /// <summary>
    /// What the model itself adds up. Of a random forest and of an ensemble the raw score, in [0, 1]: a contribution of +0.21 moved it up by 0.21. Of an isolation forest
    /// the binary logarithm of the score, which is its mean path length, turned round: −1 is a score of 0.5.
    /// </summary>
    Score,

    /// <summary>The log-odds of the probability, ln(p / (1 − p)): shares of the way from the base value's log-odds to the row's, in proportion to the contributions to the score.</summary>
    /// <remarks>Exact where the log-odds are a straight line over the score, as a sigmoid calibration makes them. Probabilities nearer than 2⁻⁵⁰ to 0 or 1 are taken there, log-odds of ±34.66; where the row's score is the base value, to 1E-12, nothing moved it and all amounts are 0.</remarks>
    LogOdds,
}
