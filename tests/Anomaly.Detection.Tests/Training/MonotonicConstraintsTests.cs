using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

public class MonotonicConstraintsTests
{
    public static TheoryData<SplitCriterion, SplitSearch, int?> Searches()
    {
        TheoryData<SplitCriterion, SplitSearch, int?> data = [];
        foreach (SplitCriterion criterion in Enum.GetValues<SplitCriterion>())
        {
            foreach (SplitSearch search in new[] { SplitSearch.Exact, SplitSearch.Binned(16), SplitSearch.Random })
            {
                data.Add(criterion, search, null);
                data.Add(criterion, search, 12);
            }
        }

        return data;
    }

    [Fact]
    public void Train_Increasing_TakesOnlyCutsInOrder()
    {
        // 1 2 3 4 with labels 1 0 1 0: only the cut in the middle has its sides in order (½ and ½), and nothing below it has.
        DecisionTree tree = Constrained(Monotonicity.Increasing).Train(Column(1, 2, 3, 4), Labels("1010"));

        tree.Threshold.ToArray().Should().Equal(2.5f, 0, 0);
        tree.Value.ToArray().Should().Equal(0.5, 0.5, 0.5);
    }

    [Fact]
    public void Train_Decreasing_GoesOnBelowWithinTheBounds()
    {
        // 1 | 0 1 0: values 1 and ⅓. Then 0 1 | 0: ½ and 0. The cut 0 | 1 of the rest would rise.
        DecisionTree tree = Constrained(Monotonicity.Decreasing).Train(Column(1, 2, 3, 4), Labels("1010"));

        tree.Threshold.ToArray().Should().Equal(1.5f, 0, 3.5f, 0, 0);
        Scores(tree, 1, 2, 3, 4).Should().Equal(1, 0.5, 0.5, 0);
    }

    [Fact]
    public void Train_LeafBeyondTheMiddle_IsClippedToIt()
    {
        // The first column, rising, cuts 20 rows into 2 of 10 and 8 of 10 anomalies: middle ½. In the left half the second column, free, cuts
        // 0 of 7 from 2 of 3, and ⅔ lies beyond the middle.
        float[] first = [.. Enumerable.Range(0, 20).Select(row => row < 10 ? 0f : 1f)];
        float[] second = [.. Enumerable.Range(0, 20).Select(row => row is 7 or 8 or 9 ? 1f : 0f)];
        bool[] isAnomaly = [.. Enumerable.Range(0, 20).Select(row => row is 8 or 9 or > 11)];

        DecisionTree free = new CartTrainer().Train(FeatureMatrix.FromColumns(first, second), isAnomaly);
        DecisionTree tree = Constrained(Monotonicity.Increasing, Monotonicity.None).Train(FeatureMatrix.FromColumns(first, second), isAnomaly);

        free.Feature.ToArray().Should().Equal(0, 1, -1, -1, -1);
        tree.Feature.ToArray().Should().Equal(free.Feature.ToArray());
        Leaves(free).Should().Equal(0, 2.0 / 3, 0.8);
        Leaves(tree).Should().Equal(0, 0.5, 0.8);
        tree.Cover.ToArray().Should().Equal(free.Cover.ToArray());
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void Train_ConstrainedFeatures_ScoreInOrderEverywhere(SplitCriterion criterion, SplitSearch search, int? maxLeafNodes)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(250, 4, seed: 111, missingShare: 0.1);
        RandomForestOptions options = new() { TreeCount = 6, Criterion = criterion, SplitSearch = search, MaxLeafNodes = maxLeafNodes };

        RandomForestModel free = new RandomForestTrainer(options).Train(features, isAnomaly).Model;
        RandomForestModel model = new RandomForestTrainer(options with { MonotonicConstraints = [Monotonicity.Increasing, Monotonicity.Decreasing, Monotonicity.None, Monotonicity.Increasing] }).Train(features, isAnomaly).Model;

        foreach ((int feature, int sign) in new[] { (0, 1), (1, -1), (3, 1) }) Steps(model, feature).Should().OnlyContain(step => sign * step >= 0, "feature {0}", feature);
        Steps(free, 0).Should().Contain(step => step < 0, "without constraints it is out of order somewhere");
        model.Trees.Should().AllSatisfy(tree => tree.NodeCount.Should().BeGreaterThan(5));
        model.Trees.Sum(tree => tree.Feature.Count(0) + tree.Feature.Count(3)).Should().BePositive();
    }

    [Fact]
    public void TrainOn_RowWeights_ScoreInOrderToo()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(250, 3, seed: 112);
        double[] weights = [.. Enumerable.Range(0, 250).Select(row => 0.1 + (row % 7))];
        RandomForestOptions options = new() { TreeCount = 6, MonotonicConstraints = [Monotonicity.Decreasing, Monotonicity.Increasing, Monotonicity.None], ClassWeight = ClassWeight.Given(0.3, 7) };

