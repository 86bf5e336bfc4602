namespace Anomaly.Detection.Evaluation;

/// <summary>What one threshold does to the rows it is tried on.</summary>
/// <param name="Threshold">One of the scores.</param>
/// <param name="Confusion">The counts at it; both classes occur.</param>
/// <param name="Rows">What else is known of the rows.</param>
internal readonly record struct SweepPoint(double Threshold, ConfusionMatrix Confusion, SweepRows Rows)
{
    /// <summary>The share of flagged rows that are anomalies, at the rate of anomalies to be met.</summary>
    public double Precision
    {
        get
        {
            if (Rows.AnomalyRate is not { } rate) return Confusion.Precision;
            double found = Confusion.Recall * rate;
            return found / (found + (Confusion.FalsePositiveRate * (1 - rate)));
        }
    }

    /// <summary>The share of rows that are flagged, at the rate of anomalies to be met.</summary>
    public double AlertShare => Rows.AnomalyRate is { } rate
        ? (Confusion.Recall * rate) + (Confusion.FalsePositiveRate * (1 - rate))
        : (double)Confusion.FlaggedCount / Confusion.RowCount;

    /// <summary>The weighted harmonic mean of precision and recall, at the rate of anomalies to be met.</summary>
    /// <remarks>
    /// Another share of anomalies leaves both rates of the ROC curve as they are and moves precision: at rate π it is TPR·π / (TPR·π + FPR·(1 − π)),
    /// so F-beta is (1 + β²)·TPR·π / (β²·π + TPR·π + FPR·(1 − π)).
    /// </remarks>
    public double FBeta(double beta)
    {
        if (Rows.AnomalyRate is not { } rate) return Confusion.FBeta(beta);
        double found = Confusion.Recall * rate;
        double weight = beta * beta;
        return (1 + weight) * found / ((weight * rate) + found + (Confusion.FalsePositiveRate * (1 - rate)));
    }

    /// <summary>The correlation of flag and label, at the rate of anomalies to be met.</summary>
    public double MatthewsCorrelation
    {
        get
        {
            if (Rows.AnomalyRate is not { } rate) return Confusion.MatthewsCorrelation;
            double flagged = AlertShare;
            if (flagged is 0 or >= 1) return 0;
            return Math.Sqrt(rate * (1 - rate) / (flagged * (1 - flagged))) * (Confusion.Recall - Confusion.FalsePositiveRate);
        }
    }

    /// <summary>The mean cost of a row, at the rate of anomalies to be met.</summary>
    public double MeanCost(CostMatrix costs)
    {
        if (Rows.AnomalyRate is not { } rate) return costs.Of(Confusion) / Confusion.RowCount;
        double anomalies = (costs.TruePositive * Confusion.Recall) + (costs.FalseNegative * (1 - Confusion.Recall));
        double normals = (costs.FalsePositive * Confusion.FalsePositiveRate) + (costs.TrueNegative * Confusion.Specificity);
        return (rate * anomalies) + ((1 - rate) * normals);
    }

    /// <summary>The mean cost of a row where a miss costs the row's amount, at the rate of anomalies to be met.</summary>
    public double MeanCost(double falseAlarmCost)
    {
        double missed = Rows.MissedAmount((int)Confusion.TruePositives);
        if (Rows.AnomalyRate is not { } rate) return (missed + (falseAlarmCost * Confusion.FalsePositives)) / Confusion.RowCount;
        return (rate * (missed / Confusion.AnomalyCount)) + ((1 - rate) * falseAlarmCost * Confusion.FalsePositiveRate);
    }
}
