using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Bags that are drawn again (conformance C13), and refusals of tables that a forest was not trained on.</summary>
public class OutOfBagAnalysisTests
{
    private static readonly RandomForestOptions FewTrees = new() { TreeCount = 6, MaxThreads = 1 };

    [Theory]
    [InlineData("balanced")]
    [InlineData("per bootstrap")]
    [InlineData("half of the rows")]
    [InlineData("binned")]
    [InlineData("bags of equal classes")]
    [InlineData("stopped early")]
    public void Create_AnyOptions_GivesTheScoresOfTheTrainingBitForBit(string kind)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(150, 4, seed: 201, missingShare: 0.1);
        var set = new TrainingSet(features, isAnomaly);
        RandomForestOptions options = kind switch
        {
            "per bootstrap" => FewTrees with { ClassWeight = ClassWeight.BalancedPerBootstrap },
            "half of the rows" => FewTrees with { MaxSamples = 0.5, Seed = 7 },
            "binned" => FewTrees with { SplitSearch = SplitSearch.Binned(20) },
            "bags of equal classes" => FewTrees with { ClassSamples = ClassSamples.Balanced },
            "stopped early" => FewTrees with { TreeCount = 100, EarlyStopping = new EarlyStopping { Patience = 2, Tolerance = 0.1 } },
            _ => FewTrees,
        };
        TrainedForest forest = new RandomForestTrainer(options).TrainOn(set);

        var analysis = OutOfBagAnalysis.Create(forest, set);

