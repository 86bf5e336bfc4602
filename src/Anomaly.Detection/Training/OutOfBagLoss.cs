namespace Anomaly.Detection.Training;

/// <summary>The Brier score of out-of-bag scores, weighted as the trees weigh rows and classes: under other weights, scores that the class weights tilt would look wrong.</summary>
/// <param name="set">Labels and weights.</param>
/// <param name="options">How bags are drawn, and classes weighed.</param>
internal sealed class OutOfBagLoss(TrainingSet set, RandomForestOptions options)
{
    // What a row of each class weighs in a bag on average, beyond its own weight, up to a common factor.
    private readonly (double Normal, double Anomaly) _rowWeight = RowWeight(set, options);

    /// <summary>The loss over all rows that have a score; NaN where none has. Rows are added in table order.</summary>
    public double Of(OutOfBagScores scores)
    {
        double loss = 0;
        double total = 0;
        for (int row = 0; row < set.RowCount; row++)
        {
            double score = scores.Mean(row);
            if (double.IsNaN(score)) continue;
            double weight = set.IsAnomaly[row] ? _rowWeight.Anomaly : _rowWeight.Normal;
            if (!set.RowWeights.IsEmpty) weight *= set.RowWeights[row];
            double error = score - (set.IsAnomaly[row] ? 1 : 0);
            loss += weight * error * error;
            total += weight;
        }

        return loss / total;
    }

    private static (double Normal, double Anomaly) RowWeight(TrainingSet set, RandomForestOptions options)
    {
        if (options.ClassSamples is not { } samples) return options.ClassWeight.Resolve(set.NormalCount, set.AnomalyCount);
        (int normalDraws, int anomalyDraws) = samples.Resolve(set.NormalCount, set.AnomalyCount);
        (double normal, double anomaly) = options.ClassWeight.Resolve(normalDraws, anomalyDraws);
        return (normal * normalDraws / set.NormalCount, anomaly * anomalyDraws / set.AnomalyCount);
    }
}
