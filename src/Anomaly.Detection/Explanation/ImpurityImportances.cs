using System.Collections.Immutable;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Explanation;

/// <summary>What features are worth to a forest by its own account: how much impurity their splits took from the training rows.</summary>
/// <remarks>
/// <para>
/// Mean decrease in impurity (MDI): scikit-learn's <c>feature_importances_</c>, Breiman's Gini importance. It costs one look at the nodes and needs no
/// rows.
/// </para>
/// <para>
/// It is made of training rows and flatters features with many different values: a column of random numbers or of ids, on which deep trees split
/// by chance, may stand above a useful flag. Where that matters, permute the feature on rows that were not trained on, or ask an out-of-bag
/// analysis for unbiased importances.
/// </para>
/// </remarks>
public static class ImpurityImportances
{
    /// <summary>The importances of a forest.</summary>
    /// <param name="model">The forest.</param>
    /// <param name="impurity">What the splits are to have reduced; it need not be the criterion of the training. Default: Gini.</param>
    /// <returns>
    /// Per feature a number in [0, 1]: the mean over the trees that split at all, each tree made to sum to 1, and so the mean. All 0 where no
    /// tree splits.
    /// </returns>
    /// <exception cref="ArgumentException">The impurity is not a value of the enum.</exception>
    public static ImmutableArray<double> Of(RandomForestModel model, Impurity impurity = Impurity.Gini)
    {
        ArgumentNullException.ThrowIfNull(model);
        Func<double, double> measure = MeasureOf(impurity);
        double[] sums = new double[model.FeatureCount];
        foreach (DecisionTree tree in model.Trees)
        {
            double[] decreases = Decreases(tree, model.FeatureCount, measure);
            MakeSumOne(decreases);
            for (int feature = 0; feature < sums.Length; feature++) sums[feature] += decreases[feature];
        }

        // Trees without a split added nothing, so this divides by the number of the others too.
        MakeSumOne(sums);
        return ImmutableArray.Create(sums);
    }

    /// <summary>The importances of a single tree.</summary>
    /// <param name="tree">The tree; its values are shares of anomalies.</param>
    /// <param name="featureCount">The length of a row, above every feature that the tree asks for.</param>
    /// <param name="impurity">What the splits are to have reduced. Default: Gini.</param>
    /// <returns>Per feature a number in [0, 1], in sum 1; all 0 for a single leaf.</returns>
    /// <exception cref="ArgumentException">The tree asks for a feature beyond the count, a value is no share, or the impurity is not a value of the enum.</exception>
    public static ImmutableArray<double> OfTree(DecisionTree tree, int featureCount, Impurity impurity = Impurity.Gini)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return Of(new RandomForestModel([tree], featureCount), impurity);
    }

    private static Func<double, double> MeasureOf(Impurity impurity) => impurity switch
    {
        Impurity.Gini => share => 2 * share * (1 - share),
        Impurity.Entropy => share => Bits(share) + Bits(1 - share),
        _ => throw new ArgumentException($"{impurity} is not an {nameof(Impurity)}.", nameof(impurity)),
    };

    // Our own logarithm has the same bits on every machine; shares too small for its range add nothing that a double would notice.
    private static double Bits(double share) => share < 1e-300 ? 0 : -share * Logarithm.Log2(share);

    // Covers are taken as shares of the root's, so that no weight is too large or too small. By rounding a useless split could fall below 0.
    private static double[] Decreases(DecisionTree tree, int featureCount, Func<double, double> measure)
    {
        double[] decreases = new double[featureCount];
        double root = tree.Cover[0];
        if (root == 0) return decreases;
        for (int node = 0; node < tree.NodeCount; node++)
        {
            int feature = tree.Feature[node];
            if (feature == DecisionTree.Leaf) continue;
            decreases[feature] += Math.Max(0, Weighted(tree, node, root, measure) - Weighted(tree, node + 1, root, measure) - Weighted(tree, tree.RightChild[node], root, measure));
        }

        return decreases;
    }

    private static double Weighted(DecisionTree tree, int node, double root, Func<double, double> measure) => tree.Cover[node] / root * measure(tree.Value[node]);

    private static void MakeSumOne(double[] importances)
    {
        double sum = 0;
        foreach (double importance in importances) sum += importance;
        if (sum == 0) return;
        for (int feature = 0; feature < importances.Length; feature++) importances[feature] /= sum;
    }
}
