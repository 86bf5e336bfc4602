using System.Globalization;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tests.Evaluation;

public sealed class EvaluationReportTests
{
    [Fact]
    public void Compute_TenRows_HoldsTheFiguresOfTheParts()
    {
        EvaluationReport report = EvaluationReport.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, .4, ScoreSource.OutOfBag);

        report.Should().Be(new EvaluationReport
        {
            Source = ScoreSource.OutOfBag,
            RowCount = 10,
            AnomalyCount = 4,
            Threshold = .4,
            Confusion = new ConfusionMatrix(3, 3, 1, 3),
            RocAuc = Metrics.RocAuc(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly),
            AveragePrecision = Metrics.AveragePrecision(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly),
            LogLoss = Metrics.LogLoss(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly),
            BrierScore = Metrics.BrierScore(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly),
        });
        report.Prevalence.Should().Be(.4);
    }

    [Fact]
    public void ToString_TenRows_IsReadableAndTheSameInEveryCulture()
    {
        EvaluationReport report = EvaluationReport.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, .4, ScoreSource.OutOfBag);
        const string Expected = """
            out of bag: 10 rows, 4 anomalies (40 %)
              ROC-AUC            0.7708   (a random ranking: 0.5000)
              average precision  0.6845   (a random ranking: the prevalence, 0.4000)
              log loss           0.5306
              Brier score        0.1845
              at score >= 0.4
                precision 0.5000   recall 0.7500   F1 0.6000   MCC 0.2500
                accuracy  0.6000   specificity 0.5000   balanced accuracy 0.6250
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
        EvaluationReport.Compute([.1, .9], [false, true], .5, source).ToString().Should().StartWith(start);

    [Fact]
    public void ToString_NothingFlagged_SaysThatPrecisionIsUndefined() =>
        EvaluationReport.Compute([.1, .4], [false, true], .5, ScoreSource.HeldOut).ToString().Should().Contain("precision undefined   recall 0.0000");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Compute_ThresholdNotFinite_IsRefused(double threshold) =>
        FluentActions.Invoking(() => EvaluationReport.Compute([.1, .9], [false, true], threshold, ScoreSource.HeldOut)).Should().Throw<ArgumentException>().WithMessage("The threshold is *; a report needs a finite one.*");

    [Fact]
    public void Compute_ScoresThatAreNoProbabilities_AreRefused() =>
        FluentActions.Invoking(() => EvaluationReport.Compute([.1, 2], [false, true], .5, ScoreSource.HeldOut)).Should().Throw<ArgumentException>().WithMessage("The score of row 1 (first = 0) is 2, but this figure needs probabilities*");

    [Fact]
    public void Compute_UndefinedSource_IsRefused() =>
        FluentActions.Invoking(() => EvaluationReport.Compute([.1, .9], [false, true], .5, (ScoreSource)9)).Should().Throw<ArgumentException>().WithMessage("9 is not a ScoreSource.*");

    [Theory]
    [InlineData(100_000, "100,000 rows, 1 anomaly (0.001 %)", "the prevalence, 0.00001)")]
    [InlineData(30_000, "30,000 rows, 1 anomaly (0.0033 %)", "the prevalence, 0.000033)")]
    [InlineData(1_000, "1,000 rows, 1 anomaly (0.1 %)", "the prevalence, 0.0010)")]
    public void ToString_RareAnomalies_ShowsDigitsRatherThanZero(int rows, string share, string prevalence)
    {
        double[] scores = new double[rows];
        bool[] isAnomaly = new bool[rows];
        (scores[0], isAnomaly[0]) = (1e-9, true);

        string text = EvaluationReport.Compute(scores, isAnomaly, 1e-9, ScoreSource.HeldOut).ToString();

        text.Should().Contain(share).And.Contain(prevalence).And.Contain("at score >= 1E-09");
    }
}
