using System.Globalization;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tests.Evaluation;

public sealed class EvaluationSummaryTests
{
    [Fact]
    public void Compute_TenRows_HoldsTheFiguresOfTheParts()
    {
        EvaluationSummary report = EvaluationSummary.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, .4, ScoreSource.OutOfBag);

        report.Should().Be(new EvaluationSummary
        {
            Source = ScoreSource.OutOfBag,
            RowCount = 10,
            AnomalyCount = 4,
            Threshold = .4,
            Confusion = new ConfusionMatrix(3, 3, 1, 3),
            Intervals = MetricIntervals.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, .4),
        });
        report.RocAuc.Should().Be(Metrics.RocAuc(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly));
        report.AveragePrecision.Should().Be(Metrics.AveragePrecision(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly));
        report.LogLoss.Should().Be(Metrics.LogLoss(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly));
        report.BrierScore.Should().Be(Metrics.BrierScore(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly));
        report.Prevalence.Should().Be(.4);
    }

    [Fact]
    public void Compute_ThreeKindsOfScores_JudgesEachFigureByItsOwn()
    {
        JudgedScores rows = new()
        {
            Ranking = [5, 7, -2, 4],
            Deciding = [.2, .8, .1, .6],
            Probabilities = [.3, .9, .2, .5],
            IsAnomaly = [false, true, false, true],
        };

        EvaluationSummary report = EvaluationSummary.Compute(rows, .5, ScoreSource.OutOfBag, null, null, default);

        report.RocAuc.Should().Be(.75);
        report.Confusion.Should().Be(new ConfusionMatrix(2, 0, 0, 2));
        report.BrierScore.Should().Be(Metrics.BrierScore([.3, .9, .2, .5], [false, true, false, true]));
        report.LogLoss.Should().Be(Metrics.LogLoss([.3, .9, .2, .5], [false, true, false, true]));
    }

    [Fact]
    public void ToString_WithoutEnds_PromisesNone() =>
        EvaluationSummary.WithoutEnds(JudgedScores.Of([.1, .9], [false, true]), .5, ScoreSource.HeldOut).ToString().Should().NotContain("interval").And.NotContain("[");

    [Fact]
    public void ToString_TenRows_IsReadableAndTheSameInEveryCulture()
    {
        EvaluationSummary report = EvaluationSummary.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, .4, ScoreSource.OutOfBag);
        const string Expected = """
            out of bag: 10 rows, 4 anomalies (40 %)
              figure               value   95 % interval
              ROC-AUC              0.7708  [0.3674, 0.9512]    (a random ranking: 0.5000)
              average precision    0.6845  [0.4167, 1.0000]    (a random ranking: the prevalence, 0.4000)
              log loss             0.5306  [0.2568, 0.8657]    (the prevalence for each row: 0.6730)
              Brier score          0.1845  [0.0708, 0.3275]    (the prevalence for each row: 0.2400)
              at score >= 0.4
                precision          0.5000  [0.1876, 0.8124]    (flags at random: the prevalence, 0.4000)
                recall             0.7500  [0.3006, 0.9544]
                F1                 0.6000  [0.2500, 0.8889]
                MCC                0.2500  [-0.4082, 0.8165]   (flags at random: 0)
                accuracy           0.6000  [0.3127, 0.8318]    (no flags: 0.6000)
                specificity        0.5000  [0.1876, 0.8124]
                balanced accuracy  0.6250  [0.3333, 0.9167]    (flags at random: 0.5000)
                          predicted  predicted
                             normal    anomaly
                normal            3          3
                anomaly           1          3
            """;
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };
            report.ToString().Should().Be(Expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(ScoreSource.HeldOut, "held out: ")]
    [InlineData(ScoreSource.CrossValidated, "cross-validated: ")]
    [InlineData(ScoreSource.Training, "training rows (NOT performance: the model was fitted to these rows): ")]
    public void ToString_EachSource_IsNamedFirst(ScoreSource source, string start) =>
        EvaluationSummary.Compute([.1, .9], [false, true], .5, source).ToString().Should().StartWith(start);

    [Fact]
    public void ToString_NothingFlagged_SaysThatPrecisionIsUndefined() =>
        EvaluationSummary.Compute([.1, .4], [false, true], .5, ScoreSource.HeldOut).ToString().Should().Contain("    precision          undefined ").And.Contain("    recall             0.0000  [0.0000, 0.7935]");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Compute_ThresholdNotFinite_IsRefused(double threshold) =>
        FluentActions.Invoking(() => EvaluationSummary.Compute([.1, .9], [false, true], threshold, ScoreSource.HeldOut)).Should().Throw<ArgumentException>().WithMessage("The threshold is *; an evaluation needs a finite one.*");

    [Fact]
    public void Compute_ScoresThatAreNoProbabilities_AreRefused() =>
        FluentActions.Invoking(() => EvaluationSummary.Compute([.1, 2], [false, true], .5, ScoreSource.HeldOut)).Should().Throw<ArgumentException>().WithMessage("The score of row 1 (first = 0) is 2, but this figure needs probabilities*");

    [Fact]
    public void Compute_UndefinedSource_IsRefused() =>
        FluentActions.Invoking(() => EvaluationSummary.Compute([.1, .9], [false, true], .5, (ScoreSource)9)).Should().Throw<ArgumentException>().WithMessage("9 is not a ScoreSource.*");

    [Theory]
    [InlineData(100_000, "100,000 rows, 1 anomaly (0.001 %)", "the prevalence, 0.00001)")]
    [InlineData(30_000, "30,000 rows, 1 anomaly (0.0033 %)", "the prevalence, 0.000033)")]
    [InlineData(1_000, "1,000 rows, 1 anomaly (0.1 %)", "the prevalence, 0.0010)")]
    public void ToString_RareAnomalies_ShowsDigitsRatherThanZero(int rows, string share, string prevalence)
    {
        double[] scores = new double[rows];
        bool[] isAnomaly = new bool[rows];
        (scores[0], isAnomaly[0]) = (1e-9, true);

        string text = EvaluationSummary.Compute(scores, isAnomaly, 1e-9, ScoreSource.HeldOut).ToString();

        text.Should().Contain(share).And.Contain(prevalence).And.Contain("at score >= 1E-09");
    }
}
