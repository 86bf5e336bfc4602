namespace Anomaly.Detection.Evaluation;

/// <summary>A row whose label is probably wrong. With two classes the suggested label is the other one.</summary>
/// <param name="Row">Index of the row, first = 0.</param>
/// <param name="IsAnomaly">The label that was given.</param>
/// <param name="SelfConfidence">The probability of the given label, in [0, 1]; the less, the worse.</param>
public readonly record struct LabelIssue(int Row, bool IsAnomaly, double SelfConfidence)
{
    /// <summary>The label that the scores suggest.</summary>
    public bool SuggestedIsAnomaly => !IsAnomaly;

    /// <summary>
    /// The probability of the given label less that of the suggested one, in [−1, 1]; below 0 the suggested one is the more probable. With two
    /// classes it ranks rows as <see cref="SelfConfidence"/> does.
    /// </summary>
    public double NormalizedMargin => (2 * SelfConfidence) - 1;
}
