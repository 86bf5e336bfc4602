using System.Collections.Immutable;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>What a forest's own thresholds tell of the values of a numeric column. Immutable.</summary>
/// <param name="Spread">The distance of the thresholds' quartiles; where they are one, half of their range, and where that is 0, 1.</param>
/// <param name="Middle">Their median; 0 where there is none.</param>
/// <param name="IsWhole">Whether there are thresholds, and all lie on whole numbers or half way between two, as those between counts do.</param>
/// <param name="IsNeverNegative">Whether there are thresholds, and none lies below 0.</param>
internal sealed record ColumnScale(double Spread, double Middle, bool IsWhole, bool IsNeverNegative)
{
    /// <summary>Looks at all splits by the plain features of columns, and at the points of planes that read them.</summary>
    /// <param name="encoder">Whose features the trees ask for.</param>
    /// <param name="trees">The trees.</param>
    /// <returns>One per column of the encoder.</returns>
    public static ImmutableArray<ColumnScale> OfAll(FeatureEncoder encoder, ImmutableArray<AskingTree> trees)
    {
        List<double>[] thresholds = [.. Enumerable.Range(0, encoder.CellCount).Select(_ => new List<double>())];
        foreach (AskingTree asking in trees)
        {
            DecisionTree tree = asking.Tree;
            for (int node = 0; node < tree.NodeCount; node++)
            {
                int feature = tree.Feature[node];
                if (feature == DecisionTree.Leaf) continue;
                if (feature < asking.FeatureCount) Add(feature, tree.Threshold[node]);
                else if (asking.Projections[feature - asking.FeatureCount] is HyperplaneProjection plane) AddPoint(plane);
            }
        }

        return [.. thresholds.Select(Of)];

        void AddPoint(HyperplaneProjection plane)
        {
            for (int i = 0; i < plane.Features.Length; i++) Add(plane.Features[i], plane.Point[i]);
        }

        // The largest float parts values from missing ones and is no place on the column.
        void Add(int feature, float value)
        {
            EncodedFeature definition = encoder.Features[feature];
            if (definition.Operation != FeatureOperation.Value || value == float.MaxValue) return;
            thresholds[definition.Source].Add(encoder.Scaler is { } scaler ? (value * scaler.Scale[feature]) + scaler.Mean[feature] : value);
        }
    }

    private static ColumnScale Of(List<double> thresholds)
    {
        if (thresholds.Count == 0) return new ColumnScale(Spread: 1, Middle: 0, IsWhole: false, IsNeverNegative: false);
        thresholds.Sort();
        double spread = Quantile(thresholds, 0.75) - Quantile(thresholds, 0.25);
        if (spread == 0) spread = (thresholds[^1] - thresholds[0]) / 2;
        return new ColumnScale(spread == 0 ? 1 : spread, Quantile(thresholds, 0.5), thresholds.TrueForAll(IsHalfWhole), thresholds[0] >= 0);
    }

    private static double Quantile(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];

    private static bool IsHalfWhole(double value) => value * 2 == Math.Floor(value * 2);
}
