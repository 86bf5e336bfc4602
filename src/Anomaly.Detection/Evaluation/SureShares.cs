namespace Anomaly.Detection.Evaluation;

/// <summary>Bounds that the shares of a threshold hold with a given confidence, on rows like those it is tried on.</summary>
/// <remarks>
/// Where the rate of anomalies to be met is another than that of the rows, precision and alerts are made of recall and false alarms, and each of these
/// is given half of the risk (Bonferroni).
/// </remarks>
internal static class SureShares
{
    public static double LeastPrecision(in SweepPoint point, double confidence, ProportionBound bound)
    {
        ConfusionMatrix confusion = point.Confusion;
        if (point.Rows.AnomalyRate is not { } rate) return Lower(confusion.TruePositives, confusion.FlaggedCount, confidence, bound);
        double each = HalfRisk(confidence);
        double found = rate * Lower(confusion.TruePositives, confusion.AnomalyCount, each, bound);
        double falseAlarms = (1 - rate) * Upper(confusion.FalsePositives, confusion.NormalCount, each, bound);
        return found == 0 ? 0 : found / (found + falseAlarms);
    }

    public static double LeastRecall(in SweepPoint point, double confidence, ProportionBound bound) =>
        Lower(point.Confusion.TruePositives, point.Confusion.AnomalyCount, confidence, bound);

    public static double MostAlerts(in SweepPoint point, double confidence, ProportionBound bound)
    {
        ConfusionMatrix confusion = point.Confusion;
        if (point.Rows.AnomalyRate is not { } rate) return Upper(confusion.FlaggedCount, confusion.RowCount, confidence, bound);
        double each = HalfRisk(confidence);
        return (rate * Upper(confusion.TruePositives, confusion.AnomalyCount, each, bound)) + ((1 - rate) * Upper(confusion.FalsePositives, confusion.NormalCount, each, bound));
    }

    private static double HalfRisk(double confidence) => 1 - ((1 - confidence) / 2);

    private static double Lower(long successes, long trials, double confidence, ProportionBound bound) =>
        bound == ProportionBound.Wilson ? ProportionInterval.WilsonLower(successes, trials, confidence) : ProportionInterval.ClopperPearsonLower(successes, trials, confidence);

    private static double Upper(long successes, long trials, double confidence, ProportionBound bound) =>
        bound == ProportionBound.Wilson ? ProportionInterval.WilsonUpper(successes, trials, confidence) : ProportionInterval.ClopperPearsonUpper(successes, trials, confidence);
}
