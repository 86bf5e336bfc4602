using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

public class LearningCurveTests
{
    private static readonly RandomForestOptions Options = new() { TreeCount = 15, MaxThreads = 1 };

    [Fact]
    public void LearningCurve_EachPoint_HasTheFiguresOfAForestOfSoManyTrees()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(120, 4, seed: 221);
        var set = new TrainingSet(features, isAnomaly);

        var curve = AnalysedForests.Analyse(set, Options).LearningCurve([2, 9, 15]);

        curve.Select(point => point.TreeCount).Should().Equal(2, 9, 15);
        foreach (LearningCurvePoint point in curve)
        {
            EvaluationSummary report = AnalysedForests.Analyse(set, Options with { TreeCount = point.TreeCount }).Evaluate(0.5);
            point.Should().Be(new LearningCurvePoint(point.TreeCount, report.RowCount, report.RocAuc, report.AveragePrecision, report.BrierScore));
        }
    }

    [Fact]
    public void LearningCurve_NoNumbersGiven_GoesFromOneTreeToAll()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(60, 3, seed: 222);

        var curve = AnalysedForests.Analyse(new TrainingSet(features, isAnomaly), Options).LearningCurve();

        curve.Select(point => point.TreeCount).Should().Equal(1, 2, 3, 4, 5, 7, 9, 12, 15);
        curve.Select(point => point.RowCount).Should().BeInAscendingOrder("a row that one tree did not see stays scored");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(200, 17)]
    [InlineData(1_000, 22)]
    [InlineData(100_000, 36)]
    public void Default_AnyNumberOfTrees_IsAFewNumbersFromOneToAll(int treeCount, int points)
    {
        int[] plan = LearningCurvePlan.Default(treeCount);

        plan.Should().HaveCount(points).And.BeInAscendingOrder().And.OnlyHaveUniqueItems().And.StartWith(1).And.EndWith(treeCount);
    }

    [Fact]
    public void LearningCurve_ScoredRowsOfOneClass_HasNoRankingFigures()
    {
        // Two anomalies in one group, which the only tree saw: only normal rows are scored.
        var set = new TrainingSet(Column(1, 2, 3, 4, 5, 6, 7, 8), Labels("11000000"), groups: [1, 1, 2, 3, 4, 5, 6, 7]);
        OutOfBagAnalysis analysis = Enumerable.Range(0, 50)
            .Select(seed => AnalysedForests.Analyse(set, Options with { TreeCount = 1, Seed = (ulong)seed }))
            .First(analysis => analysis.TreeCounts[0] == 0);

        LearningCurvePoint point = analysis.LearningCurve()[0];

        point.RowCount.Should().Be(analysis.TreeCounts.Count(count => count > 0));
        point.RocAuc.Should().Be(double.NaN);
        point.AveragePrecision.Should().Be(double.NaN);
        point.BrierScore.Should().BeInRange(0, 1);
        analysis.Invoking(a => a.PermutationImportances()).Should().Throw<UndefinedMetricException>();
        analysis.Invoking(a => a.FindLabelIssues()).Should().Throw<UndefinedMetricException>().WithMessage("A search for label issues is undefined for 0 anomalies and *");
    }

    [Fact]
    public void LearningCurve_WrongNumbers_AreNamed()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(60, 3, seed: 223);
        OutOfBagAnalysis analysis = AnalysedForests.Analyse(new TrainingSet(features, isAnomaly), Options);

        analysis.Invoking(a => a.LearningCurve([0])).Should().Throw<ArgumentException>().WithMessage("A learning curve at 0 trees was asked for, but the forest has 15; numbers must be in [1, 15].*");
        analysis.Invoking(a => a.LearningCurve([3, 16])).Should().Throw<ArgumentException>().WithMessage("*at 16 trees*");
        analysis.Invoking(a => a.LearningCurve([3, 3])).Should().Throw<ArgumentException>().WithMessage("The numbers of trees must ascend, but 3 follows 3.*");
    }
}
