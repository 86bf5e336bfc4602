using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Tests.Oracles;
using Anomaly.Detection.Tests.Training;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Explanation;

public class ImpurityImportancesTests
{
    [Fact]
    public void Of_ScikitLearnsTrees_AreScikitLearnsImportances()
    {
        // Oracles/impurity_importances.py made the figures.
        using JsonDocument oracle = Oracle.Open("impurity_importances.json");
        int cases = 0;
        foreach (JsonElement oracleCase in oracle.RootElement.GetProperty("cases").EnumerateArray())
        {
            double[] expected = Numbers(oracleCase, "importances");
            var model = new RandomForestModel([.. oracleCase.GetProperty("trees").EnumerateArray().Select(Tree)], expected.Length);

            var importances = ImpurityImportances.Of(model, oracleCase.GetProperty("criterion").GetString() == "gini" ? Impurity.Gini : Impurity.Entropy);

            importances.Should().Equal(expected, (ours, theirs) => Math.Abs(ours - theirs) <= 1e-12, oracleCase.GetProperty("name").GetString());
            cases++;
        }

        cases.Should().Be(6);
    }

    [Fact]
    public void OfTree_ThreeLeavesByHand_SharesTheDecreases()
    {
        //   root   8 rows, p = 1/2   Gini 1/2    8 · 1/2 = 4
        //   left   3 rows, p = 0     Gini 0
        //   right  5 rows, p = 4/5   Gini 8/25   5 · 8/25 = 1.6     so feature 2 takes 2.4 of 4
        //   and then 4 rows, p = 1, and 1 row, p = 0                so feature 0 takes the other 1.6
        DecisionTree tree = DecisionTree.FromPreorder([2, -1, 0, -1, -1], [0, 0], [false, false], [0, 1, 0], [3, 4, 1]);

        ImpurityImportances.OfTree(tree, 3).Should().Equal([0.4, 0, 0.6], (ours, theirs) => Math.Abs(ours - theirs) < 1e-15);
    }

    [Fact]
    public void OfTree_Entropy_IsMeasuredInBits()
    {
        // Root: 4 rows, p = 1/2, 1 bit. Feature 0 leaves 3 rows with p = 1/3, 0.9183 bits; feature 1 the rest.
        DecisionTree tree = DecisionTree.FromPreorder([0, 1, -1, -1, -1], [0, 0], [false, false], [0, 1, 1], [2, 1, 1]);

        ImpurityImportances.OfTree(tree, 2, Impurity.Entropy)[0].Should().BeApproximately(1 - (0.75 * 0.9182958340544896), 1e-14);
    }

    [Fact]
    public void Of_SingleLeafTrees_CountOnlyAmongThemselves()
    {
        DecisionTree leaf = DecisionTree.FromPreorder([-1], [], [], [0.5], [8]);
        DecisionTree split = DecisionTree.FromPreorder([1, -1, -1], [0], [false], [0, 1], [4, 4]);

        ImpurityImportances.Of(new RandomForestModel([leaf, leaf], 2)).Should().Equal(0, 0);
        ImpurityImportances.Of(new RandomForestModel([leaf, split, leaf], 2)).Should().Equal(0, 1);
    }

    [Fact]
    public void Of_SplitsThatTellNothing_AreZeroInsteadOfNoNumber()
    {
        DecisionTree useless = DecisionTree.FromPreorder([0, -1, -1], [0], [false], [0.3, 0.3], [2, 6]);
        DecisionTree weightless = DecisionTree.FromPreorder([0, -1, -1], [0], [false], [0, 1], [0, 0]);

        ImpurityImportances.Of(new RandomForestModel([useless, weightless], 1)).Should().Equal(0);
    }

    [Theory]
    [InlineData(Impurity.Gini)]
    [InlineData(Impurity.Entropy)]
    public void Of_TrainedForest_IsNonNegativeAndSumsToOne(Impurity impurity)
    {
        (FeatureMatrix features, bool[] isAnomaly) = TrainingSets.Noisy(200, 5, seed: 261, missingShare: 0.1);
        RandomForestModel model = new RandomForestTrainer(new RandomForestOptions { TreeCount = 20 }).Train(features, isAnomaly).Model;

        var importances = ImpurityImportances.Of(model, impurity);

        importances.Should().OnlyContain(importance => importance >= 0);
        importances.Sum().Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void Of_WrongInput_IsNamed()
    {
        DecisionTree tree = DecisionTree.FromPreorder([3, -1, -1], [0], [false], [0, 1], [1, 1]);

        FluentActions.Invoking(() => ImpurityImportances.OfTree(tree, 2)).Should().Throw<ArgumentException>().WithMessage("Tree 0, node 0: feature 3 is asked for, but rows have 2 features*");
        FluentActions.Invoking(() => ImpurityImportances.OfTree(tree, 4, (Impurity)7)).Should().Throw<ArgumentException>().WithMessage("7 is not an Impurity.*");
    }

    private static DecisionTree Tree(JsonElement tree)
    {
        int[] feature = [.. Numbers(tree, "feature").Select(value => (int)value)];
        return DecisionTree.FromPreorder(feature, new float[feature.Length / 2], new bool[feature.Length / 2], Numbers(tree, "value"), Numbers(tree, "cover"));
    }

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
