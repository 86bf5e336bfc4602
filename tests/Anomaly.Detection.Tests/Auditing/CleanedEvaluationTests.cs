using Anomaly.Detection.Auditing;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tests.Auditing;

public sealed class CleanedEvaluationTests
{
    private static readonly double[] Scores = [.9, .8, .7, .4, .3, .2];
    private static readonly bool[] Labels = [true, true, false, true, false, false];

    [Fact]
    public void Compute_FindingsWithRows_AreLeftOutOneByOneAndTogether()
    {
        CleanedEvaluation cleaned = CleanedEvaluation.Compute(Report([0, 1], [], [1, 2]), JudgedScores.Of(Scores, Labels), 0.5, ScoreSource.HeldOut);

        cleaned.AllRows.Should().BeEquivalentTo(EvaluationSummary.Compute(Scores, Labels, 0.5, ScoreSource.HeldOut));
        cleaned.WithoutFindings.Select(figures => figures.LeftOutCount).Should().Equal(2, 2);
        cleaned.WithoutFindings[0].Summary.Should().BeEquivalentTo(EvaluationSummary.Compute([.7, .4, .3, .2], [false, true, false, false], 0.5, ScoreSource.HeldOut));
        cleaned.WithoutAll!.LeftOutCount.Should().Be(3);
        cleaned.WithoutAll.Finding.Should().BeNull();
        cleaned.WithoutAll.Summary!.RocAuc.Should().Be(1);
    }

    [Fact]
    public void Compute_OneClassOrNothingStays_SaysSo()
    {
        CleanedEvaluation cleaned = CleanedEvaluation.Compute(Report([0, 1, 3], [0, 1, 2, 3, 4, 5]), JudgedScores.Of(Scores, Labels), 0.5, ScoreSource.HeldOut);

        cleaned.WithoutFindings[0].Summary.Should().BeNull();
        cleaned.WithoutFindings[0].WhyNone.Should().Be("Only normal rows stay: 3.");
        cleaned.WithoutFindings[1].WhyNone.Should().Be("No row stays.");
    }

    [Fact]
    public void Compute_NoFindingWithRows_IsOfAllRowsOnly() =>
        CleanedEvaluation.Compute(Report([]), JudgedScores.Of(Scores, Labels), 0.5, ScoreSource.HeldOut).WithoutAll.Should().BeNull();

    [Fact]
    public void Compute_ReportOfOtherRows_Throws() => FluentActions
        .Invoking(() => CleanedEvaluation.Compute(Report([6]), JudgedScores.Of(Scores, Labels), 0.5, ScoreSource.HeldOut))
        .Should().Throw<ArgumentException>().WithMessage("A finding (NearDuplicates) names test row 6, but there are 6 scores: the report is of other rows.*");

    private static AuditReport Report(params int[][] rows) => new()
    {
        TrainingRowCount = 10,
        TrainingAnomalyCount = 5,
        TestRowCount = 6,
        TestAnomalyCount = 3,
        Findings = [.. rows.Select(found => new AuditFinding { Check = AuditCheck.NearDuplicates, Severity = AuditSeverity.Warning, Summary = "A.", Advice = "B.", Count = 1, TestRows = [.. found] })],
    };
}
