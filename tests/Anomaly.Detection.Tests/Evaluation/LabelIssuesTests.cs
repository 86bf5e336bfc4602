using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tests.Evaluation;

public class LabelIssuesTests
{
    // t₁ = (.9 + .7 + .2) / 3 = .6     sure of being an anomaly: p ≥ .6: rows 0, 1, 5
    // t₀ = (.9 + .8 + .3) / 3 = .6667  sure of being normal: 1 − p ≥ .6667: rows 2, 3, 4
    private static readonly double[] Scores = [.9, .7, .2, .1, .2, .7];
    private static readonly bool[] IsAnomaly = [true, true, true, false, false, false];

    [Fact]
    public void Find_ToyByHand_HasThresholdsAndIssuesWorstFirst()
    {
        LabelIssues found = LabelIssues.Find(Scores, IsAnomaly);

        found.AnomalyThreshold.Should().BeApproximately(0.6, 1e-15);
        found.NormalThreshold.Should().BeApproximately(2.0 / 3, 1e-15);
        found.Issues.Select(issue => issue.Row).Should().Equal(2, 5);
        (found.RowCount, found.UnscoredCount, found.ConfidentAnomalyCount, found.ConfidentNormalCount).Should().Be((6, 0, 2, 2));
    }

    [Fact]
    public void Find_ToyByHand_SaysWhatIsGivenAndWhatIsSuggested()
    {
        LabelIssue anomaly = LabelIssues.Find(Scores, IsAnomaly).Issues[0];
        LabelIssue normal = LabelIssues.Find(Scores, IsAnomaly).Issues[1];

        anomaly.Should().Be(new LabelIssue(2, IsAnomaly: true, SelfConfidence: 0.2));
        anomaly.SuggestedIsAnomaly.Should().BeFalse();
        anomaly.NormalizedMargin.Should().BeApproximately(0.2 - 0.8, 1e-15);
        normal.Should().Be(new LabelIssue(5, IsAnomaly: false, SelfConfidence: 1 - 0.7));
        normal.SuggestedIsAnomaly.Should().BeTrue();
        normal.NormalizedMargin.Should().BeApproximately(0.3 - 0.7, 1e-15);
    }

    [Fact]
    public void Find_RowsWithoutScore_AreLeftOutAndCounted()
    {
        LabelIssues found = LabelIssues.Find([double.NaN, .. Scores, double.NaN], [false, .. IsAnomaly, true]);

        found.Issues.Select(issue => issue.Row).Should().Equal(3, 6);
        (found.RowCount, found.UnscoredCount).Should().Be((6, 2));
        found.AnomalyThreshold.Should().Be(LabelIssues.Find(Scores, IsAnomaly).AnomalyThreshold);
    }

    [Fact]
    public void Find_TiltedScores_AreMeasuredByTheirOwnClass()
    {
        // All scores are low, as those of a forest without class weights on rare anomalies; still only row 2 is out of place.
        LabelIssues found = LabelIssues.Find([.4, .35, .02, .05, .04, .06, .05], [true, true, true, false, false, false, false]);

        found.Issues.Select(issue => issue.Row).Should().Equal(2);
    }

    [Theory]
    [InlineData(0.5, true, null)]
    [InlineData(0.5, false, null)]
    [InlineData(0.6, false, true)]
    [InlineData(0.4, true, false)]
    public void Find_SureOfBoth_TakesTheMoreProbableAndOnATieTheLabel(double score, bool label, bool? suggested)
    {
        // Scores that say the opposite of the labels: t₁ and t₀ are below one half, and so rows can be above both.
        LabelIssues found = LabelIssues.Find([.1, .1, .9, .9, score], [true, true, false, false, label]);

        found.Issues.Where(issue => issue.Row == 4).Select(issue => (bool?)issue.SuggestedIsAnomaly).FirstOrDefault().Should().Be(suggested);
    }

    [Fact]
    public void Find_EqualConfidences_StayInRowOrder() =>
        LabelIssues.Find([.75, .75, .25, .25, .75, .25], [true, true, true, false, false, false]).Issues.Select(issue => issue.Row).Should().Equal(2, 4);

    [Fact]
    public void Find_ShuffledRows_HaveTheSameThresholds()
    {
        double[] scores = [.. Enumerable.Range(0, 50).Select(row => row * 0.7 % 1)];
        bool[] labels = [.. Enumerable.Range(0, 50).Select(row => row % 3 == 0)];
        LabelIssues found = LabelIssues.Find(scores, labels);
        Array.Reverse(scores);
        Array.Reverse(labels);

        LabelIssues.Find(scores, labels).Should().BeEquivalentTo(found, options => options.Excluding(issues => issues.Issues));
    }

    [Fact]
    public void Find_WrongInput_IsNamed()
    {
        FluentActions.Invoking(() => LabelIssues.Find([.1, .2], [true])).Should().Throw<ArgumentException>().WithMessage("2 scores do not fit 1 labels*");
        FluentActions.Invoking(() => LabelIssues.Find([.1, 1.5], [true, false])).Should().Throw<ArgumentException>().WithMessage("The score of row 1 (first = 0) is 1.5, but this figure needs probabilities*");
        FluentActions.Invoking(() => LabelIssues.Find([.1, double.NegativeInfinity], [true, false])).Should().Throw<ArgumentException>().WithMessage("The score of row 1 (first = 0) is -Infinity*");
        FluentActions.Invoking(() => LabelIssues.Find([.1, double.NaN], [true, false])).Should().Throw<UndefinedMetricException>()
            .WithMessage("A search for label issues is undefined for 1 anomalies and 0 normal rows: at least one of each is needed.");
    }
}
