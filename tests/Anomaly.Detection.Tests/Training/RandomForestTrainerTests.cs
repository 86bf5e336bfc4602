using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

public class RandomForestTrainerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Train_AnyNumberOfThreads_GivesTheSameTreesAndScores(int threads)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(400, 6, seed: 31, missingShare: 0.1);
        RandomForestOptions options = new() { TreeCount = 24, MaxThreads = 1 };

        TrainedForest one = new RandomForestTrainer(options).Train(features, isAnomaly);
        TrainedForest many = new RandomForestTrainer(options with { MaxThreads = threads }).Train(features, isAnomaly);

        for (int tree = 0; tree < 24; tree++) ShouldBeSame(many.Model.Trees[tree], one.Model.Trees[tree]);
        many.OutOfBagScores.Should().Equal(one.OutOfBagScores);
        many.OutOfBagTreeCounts.Should().Equal(one.OutOfBagTreeCounts);
    }

    [Fact]
    public void Train_FewerTrees_AreTheFirstOfMore()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(200, 4, seed: 32);

        RandomForestModel five = new RandomForestTrainer(new RandomForestOptions { TreeCount = 5 }).Train(features, isAnomaly).Model;
        RandomForestModel ten = new RandomForestTrainer(new RandomForestOptions { TreeCount = 10 }).Train(features, isAnomaly).Model;

        for (int tree = 0; tree < 5; tree++) ShouldBeSame(ten.Trees[tree], five.Trees[tree]);
        Signature(ten.Trees[5]).Should().NotBe(Signature(ten.Trees[0]), "trees draw from streams of their own");
    }

    [Fact]
    public void Train_OutOfBag_EqualsRecomputationFromTheBags()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(60, 3, seed: 33);
        const int TreeCount = 5;
        TrainedForest trained = new RandomForestTrainer(new RandomForestOptions { TreeCount = TreeCount, Seed = 9 }).Train(features, isAnomaly);

        double[] sums = new double[60];
        int[] counts = new int[60];
        for (int tree = 0; tree < TreeCount; tree++)
        {
            // A bag is the first 60 draws of the tree's stream.
            var random = new RandomStream(9, (ulong)tree);
            var drawn = new HashSet<int>();
            for (int i = 0; i < 60; i++) drawn.Add(random.NextInt(60));
            for (int row = 0; row < 60; row++)
            {
                if (drawn.Contains(row)) continue;
                sums[row] += trained.Model.Trees[tree].Score(Row(features, row));
                counts[row]++;
            }
        }

        trained.OutOfBagTreeCounts.Should().Equal(counts);
        counts.Should().Contain(0, "with five trees some rows are in every bag");
        for (int row = 0; row < 60; row++) trained.OutOfBagScores[row].Should().Be(counts[row] == 0 ? double.NaN : sums[row] / counts[row]);
    }

    [Fact]
    public void Train_Bag_CountsDistinctRowsButWeighsDraws()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(50, 3, seed: 34);
        RandomForestOptions options = new() { TreeCount = 1, ClassWeight = ClassWeight.None, MinSamplesSplit = 50 };

        // No bag of 50 draws holds 50 different rows, so nothing is split, though the root weighs 50.
        DecisionTree tree = new RandomForestTrainer(options).Train(features, isAnomaly).Model.Trees[0];

        tree.NodeCount.Should().Be(1);
        tree.Cover[0].Should().Be(50);
    }

    [Fact]
    public void Train_OneInformativeAmongAThousandConstants_IsFoundByEveryTree()
    {
        float[][] columns = [.. Enumerable.Range(0, 1001).Select(feature => feature == 517 ? Enumerable.Range(0, 40).Select(row => row < 20 ? 0f : 1f).ToArray() : new float[40])];
        bool[] isAnomaly = [.. Enumerable.Range(0, 40).Select(row => row >= 20)];

        RandomForestModel model = new RandomForestTrainer(new RandomForestOptions { TreeCount = 20, MaxFeatures = MaxFeatures.Count(1) })
            .Train(FeatureMatrix.FromColumns(columns), isAnomaly).Model;

        model.Trees.Should().AllSatisfy(tree => tree.Feature.ToArray().Should().Equal(517, -1, -1));
    }

    [Fact]
    public void Train_FeatureDrawing_IsUniform()
    {
        // Six equally informative copies of one column: each must be the root about equally often.
        float[] column = [.. Enumerable.Range(0, 60).Select(row => (float)(row % 10))];
        bool[] isAnomaly = [.. column.Select(value => value > 4)];

        RandomForestModel model = new RandomForestTrainer(new RandomForestOptions { TreeCount = 3_000, MaxFeatures = MaxFeatures.Count(1), MaxDepth = 1 })
            .Train(FeatureMatrix.FromColumns(column, column, column, column, column, column), isAnomaly).Model;

        // 3,000 trees over 6 features: 500 each, standard deviation 20.
        model.Trees.GroupBy(tree => tree.Feature[0]).Select(group => group.Count()).Should().HaveCount(6).And.OnlyContain(count => count > 400 && count < 600);
    }

    [Fact]
    public void Train_IdenticalRowsWithHalfTheLabels_ScoreTheBagsShare()
    {
        FeatureMatrix features = Column(3, 3, 3, 3);

        double score = new RandomForestTrainer(new RandomForestOptions { TreeCount = 10, Bootstrap = false }).Train(features, Labels("0101")).Model.Score([3]);

        score.Should().Be(0.5);
    }

    [Fact]
    public void Train_BalancedPerBootstrap_BalancesEachBag()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 3, seed: 36);
        RandomForestOptions options = new() { TreeCount = 10, MaxDepth = 0, ClassWeight = ClassWeight.BalancedPerBootstrap };

        RandomForestModel model = new RandomForestTrainer(options).Train(features, isAnomaly).Model;

        foreach (DecisionTree tree in model.Trees) tree.Value[0].Should().BeApproximately(0.5, 1e-12);
    }

    [Fact]
    public void Train_TinyMaxSamples_DrawsOneRow()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 3, seed: 37);

        RandomForestModel model = new RandomForestTrainer(new RandomForestOptions { TreeCount = 5, MaxSamples = 0.001, ClassWeight = ClassWeight.None }).Train(features, isAnomaly).Model;

        model.Trees.Should().AllSatisfy(tree => tree.Cover.ToArray().Should().Equal(1));
    }

    [Fact]
    public void TrainOn_RowsOfWeightZero_AreNeverSeen()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 3, seed: 38);
        double[] weights = [.. Enumerable.Range(0, 100).Select(row => row < 60 ? 1.0 : 0.0)];
        int[] present = [.. Enumerable.Range(0, 60)];

        TrainedForest weighted = new RandomForestTrainer(new RandomForestOptions { TreeCount = 8 }).TrainOn(new TrainingSet(features, isAnomaly, weights));
        TrainedForest absent = new RandomForestTrainer(new RandomForestOptions { TreeCount = 8 }).Train(features.Select(present), isAnomaly.AsSpan(0, 60));

        for (int tree = 0; tree < 8; tree++) ShouldBeSame(weighted.Model.Trees[tree], absent.Model.Trees[tree]);
    }

    [Fact]
    public void Train_Progress_ComesInOrderAndEndsComplete()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 3, seed: 39);
        var reports = new List<TrainingProgress>();

        new RandomForestTrainer(new RandomForestOptions { TreeCount = 12, MaxThreads = 4 }).Train(features, isAnomaly, new Immediate(reports.Add));

        reports.Select(report => report.StepsDone).Should().Equal(Enumerable.Range(1, 12));
        reports[^1].Fraction.Should().Be(1);
    }

    [Fact]
    public void Train_Cancelled_ThrowsOperationCanceled()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 3, seed: 40);
        using var source = new CancellationTokenSource();
        var trainer = new RandomForestTrainer(new RandomForestOptions { TreeCount = 100_000 });

        trainer.Invoking(t => t.Train(features, isAnomaly, new Immediate(_ => source.Cancel()), source.Token)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Train_WithoutBootstrap_HasNoOutOfBagScores()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(50, 3, seed: 41);

        TrainedForest trained = new RandomForestTrainer(new RandomForestOptions { TreeCount = 3, Bootstrap = false }).Train(features, isAnomaly);

        trained.OutOfBagScores.Should().BeEmpty();
        trained.OutOfBagTreeCounts.Should().BeEmpty();
    }

    [Fact]
    public void Options_OutOfRange_NameOptionRangeAndValue()
    {
        Action[] wrong =
        [
            () => _ = new RandomForestOptions { TreeCount = 0 },
            () => _ = new RandomForestOptions { TreeCount = int.MaxValue },
            () => _ = new RandomForestOptions { MaxDepth = -1 },
            () => _ = new RandomForestOptions { MinSamplesSplit = 1 },
            () => _ = new RandomForestOptions { MinSamplesLeaf = 0 },
            () => _ = new RandomForestOptions { MinImpurityDecrease = double.NaN },
            () => _ = new RandomForestOptions { MinImpurityDecrease = double.PositiveInfinity },
            () => _ = new RandomForestOptions { MinImpurityDecrease = -0.1 },
            () => _ = new RandomForestOptions { MaxLeafNodes = 1 },
            () => _ = new RandomForestOptions { MaxSamples = 0 },
            () => _ = new RandomForestOptions { MaxSamples = 1.01 },
            () => _ = new RandomForestOptions { MaxSamples = double.NaN },
            () => _ = new RandomForestOptions { MaxThreads = 0 },
            () => _ = new RandomForestOptions { Criterion = (SplitCriterion)9 },
            () => _ = MaxFeatures.Count(0),
            () => _ = MaxFeatures.Fraction(0),
            () => _ = MaxFeatures.Fraction(double.NaN),
            () => _ = ClassWeight.Given(0, 1),
            () => _ = ClassWeight.Given(1, double.PositiveInfinity),
            () => _ = ClassWeight.Given(1e-31, 1),
            () => _ = ClassWeight.Given(1, double.NaN),
        ];
        foreach (Action action in wrong) action.Should().Throw<OptionsException>();

        Action one = () => _ = new RandomForestOptions { TreeCount = -3 };
        one.Should().Throw<OptionsException>().WithMessage("option TreeCount: expected a whole number in [1, 100000], but was given -3");
        Action rule = () => _ = new RandomForestTrainer(new RandomForestOptions { Bootstrap = false, MaxSamples = 0.5 });
        rule.Should().Throw<OptionsException>().WithMessage("option MaxSamples: expected 1 when Bootstrap is false, but was given 0.5");
    }

    [Fact]
    public void Train_Options_AreNotWrittenTo()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(50, 3, seed: 42);
        RandomForestOptions options = new() { TreeCount = 2 };
        string before = options.ToString();

        new RandomForestTrainer(options).Train(features, isAnomaly);

        options.ToString().Should().Be(before);
    }

    private static void ShouldBeSame(DecisionTree left, DecisionTree right) => Signature(left).Should().Be(Signature(right));

    private static string Signature(DecisionTree tree) =>
        string.Join(' ', tree.Feature.ToArray()) + string.Join(' ', tree.Threshold.ToArray()) + string.Join(' ', tree.MissingGoesLeft.ToArray())
        + string.Join(' ', tree.Value.ToArray()) + string.Join(' ', tree.Cover.ToArray());

    private sealed class Immediate(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
