namespace Anomaly.Detection.Training;

/// <summary>The Brier score of out-of-bag scores, weighted as the trees weigh rows and classes: under other weights, scores that the class weights tilt would look wrong.</summary>
/// <param name="set">Labels and weights.</param>
/// <param name="rowWeightByClass">What a row of each class weighs, beyond its own weight.</param>
internal sealed class OutOfBagLoss(TrainingSet set, (double Normal, double Anomaly) rowWeightByClass)
{
    /// <summary>The loss over all rows that have a score; NaN where none has. Rows are added in table order.</summary>
    public double Of(OutOfBagScores scores)
    {
        double loss = 0;
        double total = 0;
        for (int row = 0; row < set.RowCount; row++)
        {
            double score = scores.Mean(row);
            if (double.IsNaN(score)) continue;
            double weight = set.IsAnomaly[row] ? rowWeightByClass.Anomaly : rowWeightByClass.Normal;
            if (!set.RowWeights.IsEmpty) weight *= set.RowWeights[row];
            double error = score - (set.IsAnomaly[row] ? 1 : 0);
            loss += weight * error * error;
            total += weight;
        }

        return loss / total;
    }
}