        RandomForestModel model = new RandomForestTrainer(options).TrainOn(new TrainingSet(features, isAnomaly, weights)).Model;

        Steps(model, 0).Should().OnlyContain(step => step <= 0);
        Steps(model, 1).Should().OnlyContain(step => step >= 0);
    }

    [Theory]
    [InlineData(Monotonicity.Increasing)]
    [InlineData(Monotonicity.Decreasing)]
    public void Train_BeingMissing_IsFreeOfTheOrder(Monotonicity order)
    {
        DecisionTree tree = Constrained(order).Train(Column(5, 5, 5, float.NaN, float.NaN), Labels("00011"));

        Scores(tree, 4, 5, 6, float.NaN).Should().Equal(0, 0, 0, 1);
    }

    [Fact]
    public void Train_ConstraintsOfNone_ChangeNothing()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 3, seed: 113);
        RandomForestOptions options = new() { TreeCount = 4 };

        TrainedForest without = new RandomForestTrainer(options).Train(features, isAnomaly);
        TrainedForest none = new RandomForestTrainer(options with { MonotonicConstraints = [Monotonicity.None, Monotonicity.None, Monotonicity.None] }).Train(features, isAnomaly);

        Fingerprint(none).Should().Be(Fingerprint(without));
    }

    [Fact]
    public void Train_AnotherNumberOfConstraints_IsRefusedWithBothCounts()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(50, 3, seed: 114);

        FluentActions.Invoking(() => Constrained(Monotonicity.Increasing).Train(features, isAnomaly)).Should().Throw<ArgumentException>().WithMessage("1 monotonic constraints do not fit 3 features.*");
        FluentActions.Invoking(() => new RandomForestTrainer(new RandomForestOptions { MonotonicConstraints = [Monotonicity.None] }).Train(features, isAnomaly)).Should().Throw<ArgumentException>().WithMessage("1 monotonic constraints do not fit 3 features.*");
    }

    [Fact]
    public void Constraints_SameContent_AreEqual()
    {
        MonotonicConstraints constraints = [Monotonicity.Increasing, Monotonicity.None];
        MonotonicConstraints same = [Monotonicity.Increasing, Monotonicity.None];

        same.Should().Equal(constraints).And.HaveCount(2);
        same.Equals(constraints).Should().BeTrue();
        same.GetHashCode().Should().Be(constraints.GetHashCode());
        constraints.Equals([Monotonicity.None, Monotonicity.Increasing]).Should().BeFalse();
        (new CartOptions { MonotonicConstraints = same } == new CartOptions { MonotonicConstraints = constraints }).Should().BeTrue();
        (new CartOptions { MonotonicConstraints = same } == new CartOptions()).Should().BeFalse();
        constraints.ToString().Should().Be("[Increasing, None]");
        MonotonicConstraints.None.ToString().Should().Be("none");
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        FluentActions.Invoking(() => new CartOptions { MonotonicConstraints = null! }).Should().Throw<OptionsException>().WithMessage("option MonotonicConstraints: expected constraints, but was given null");
        FluentActions.Invoking(() => MonotonicConstraints.Create([(Monotonicity)7])).Should().Throw<OptionsException>().WithMessage("option MonotonicConstraints: expected one of None, Increasing, Decreasing, but was given 7");
    }

    private static CartTrainer Constrained(params ReadOnlySpan<Monotonicity> constraints) => new(new CartOptions { MonotonicConstraints = MonotonicConstraints.Create(constraints) });

    private static double[] Scores(DecisionTree tree, params float[] values) => [.. values.Select(value => tree.Score([value]))];

    private static double[] Leaves(DecisionTree tree) => [.. Enumerable.Range(0, tree.NodeCount).Where(node => tree.Feature[node] < 0).Select(node => tree.Value[node])];

    // How the score changes from one value of a feature to the next, on 60 random rows; other features are missing now and then.
    private static List<double> Steps(RandomForestModel model, int feature)
    {
        var random = new RandomStream(4711);
        var steps = new List<double>();
        for (int sample = 0; sample < 60; sample++)
        {
            float[] row = new float[model.FeatureCount];
            for (int other = 0; other < row.Length; other++) row[other] = random.NextInt(8) == 0 ? float.NaN : (float)random.NextDouble();
            double? last = null;
            for (int step = -1; step <= 41; step++)
            {
                row[feature] = step / 40f;
                double score = model.Score(row);
                if (last is { } before) steps.Add(score - before);
                last = score;
            }
        }

        return steps;
    }
}
