using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

public class UnbiasedImpurityTests
{
    private static readonly RandomForestOptions Options = new() { TreeCount = 20, MaxThreads = 1 };

    [Fact]
    public void UnbiasedImpurityImportances_StumpByHand_IsTheGainOfTheJointImpurity()
    {
        //               left       right
        //   label       0 0 0 1    0 1 1 1
        //   draws       2 0 0 1    2 1 0 2        so rows 1, 2 and 6 are out of bag
        //   root   8 · (1 − 1/2 · 1/3 − 1/2 · 2/3) = 4
        //   left   3 · (1 − 1/3 · 0 − 2/3 · 1) = 1
        //   right  5 · (1 − 3/5 · 1 − 2/5 · 0) = 2
        // The gain is (4 − 1 − 2) / 8 = 1/8, a quarter of the labels' Gini impurity, 1/2.
        TrainingSet set = new(Column(0, 0, 0, 0, 1, 1, 1, 1), Labels("00010111"));
        TrainedForest forest = new RandomForestTrainer(OptionsOfBag(set, "2 0 0 1 2 1 0 2")).TrainOn(set);
        forest.Model.Trees[0].Feature.ToArray().Should().Equal(0, -1, -1);

        OutOfBagAnalysis.Create(forest, set).UnbiasedImpurityImportances().Should().Equal([0.25], (ours, expected) => Math.Abs(ours - expected) < 1e-15);
    }

    [Fact]
    public void UnbiasedImpurityImportances_AnyForest_EqualsTheFormulaOfThePaper()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(80, 4, seed: 241, missingShare: 0.1);
        var set = new TrainingSet(features, isAnomaly);
        TrainedForest forest = new RandomForestTrainer(Options).TrainOn(set);
        double share = isAnomaly.Count(label => label) / 80.0;

        var importances = OutOfBagAnalysis.Create(forest, set).UnbiasedImpurityImportances();

        double[] expected = new double[4];
        var bag = new Bag(TrainingRows.ForBags(set));
        for (int tree = 0; tree < Options.TreeCount; tree++)
        {
            bag.DrawFor(Options, tree);
            AddGains(forest.Model.Trees[tree], set, bag.Draws.ToArray(), expected);
        }

        for (int feature = 0; feature < 4; feature++) importances[feature].Should().BeApproximately(expected[feature] / Options.TreeCount / (2 * share * (1 - share)), 1e-12);
    }

    [Fact]
    public void UnbiasedImpurityImportances_UniqueId_AreZeroOnAverageWhereImpurityImportancesAreNot()
    {
        // The classes weigh differently, and other splits stand above those of the id: neither may shift the mean.
        const int Tables = 40;
        double[] unbiased = new double[Tables];
        double[] plain = new double[Tables];
        for (int table = 0; table < Tables; table++)
        {
            TrainingSet set = AnalysedForests.FlagIdAndCoin(120, seed: 300 + (ulong)table);
            TrainedForest forest = new RandomForestTrainer(Options).TrainOn(set);
            unbiased[table] = OutOfBagAnalysis.Create(forest, set, maxThreads: 1).UnbiasedImpurityImportances()[1];
            plain[table] = ImpurityImportances.Of(forest.Model)[1];
        }

        double mean = unbiased.Average();
        double error = Math.Sqrt(unbiased.Sum(value => (value - mean) * (value - mean)) / (Tables - 1) / Tables);
        Math.Abs(mean).Should().BeLessThan(3 * error);
        error.Should().BeLessThan(0.02, "else the test would see nothing");
        plain.Min().Should().BeGreaterThan(0.15);
    }

    [Fact]
    public void UnbiasedImpurityImportances_FeatureThatTellsAll_IsNearlyOne()
    {
        // Trees whose bags hold both classes split once, and their children are pure, in the bag and out of it.
        TrainingSet set = new(Column([.. Enumerable.Range(0, 60).Select(row => row < 20 ? 1f : 0f)]), [.. Enumerable.Range(0, 60).Select(row => row < 20)]);

        AnalysedForests.Analyse(set, Options).UnbiasedImpurityImportances()[0].Should().BeApproximately(1, 0.1);
    }

    [Fact]
    public void UnbiasedImpurityImportances_TreesOfOneLeaf_AreZero()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(50, 3, seed: 242);

        AnalysedForests.Analyse(new TrainingSet(features, isAnomaly), Options with { MaxDepth = 0 }).UnbiasedImpurityImportances().Should().Equal(0, 0, 0);
    }

    // H = 1 − Σ p·q at every node, with p of the draws and q of the rows that were not drawn.
    private static void AddGains(DecisionTree tree, TrainingSet set, byte[] draws, double[] gains)
    {
        for (int node = 0; node < tree.NodeCount; node++)
        {
            if (tree.Feature[node] == DecisionTree.Leaf) continue;
            (double weight, double impurity, bool isKnown) root = At(0), here = At(node), left = At(node + 1), right = At(tree.RightChild[node]);
            if (!left.isKnown || !right.isKnown) continue;
            gains[tree.Feature[node]] += ((here.weight * here.impurity) - (left.weight * left.impurity) - (right.weight * right.impurity)) / root.weight;
        }

        (double Weight, double Impurity, bool IsKnown) At(int node)
        {
            int[] rows = [.. Enumerable.Range(0, set.RowCount).Where(row => Passes(tree, Row(set.Features, row), node))];
            bool[] labels = set.IsAnomaly.ToArray();
            double drawn = rows.Sum(row => draws[row]);
            int[] unseen = [.. rows.Where(row => draws[row] == 0)];
            double p = rows.Where(row => labels[row]).Sum(row => draws[row]) / drawn;
            double q = (double)unseen.Count(row => labels[row]) / unseen.Length;
            return (drawn, 1 - (p * q) - ((1 - p) * (1 - q)), unseen.Length > 0);
        }
    }

    private static bool Passes(DecisionTree tree, float[] row, int wanted)
    {
        int node = 0;
        while (node != wanted && tree.Feature[node] != DecisionTree.Leaf)
        {
            float value = row[tree.Feature[node]];
            node = (float.IsNaN(value) ? tree.MissingGoesLeft[node] : value <= tree.Threshold[node]) ? node + 1 : tree.RightChild[node];
        }

        return node == wanted;
    }

    // With the first seed whose bag has these draws.
    private static RandomForestOptions OptionsOfBag(TrainingSet set, string draws)
    {
        var bag = new Bag(TrainingRows.ForBags(set));
        for (ulong seed = 0; ; seed++)
        {
            RandomForestOptions options = new() { TreeCount = 1, MaxThreads = 1, Seed = seed, ClassWeight = ClassWeight.None };
            bag.DrawFor(options, 0);
            if (string.Join(' ', bag.Draws.ToArray()) == draws) return options;
        }
    }
}
