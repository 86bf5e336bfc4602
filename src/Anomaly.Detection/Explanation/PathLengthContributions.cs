using System.Globalization;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Explanation;

/// <summary>What each feature adds to the mean path length of a row in an isolation forest, in edges: below 0, it makes the row more anomalous.</summary>
/// <remarks>
/// <para>
/// On its way down a tree a row begins with the mean path length of all rows of the tree and ends with that of its leaf. What the mean changes by at a split
/// is credited to the feature that the split asks for, and to all alike where it asks for a projection of several; trees are averaged. Base value and
/// contributions add up to <see cref="IsolationForestModel.PathLength"/>.
/// </para>
/// <para>
/// Saabas's attribution ("Interpreting random forests", 2014): one walk a row. Of features that act together the one asked last gets the credit, which random
/// splits even out over the trees.
/// </para>
/// </remarks>
public static class PathLengthContributions
{
    /// <summary>What contributions count from: the mean over the trees of the mean path length of the rows that grew them.</summary>
    /// <param name="model">The forest.</param>
    /// <returns>In edges, at least 0.</returns>
    public static double BaseValue(IsolationForestModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        double sum = 0;
        foreach (DecisionTree tree in model.Trees) sum += tree.Value[0];
        return sum / model.Trees.Length;
    }

    /// <summary>The contributions to one row's path length.</summary>
    /// <param name="model">The forest.</param>
    /// <param name="row">Encoded features; length = <see cref="IsolationForestModel.FeatureCount"/>. NaN is missing.</param>
    /// <param name="contributions">Receives one number a feature, in edges; below 0 where the feature shortens the path. Same length as <paramref name="row"/>.</param>
    /// <exception cref="ArgumentException">A length is not the number of features.</exception>
    /// <remarks>Thread-safe, allocates nothing.</remarks>
    public static void Of(IsolationForestModel model, ReadOnlySpan<float> row, Span<double> contributions)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (row.Length != model.FeatureCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The row has {row.Length} features, but the forest was trained on {model.FeatureCount}."), nameof(row));
        if (contributions.Length != model.FeatureCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There is room for {contributions.Length} contributions, but the forest was trained on {model.FeatureCount} features."), nameof(contributions));
        contributions.Clear();
        foreach (DecisionTree tree in model.Trees) Add(model, tree, row, contributions);
        for (int feature = 0; feature < contributions.Length; feature++) contributions[feature] /= model.Trees.Length;
    }

    private static void Add(IsolationForestModel model, DecisionTree tree, ReadOnlySpan<float> row, Span<double> contributions)
    {
        ReadOnlySpan<double> means = tree.Value;
        int node = 0;
        while (tree.Feature[node] != DecisionTree.Leaf)
        {
            int asked = tree.Feature[node];
            SplitProjection? projection = asked < row.Length ? null : model.Projections[asked - row.Length];
            float value = projection is null ? row[asked] : projection.Of(row);
            bool goesLeft = float.IsNaN(value) ? tree.MissingGoesLeft[node] : value <= tree.Threshold[node];
            int child = goesLeft ? node + 1 : tree.RightChild[node];
            double change = means[child] - means[node];
            if (projection is null) contributions[asked] += change;
            else Share(projection, change, contributions);
            node = child;
        }
    }

    private static void Share(SplitProjection projection, double change, Span<double> contributions)
    {
        double share = change / projection.Features.Length;
        foreach (int feature in projection.Features) contributions[feature] += share;
    }
}
