using Anomaly.Detection.Auditing;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class EvaluationReportTests
{
    [Fact]
    public void Headline_SevereFinding_ComesFirstWithTheHonestFigureBeside() =>
        ReportSamples.Memorised.Headline.Should().MatchRegex(
            @"^The test rows are the training rows: 5,000 of 5,000, 1,800 with another label\. ROC-AUC 0\.80\d is memory, not performance; out of bag: 0\.49\d \[0\.4\d\d, 0\.5\d\d\]\.$");

    [Fact]
    public void Headline_NothingSevere_TellsSourceRowsAndFiguresWithIntervals() =>
        ReportSamples.Healthy.Headline.Should().MatchRegex(
            @"^Held out: 6,000 rows, 3 % anomalies; ROC-AUC 0\.9\d\d \[0\.9\d\d, 0\.9\d\d\], average precision 0\.7\d\d \[.*\]; from probability 0\.35 on: precision .*, recall .*\. 1 warning of the audit to read first\.$");

    [Fact]
    public void Headline_TrainingRows_AreNotPerformanceEvenWithoutAnAudit()
    {
        EvaluationReport report = ReportSamples.Healthy with { Summary = ReportSamples.Healthy.Summary with { Source = ScoreSource.Training }, Audit = null, Others = [] };

        report.IsPerformance.Should().BeFalse();
        report.Headline.Should().MatchRegex(@"^These are training rows: ROC-AUC 0\.9\d\d is memory, not performance; there are no other rows to judge by\.$");
    }

    [Fact]
    public void Headline_SevereFindingOfAnotherKind_IsNotCalledMemory()
    {
        AuditFinding finding = ReportSamples.Memorised.Audit!.Findings[0] with { Check = AuditCheck.GoldenFeature, Summary = "Column 'verdict' ranks perfectly alone" };
        EvaluationReport report = ReportSamples.Healthy with { Audit = ReportSamples.Healthy.Audit! with { Findings = [finding] } };

        report.Headline.Should().StartWith("Column 'verdict' ranks perfectly alone. ROC-AUC 0.966 is not what new rows will show; out of bag: ");
    }

    [Fact]
    public void Headline_SevereFindingWithFiguresWithoutItsRows_PrefersThese()
    {
        EvaluationReport memorised = ReportSamples.Memorised;
        EvaluationReport report = memorised with { Others = [memorised.Others[1], memorised.Others[1] with { Label = "without the repeated rows", Without = AuditCheck.RepeatedRows }] };

        report.Headline.Should().Contain("; without the repeated rows: 0.4");
    }

    [Fact]
    public void Headline_NoAudit_SaysSo() => (ReportSamples.Healthy with { Audit = null }).Headline.Should().EndWith(" Not audited.");

    [Fact]
    public void Create_RowsInAnotherOrder_GivesTheSameBytes()
    {
        (double[] scores, double[] probabilities, bool[] labels) = ReportSamples.Draw(seed: 11, rowCount: 500, prevalence: 0.2, distance: 1.5);
        EvaluationReport report = Make(scores, probabilities, labels);

        EvaluationReport reversed = Make([.. scores.Reverse()], [.. probabilities.Reverse()], [.. labels.Reverse()]);

        Page(reversed).Should().Be(Page(report));
    }

    [Fact]
    public void Create_LengthsThatDiffer_AreRefused()
    {
        EvaluationSummary summary = ReportSamples.Healthy.Summary;

        FluentActions.Invoking(() => EvaluationReport.Create("x", summary, [1, 2], [0.1, 0.2], [true, false])).Should().Throw<ArgumentException>().WithMessage("*2 probabilities*6000 rows*");
        FluentActions.Invoking(() => EvaluationReport.Create(" ", summary, [1, 2], [0.1, 0.2], [true, false])).Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Costs_OutOfRange_AreRefused(double cost)
    {
        FluentActions.Invoking(() => ReportSamples.Healthy with { MissCost = cost }).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*at least 0*");
        FluentActions.Invoking(() => ReportSamples.Healthy with { FalseAlarmCost = cost }).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Importances_InAnyOrder_StandByFallingValue() =>
        (ReportSamples.Healthy with { Importances = [new("a", 1), new("b", 3), new("c", 2)] }).Importances.Select(one => one.Name).Should().Equal("b", "c", "a");

    private static EvaluationReport Make(double[] scores, double[] probabilities, bool[] labels) =>
        EvaluationReport.Create("x", EvaluationSummary.Compute(probabilities, labels, 0.5, ScoreSource.HeldOut), scores, probabilities, labels);

    private static string Page(EvaluationReport report)
    {
        using var writer = new StringWriter();
        report.WriteHtml(writer);
        return writer.ToString();
    }
}