        analysis.Scores.Should().Equal(forest.OutOfBagScores);
        analysis.TreeCounts.Should().Equal(forest.OutOfBagTreeCounts);
        analysis.RowCount.Should().Be(forest.OutOfBagTreeCounts.Count(count => count > 0));
    }

    [Fact]
    public void Create_WeightsAndGroups_GivesTheScoresOfTheTraining()
    {
        TrainingSet set = Weighted(seed: 202);
        TrainedForest forest = new RandomForestTrainer(FewTrees).TrainOn(set);

        OutOfBagAnalysis.Create(forest, set).Scores.Should().Equal(forest.OutOfBagScores);
    }

    [Fact]
    public void Create_ForestThatStoredNoScores_MakesThem()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 3, seed: 203);
        var set = new TrainingSet(features, isAnomaly);
        TrainedForest with = new RandomForestTrainer(FewTrees).TrainOn(set);
        TrainedForest without = new RandomForestTrainer(FewTrees with { OutOfBag = false }).TrainOn(set);

        without.OutOfBagScores.Should().BeEmpty();
        OutOfBagAnalysis.Create(without, set).Scores.Should().Equal(with.OutOfBagScores);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Create_AnyNumberOfThreads_GivesTheSameOfEverything(int threads)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(120, 4, seed: 204, missingShare: 0.1);
        var set = new TrainingSet(features, isAnomaly);
        TrainedForest forest = new RandomForestTrainer(FewTrees with { TreeCount = 12 }).TrainOn(set);

        var one = OutOfBagAnalysis.Create(forest, set, maxThreads: 1);
        var many = OutOfBagAnalysis.Create(forest, set, threads);

        many.Scores.Should().Equal(one.Scores);
        many.LearningCurve().Should().Equal(one.LearningCurve());
        many.PermutationImportances().Should().Equal(one.PermutationImportances());
        many.UnbiasedImpurityImportances().Should().Equal(one.UnbiasedImpurityImportances());
    }

    [Fact]
    public void Evaluate_RowsOfWeightZero_AreLeftOutOfEveryFigure()
    {
        TrainingSet set = Weighted(seed: 205);
        OutOfBagAnalysis analysis = AnalysedForests.Analyse(set, FewTrees with { TreeCount = 20 });
        int[] present = [.. Enumerable.Range(0, set.RowCount).Where(row => set.RowWeights[row] > 0 && analysis.TreeCounts[row] > 0)];
        bool[] labels = [.. present.Select(row => set.IsAnomaly[row])];

        EvaluationSummary report = analysis.Evaluate(0.5);

        report.Should().Be(EvaluationSummary.Compute([.. present.Select(row => analysis.Scores[row])], labels, 0.5, ScoreSource.OutOfBag));
        report.RowCount.Should().BeLessThan(set.RowCount);
        analysis.RowCount.Should().Be(report.RowCount);
        analysis.FindLabelIssues().RowCount.Should().Be(report.RowCount);
        analysis.FindLabelIssues().UnscoredCount.Should().Be(set.RowCount - report.RowCount);
    }

    [Fact]
    public void FindLabelIssues_FlippedLabels_AreRankedFirst()
    {
        (FeatureMatrix features, bool[] isAnomaly) = TwoGroups(200);
        int[] flipped = [3, 20, 51, 77, 110, 125, 160, 199];
        foreach (int row in flipped) isAnomaly[row] = !isAnomaly[row];

        LabelIssues found = AnalysedForests.Analyse(new TrainingSet(features, isAnomaly), FewTrees with { TreeCount = 100, MaxDepth = 3 }).FindLabelIssues();

        found.Issues.Take(flipped.Length).Select(issue => issue.Row).Should().BeEquivalentTo(flipped);
    }

    [Fact]
    public void Create_AnotherTable_IsRefusedWithWhatDiffers()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(60, 3, seed: 206);
        var set = new TrainingSet(features, isAnomaly);
        TrainedForest forest = new RandomForestTrainer(FewTrees).TrainOn(set);
        (FeatureMatrix others, _) = Noisy(60, 3, seed: 207);
        bool[] otherLabels = [.. isAnomaly];
        otherLabels[Array.IndexOf(isAnomaly, false)] = true;

        Refusal(forest, new TrainingSet(others, isAnomaly)).Should().StartWith("This is not the table that the forest was trained on, or its weights or groups differ: the out-of-bag score of row ").And.Contain(", but the training stored ");
        Refusal(forest, new TrainingSet(features, isAnomaly, groups: new int[60].Select((_, row) => row / 2).ToArray())).Should().StartWith("This is not the table that the forest was trained on");
        Refusal(forest, new TrainingSet(features, otherLabels)).Should().Match("This is not the table that the forest was trained on, or its labels or weights differ: the rows of tree 0 (first = 0) weigh *, but those it was grown on weighed 60*");
        Refusal(forest, new TrainingSet(Noisy(60, 2, seed: 206).Features, isAnomaly)).Should().Be("This is not the table that the forest was trained on: it has 2 features, but the forest has 3. (Parameter 'set')");
        Refusal(forest, new TrainingSet(features.Select([.. Enumerable.Range(0, 59)]), isAnomaly.AsSpan(0, 59))).Should().Be("This is not the table that the forest was trained on: it has 59 rows, but the forest has 60 out-of-bag scores. (Parameter 'set')");
    }

    [Fact]
    public void Create_WithoutBootstrap_IsRefused()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(40, 3, seed: 208);
        var set = new TrainingSet(features, isAnomaly);

        Refusal(new RandomForestTrainer(FewTrees with { Bootstrap = false }).TrainOn(set), set)
            .Should().Be("The forest was trained without bootstrap: every tree saw every row, so nothing is known out of bag. (Parameter 'forest')");
    }

    [Fact]
    public void Create_NoThreads_IsRefused()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(40, 3, seed: 209);
        var set = new TrainingSet(features, isAnomaly);
        TrainedForest forest = new RandomForestTrainer(FewTrees).TrainOn(set);

        FluentActions.Invoking(() => OutOfBagAnalysis.Create(forest, set, maxThreads: 0)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("At least 1 thread is needed.*");
    }

    [Fact]
    public void Everything_Cancelled_Throws()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(60, 3, seed: 210);
        var set = new TrainingSet(features, isAnomaly);
        TrainedForest forest = new RandomForestTrainer(FewTrees).TrainOn(set);
        var analysis = OutOfBagAnalysis.Create(forest, set);
        var cancelled = new CancellationToken(canceled: true);

        Action[] all =
        [
            () => OutOfBagAnalysis.Create(forest, set, cancellationToken: cancelled),
            () => analysis.LearningCurve(cancellationToken: cancelled),
            () => analysis.PermutationImportances(cancellationToken: cancelled),
            () => analysis.UnbiasedImpurityImportances(cancellationToken: cancelled),
        ];

        foreach (Action action in all) action.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Everything_Progress_AscendsToOne()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(60, 3, seed: 211);
        OutOfBagAnalysis analysis = AnalysedForests.Analyse(new TrainingSet(features, isAnomaly), FewTrees, maxThreads: 3);

        Reports(progress => analysis.LearningCurve(progress: progress)).Should().HaveCount(6).And.BeInAscendingOrder().And.EndWith(1);
        Reports(progress => analysis.PermutationImportances(progress: progress)).Should().HaveCount(3).And.BeInAscendingOrder().And.EndWith(1);
        Reports(progress => analysis.UnbiasedImpurityImportances(progress)).Should().HaveCount(6).And.BeInAscendingOrder().And.EndWith(1);
    }

    [Fact]
    public void PermutationImportances_ProgressThatCancels_EndsTheWork()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 20, seed: 212);
        OutOfBagAnalysis analysis = AnalysedForests.Analyse(new TrainingSet(features, isAnomaly), FewTrees);
        using var source = new CancellationTokenSource();

        analysis.Invoking(a => a.PermutationImportances(progress: new Immediate(_ => source.Cancel()), cancellationToken: source.Token))
            .Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
    }

    private static List<double> Reports(Action<IProgress<double>> run)
    {
        var reports = new List<double>();
        run(new Immediate(reports.Add));
        return reports;
    }

    private static string Refusal(TrainedForest forest, TrainingSet set) =>
        FluentActions.Invoking(() => OutOfBagAnalysis.Create(forest, set)).Should().Throw<ArgumentException>().Which.Message;

    // Every fifth row weighs nothing; three rows are a group.
    private static TrainingSet Weighted(ulong seed)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(150, 4, seed);
        return new TrainingSet(features, isAnomaly, [.. Enumerable.Range(0, 150).Select(row => 0.5 * (row % 5))], [.. Enumerable.Range(0, 150).Select(row => row / 3)]);
    }

    // Anomalies have greater values in both features.
    private static (FeatureMatrix Features, bool[] IsAnomaly) TwoGroups(int rowCount)
    {
        bool[] isAnomaly = [.. Enumerable.Range(0, rowCount).Select(row => row % 3 == 0)];
        float[] first = [.. isAnomaly.Select((label, row) => (row * 37 % 100 / 100f) + (label ? 1.5f : 0))];
        float[] second = [.. isAnomaly.Select((label, row) => (row * 53 % 100 / 100f) + (label ? 1.5f : 0))];
        return (FeatureMatrix.FromColumns(first, second), isAnomaly);
    }

    private sealed class Immediate(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
