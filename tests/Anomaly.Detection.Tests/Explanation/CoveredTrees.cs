using System.Collections.Immutable;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Explanation;

/// <summary>Random trees whose leaves have random covers, some of them none, and rows about their thresholds, some values missing.</summary>
internal static class CoveredTrees
{
    public static RandomForestModel Forest(ulong seed, int treeCount, int featureCount, int mostSplits)
    {
        var random = new RandomStream(seed);
        var trees = ImmutableArray.CreateBuilder<DecisionTree>();
        for (int tree = 0; tree < treeCount; tree++) trees.Add(Tree(ref random, featureCount, random.NextInt(mostSplits + 1), shape: tree % 3));
        return new RandomForestModel(trees.ToImmutable(), featureCount);
    }

    public static float[] Rows(ulong seed, int rowCount, int featureCount)
    {
        var random = new RandomStream(seed);
        float[] rows = new float[rowCount * featureCount];
        for (int i = 0; i < rows.Length; i++) rows[i] = random.NextInt(6) == 0 ? float.NaN : random.NextInt(9) - 4;
        return rows;
    }

    // Shape 0: any; 1: a comb to the left; 2: a comb to the right.
    private static DecisionTree Tree(ref RandomStream random, int featureCount, int splits, int shape)
    {
        var feature = new List<int>();
        var threshold = new List<float>();
        var missingGoesLeft = new List<bool>();
        var value = new List<double>();
        var cover = new List<double>();
        var open = new Stack<int>([splits]);
        while (open.TryPop(out int below))
        {
            if (below == 0)
            {
                feature.Add(DecisionTree.Leaf);
                value.Add(random.NextInt(4) == 0 ? 0 : random.NextDouble());
                cover.Add(random.NextInt(8) == 0 ? 0 : random.NextInt(50) + random.NextDouble());
                continue;
            }

            feature.Add(random.NextInt(featureCount));
            threshold.Add(random.NextInt(9) - 4.5f);
            missingGoesLeft.Add(random.NextInt(2) == 0);
            int left = shape switch { 0 => random.NextInt(below), 1 => below - 1, _ => 0 };
            open.Push(below - 1 - left);
            open.Push(left);
        }

        return DecisionTree.FromPreorder([.. feature], [.. threshold], [.. missingGoesLeft], [.. value], [.. cover]);
    }
}
