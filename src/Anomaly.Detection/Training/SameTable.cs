using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>Refuses a training set that a forest was not trained on.</summary>
internal static class SameTable
{
    // The leaves of a tree add up weights in another order.
    private const double Tolerance = 1e-9;

    /// <exception cref="ArgumentException">The numbers of features or rows differ.</exception>
    public static void CheckSize(TrainedForest forest, TrainingSet set)
    {
        int features = forest.Model.FeatureCount;
        int scores = forest.OutOfBagScores.Length;
        if (set.Features.FeatureCount != features) throw new ArgumentException($"This is not the table that the forest was trained on: it has {set.Features.FeatureCount} features, but the forest has {features}.", nameof(set));
        if (scores != 0 && scores != set.RowCount) throw new ArgumentException($"This is not the table that the forest was trained on: it has {set.RowCount} rows, but the forest has {scores} out-of-bag scores.", nameof(set));
    }

    /// <summary>What all rows of a bag weigh, class weights included.</summary>
    public static double WeightOf(Bag bag, TrainingSet set)
    {
        double normal = 0, anomaly = 0;
        for (int row = 0; row < set.RowCount; row++)
        {
            if (bag.Draws[row] == 0) continue;
            if (set.IsAnomaly[row]) anomaly += bag.WeightOf(row);
            else normal += bag.WeightOf(row);
        }

        return (normal * bag.NormalWeight) + (anomaly * bag.AnomalyWeight);
    }

    /// <summary>Compares a bag with the root of its tree, which sees labels too, as far as the classes do not weigh the same.</summary>
    /// <exception cref="ArgumentException">They differ by more than rounding.</exception>
    public static void CheckWeight(DecisionTree tree, int number, double weight, TrainingSet set)
    {
        if (Math.Abs(weight - tree.Cover[0]) <= Tolerance * weight) return;
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"This is not the table that the forest was trained on, or its labels or weights differ: the rows of tree {number} (first = 0) weigh {weight}, but those it was grown on weighed {tree.Cover[0]}."), nameof(set));
    }

    /// <exception cref="ArgumentException">An out-of-bag score is not, bit for bit, the one that the training stored; it may have stored none.</exception>
    public static void CheckScores(TrainedForest forest, TrainingSet set, ImmutableArray<double> scores)
    {
        ImmutableArray<double> stored = forest.OutOfBagScores;
        for (int row = 0; row < stored.Length; row++)
        {
            // Equals takes NaN for the same as NaN; scores are never −0.
            if (scores[row].Equals(stored[row])) continue;
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"This is not the table that the forest was trained on, or its weights or groups differ: the out-of-bag score of row {row} (first = 0) is {scores[row]}, but the training stored {stored[row]}."), nameof(set));
        }
    }
}
