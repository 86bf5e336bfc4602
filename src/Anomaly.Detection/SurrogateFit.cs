using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection;

/// <summary>Fits a <see cref="SurrogateTree"/> and judges it on rows that it did not see.</summary>
/// <param name="FittedRowCount">Rows that the tree was fitted to.</param>
/// <param name="JudgedRowCount">Rows that it was judged by.</param>
/// <param name="RSquared">The share of the variance that it explains there.</param>
/// <param name="SameDecisions">The share of equal decisions there.</param>
internal sealed record SurrogateFit(int FittedRowCount, int JudgedRowCount, double RSquared, double SameDecisions)
{
    private const int FewestRows = 10;
    private const double LeastWeight = 1e-100;
    private const double LeastShareOfVariance = 0.001;

    // What is nearer is rounding, or nothing that a rule should be made of.
    private const double LeastDifference = 1e-6;

    // A row of a probability between 0 and 1 counts twice.
    private const int CountsPerLeaf = 50;

    /// <exception cref="ArgumentException">There are too few rows.</exception>
    public static SurrogateTree Run(AnomalyDetectionPredictor predictor, Table table, SurrogateOptions options, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (table.RowCount < FewestRows) throw new ArgumentException(FormattableString.Invariant($"The table has {table.RowCount} rows; {FewestRows} are needed to fit a tree and to judge it."), nameof(table));
        Table rows = table.Select(Draw(table.RowCount, options));
        double[] probabilities = [.. predictor.PredictBatch(rows, progress, cancellationToken).Select(prediction => prediction.AnomalyProbability)];
        FeatureEncoder encoder = predictor.Artifact.Encoder;
        FeatureMatrix features = encoder.Encode(rows, cancellationToken);
        int fitted = rows.RowCount - (rows.RowCount * 3 / 10);
        DecisionTree tree = Grow(features, probabilities.AsSpan(0, fitted), options, cancellationToken);
        SurrogateFit fit = Judge(tree, features, probabilities, fitted, predictor.Info.Policy.IsAnomaly);
        DecisionTree unscaled = DetectorTrees.Unscaled(tree, encoder);
        return new SurrogateTree(unscaled, RulesOf(unscaled, features, new EncodedSplits(encoder, [], isScaled: false)), fit);
    }

    private static int[] Draw(int count, SurrogateOptions options)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        var random = new RandomStream(options.Seed);
        random.Shuffle<int>(rows);
        return rows[..Math.Min(count, options.MostRows)];
    }

    private static DecisionTree Grow(FeatureMatrix features, ReadOnlySpan<double> probabilities, SurrogateOptions options, CancellationToken cancellationToken)
    {
        int count = probabilities.Length;
        double mean = Mean(probabilities);
        double variance = 0;
        foreach (double probability in probabilities) variance += (probability - mean) * (probability - mean) / count;
        if (AreOne(probabilities)) return DecisionTree.FromPreorder([DecisionTree.Leaf], [], [], [mean], [count]);
        bool[] isAnomaly = new bool[2 * count];
        double[] weights = new double[2 * count];
        for (int row = 0; row < count; row++)
        {
            isAnomaly[row] = true;
            weights[row] = probabilities[row] < LeastWeight ? 0 : probabilities[row];
            weights[count + row] = 1 - probabilities[row];
        }

        var trainer = new CartTrainer(new CartOptions
        {
            MaxDepth = options.MaxDepth,
            MinSamplesLeaf = Math.Max(2, count / CountsPerLeaf),
            MinImpurityDecrease = 2 * variance * LeastShareOfVariance,
        });
        int[] twice = [.. Enumerable.Range(0, count), .. Enumerable.Range(0, count)];
        return trainer.TrainOn(new TrainingSet(features.Select(twice), isAnomaly, weights), cancellationToken);
    }

    private static SurrogateFit Judge(DecisionTree tree, FeatureMatrix features, double[] probabilities, int fitted, Func<double, bool> decide)
    {
        int judged = probabilities.Length - fitted;
        double mean = Mean(probabilities.AsSpan(fitted));
        double total = 0, left = 0;
        int same = 0;
        float[] row = new float[features.FeatureCount];
        for (int i = fitted; i < probabilities.Length; i++)
        {
            features.CopyRow(i, row);
            double imitated = tree.Score(row);
            total += (probabilities[i] - mean) * (probabilities[i] - mean);
            left += (probabilities[i] - imitated) * (probabilities[i] - imitated);
            if (decide(imitated) == decide(probabilities[i])) same++;
        }

        return new SurrogateFit(fitted, judged, AreOne(probabilities.AsSpan(fitted)) ? double.NaN : 1 - (left / total), (double)same / judged);
    }

    private static ImmutableArray<SurrogateRule> RulesOf(DecisionTree tree, FeatureMatrix features, EncodedSplits words)
    {
        bool[] isEverMissing = [.. Enumerable.Range(0, features.FeatureCount).Select(feature => features.Column(feature).Contains(float.NaN))];
        var ways = new List<SplitRange>[tree.NodeCount];
        var rules = new List<SurrogateRule>();
        foreach ((int node, _, int parent) in TreeFigures.Walk(tree, mostDepth: null))
        {
            ways[node] = parent < 0 ? [] : Narrowed(ways[parent], SplitRange.Of(tree, parent, isLeft: node == parent + 1));
            if (tree.Feature[node] != DecisionTree.Leaf) continue;
            rules.Add(new SurrogateRule
            {
                Conditions = [.. ways[node].Select(range => words.Of(range with { HoldsMissing = range.HoldsMissing && isEverMissing[range.Feature] }))],
                Probability = tree.Value[node],
                Share = tree.Cover[node] / tree.Cover[0],
            });
        }

        // Stable: equals stay in the order of the leaves.
        return [.. rules.OrderByDescending(rule => rule.Probability)];
    }

    // One condition a feature, in the order in which the way first asks.
    private static List<SplitRange> Narrowed(List<SplitRange> way, SplitRange next)
    {
        int place = way.FindIndex(range => range.Feature == next.Feature);
        if (place < 0) return [.. way, next];
        List<SplitRange> narrowed = [.. way];
        narrowed[place] = way[place].And(next);
        return narrowed;
    }

    private static bool AreOne(ReadOnlySpan<double> probabilities)
    {
        double lowest = 1, highest = 0;
        foreach (double probability in probabilities) (lowest, highest) = (Math.Min(lowest, probability), Math.Max(highest, probability));
        return highest - lowest < LeastDifference;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum / values.Length;
    }
}
