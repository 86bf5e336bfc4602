using System.Collections.Immutable;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Inference;

/// <summary>Forests of random shape, and rows that lie on, beside and far from their thresholds.</summary>
internal static class RandomTrees
{
    private static readonly float[] OddThresholds = [0f, -0f, float.Epsilon, -float.Epsilon, 1.1754942e-38f, float.MaxValue, float.MinValue, 0.1f, 1e30f];

    /// <summary>A forest whose trees have up to so many splits, of all shapes from balanced to combs.</summary>
    /// <param name="seed">Same seed, same forest.</param>
    /// <param name="treeCount">Trees.</param>
    /// <param name="featureCount">Features.</param>
    /// <param name="mostSplits">Most splits of a tree; the first tree has none.</param>
    /// <param name="distinctValues">About how many values leaves have; 0 for as many as there are leaves.</param>
    /// <param name="distinctThresholds">About how many thresholds there are; 0 for as many as there are splits.</param>
    public static RandomForestModel Forest(int seed, int treeCount, int featureCount, int mostSplits, int distinctValues = 0, int distinctThresholds = 0)
    {
        var random = new RandomStream((ulong)seed);
        var trees = ImmutableArray.CreateBuilder<DecisionTree>();
        for (int tree = 0; tree < treeCount; tree++)
        {
            int splits = tree == 0 ? 0 : random.NextInt(mostSplits + 1);
            trees.Add(Tree(ref random, splits, featureCount, leftShare: (tree % 5) / 4.0, distinctValues, distinctThresholds));
        }

        return new RandomForestModel(trees.ToImmutable(), featureCount);
    }

    /// <summary>A tree in which every split is the left (right) child of the one before.</summary>
    public static DecisionTree Comb(int splits, int featureCount, bool toTheLeft)
    {
        var random = new RandomStream((ulong)splits);
        return Tree(ref random, splits, featureCount, toTheLeft ? 1 : 0, distinctValues: 200, distinctThresholds: 0);
    }

    /// <summary>Rows on the thresholds of a forest, one float above and below them, and of odd values; missing values in every feature.</summary>
    public static float[] EdgeRows(RandomForestModel forest, int seed, int randomRows)
    {
        var random = new RandomStream((ulong)seed);
        float[][] valuesOf = [.. Enumerable.Range(0, forest.FeatureCount).Select(feature => EdgeValues(forest, feature))];
        int rowCount = valuesOf.Max(values => values.Length) + randomRows;
        float[] rows = new float[rowCount * forest.FeatureCount];
        for (int row = 0; row < rowCount; row++)
        {
            for (int feature = 0; feature < forest.FeatureCount; feature++)
            {
                float[] values = valuesOf[feature];

                // Every value of every feature is met at least once, and missing values in company and alone.
                int pick = row < values.Length ? row : random.NextInt(values.Length);
                rows[(row * forest.FeatureCount) + feature] = random.NextInt(16) == 0 ? float.NaN : values[(pick + (feature * 7)) % values.Length];
            }
        }

        return rows;
    }

    private static float[] EdgeValues(RandomForestModel forest, int feature)
    {
        var values = new HashSet<float>([.. OddThresholds, float.NaN]);
        foreach (DecisionTree tree in forest.Trees)
        {
            for (int node = 0; node < tree.NodeCount; node++)
            {
                if (tree.Feature[node] != feature) continue;
                float threshold = tree.Threshold[node];
                values.Add(threshold);
                if (threshold < float.MaxValue) values.Add(MathF.BitIncrement(threshold));
                if (threshold > float.MinValue) values.Add(MathF.BitDecrement(threshold));
            }
        }

        // −0 and 0 are equal to a set.
        return [.. values, -0f, 0f];
    }

    private static DecisionTree Tree(ref RandomStream random, int splits, int featureCount, double leftShare, int distinctValues, int distinctThresholds)
    {
        var feature = new List<int>();
        var threshold = new List<float>();
        var missingGoesLeft = new List<bool>();
        var value = new List<double>();
        var open = new Stack<int>([splits]);
        while (open.TryPop(out int below))
        {
            if (below == 0)
            {
                feature.Add(DecisionTree.Leaf);
                value.Add(distinctValues == 0 ? random.NextDouble() : random.NextInt(distinctValues) / (double)Math.Max(1, distinctValues - 1));
                continue;
            }

            feature.Add(random.NextInt(featureCount));
            threshold.Add(Threshold(ref random, distinctThresholds));
            missingGoesLeft.Add(random.NextInt(2) == 0);
            int left = Math.Clamp((int)Math.Round((below - 1) * leftShare) + random.NextInt(3) - 1, 0, below - 1);
            open.Push(below - 1 - left);
            open.Push(left);
        }

        double[] cover = new double[value.Count];
        Array.Fill(cover, 1);
        return DecisionTree.FromPreorder([.. feature], [.. threshold], [.. missingGoesLeft], [.. value], cover);
    }

    private static float Threshold(ref RandomStream random, int distinctThresholds)
    {
        if (distinctThresholds > 0) return random.NextInt(distinctThresholds) - (distinctThresholds / 2f);
        return random.NextInt(20) == 0 ? OddThresholds[random.NextInt(OddThresholds.Length)] : (float)Math.Tan((random.NextDouble() - 0.5) * 3.1);
    }
}
