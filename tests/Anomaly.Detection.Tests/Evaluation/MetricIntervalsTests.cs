using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

public class MetricIntervalsTests
{
    private static readonly BootstrapOptions Few = new() { Replicates = 60, Seed = 11 };

    [Fact]
    public void Compute_ManySmallSets_EqualTheSlowReference()
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(30, seed: 5))
        {
            ShouldEqual(MetricIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, Few), SlowBootstrap.Compute(JudgedRows.Of(rows), 0.5, Few), rows.ToString());
        }
    }

    [Fact]
    public void Compute_ThreeKindsOfScores_EqualTheSlowReference()
    {
        var random = new RandomStream(31);
        for (int i = 0; i < 30; i++)
        {
            JudgedRows rows = JudgedRows.Draw(ref random);

            ShouldEqual(MetricIntervals.Compute(rows.Scores, 1, Few, null, default), SlowBootstrap.Compute(rows, 1, Few), $"of set {i}");
        }
    }

    // More rows than random numbers are drawn at once.
    [Fact]
    public void Compute_ThousandsOfRows_EqualTheSlowReference()
    {
        ScoredRows rows = Squeezed(NormalScores.Draw(anomalies: 2_100, normals: 4_097, seed: 3));
        BootstrapOptions options = Few with { Replicates = 5 };

        ShouldEqual(MetricIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.7, options), SlowBootstrap.Compute(JudgedRows.Of(rows), 0.7, options), "of 6,197 rows");
    }

    [Fact]
    public void Compute_Values_AreThoseOfTheRowsToTheLastBit()
    {
        var random = new RandomStream(7);
        for (int i = 0; i < 30; i++)
        {
            JudgedRows rows = JudgedRows.Draw(ref random);
            var confusion = ConfusionMatrix.At(rows.Deciding, rows.IsAnomaly, 1);

            MetricIntervals intervals = MetricIntervals.Compute(rows.Scores, 1, Few with { Replicates = 2 }, null, default);

            intervals.Accuracy.Value.Should().Be(confusion.Accuracy);
            intervals.Precision.Value.Should().Be(confusion.Precision);
            intervals.Recall.Value.Should().Be(confusion.Recall);
            intervals.Specificity.Value.Should().Be(confusion.Specificity);
            intervals.F1.Value.Should().Be(confusion.F1);
            intervals.MatthewsCorrelation.Value.Should().Be(confusion.MatthewsCorrelation);
            intervals.BalancedAccuracy.Value.Should().Be(confusion.BalancedAccuracy);
            intervals.RocAuc.Value.Should().Be(Metrics.RocAuc(rows.Ranking, rows.IsAnomaly));
            intervals.AveragePrecision.Value.Should().Be(Metrics.AveragePrecision(rows.Ranking, rows.IsAnomaly));
            intervals.LogLoss.Value.Should().Be(Metrics.LogLoss(rows.Probabilities, rows.IsAnomaly));
            intervals.BrierScore.Value.Should().Be(Metrics.BrierScore(rows.Probabilities, rows.IsAnomaly));
        }
    }

    [Fact]
    public void Compute_RatesAndArea_HaveTheIntervalsOfTheirOwn()
    {
        BootstrapOptions options = Few with { Confidence = 0.9 };

        MetricIntervals intervals = MetricIntervals.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, 0.4, options);

        intervals.Confidence.Should().Be(0.9);
        intervals.Accuracy.Should().Be(ProportionInterval.Wilson(6, 10, 0.9));
        intervals.Precision.Should().Be(ProportionInterval.Wilson(3, 6, 0.9));
        intervals.Recall.Should().Be(ProportionInterval.Wilson(3, 4, 0.9));
        intervals.Specificity.Should().Be(ProportionInterval.Wilson(3, 6, 0.9));
        intervals.RocAuc.Should().Be(RocAucInterval.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, 0.9));
    }

    // Anomalies .9 .4, normals .5 .1: each class has 4 draws, all 16 pairs equally likely. The figures of each pair are counted by hand below.
    [Fact]
    public void Next_TwoRowsAClass_GivesEveryDrawAsOftenAsItsLikelihood()
    {
        const int Draws = 32_000;
        var sample = new BootstrapSample(JudgedScores.Of([.9, .4, .5, .1], [true, true, false, false]), threshold: 0.45);
        var draw = new BootstrapDraw(sample);
        var random = new RandomStream(9);
        var counts = new Dictionary<double, int>();
        for (int i = 0; i < Draws; i++)
        {
            double balanced = draw.Next(ref random, CancellationToken.None).Confusion.BalancedAccuracy;
            counts[balanced] = counts.GetValueOrDefault(balanced) + 1;
        }

        // .9 is found and .1 is silent. Of two draws a class, 0, 1, 2 are right with likelihoods 1/4, 1/2, 1/4; the figure is a quarter of all four.
        var expected = new Dictionary<double, double> { [0] = 1 / 16.0, [0.25] = 4 / 16.0, [0.5] = 6 / 16.0, [0.75] = 4 / 16.0, [1] = 1 / 16.0 };
        counts.Keys.Should().BeEquivalentTo(expected.Keys);
        foreach ((double balanced, double likelihood) in expected)
        {
            double fiveSigma = 5 * Math.Sqrt(likelihood * (1 - likelihood) / Draws);
            ((double)counts[balanced] / Draws).Should().BeApproximately(likelihood, fiveSigma, "of balanced accuracy {0}", balanced);
        }
    }

    // One standard deviation apart and cut halfway, each class is right with Φ(½).
    [Fact]
    public void Compute_TwoNormals_CoversTheTrueBalancedAccuracyAboutAsOftenAsItSays()
    {
        const double TrueFigure = 0.6914624612740131;
        int covered = 0;
        for (ulong set = 0; set < 200; set++)
        {
            ScoredRows rows = NormalScores.Draw(anomalies: 60, normals: 140, seed: 1000 + set);
            MetricInterval figure = MetricIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, new BootstrapOptions { Replicates = 400, Seed = set }).BalancedAccuracy;
            if (figure.Low <= TrueFigure && TrueFigure <= figure.High) covered++;
        }

        covered.Should().BeInRange(180, 198, "of 200 intervals of 95 %");
    }

    [Fact]
    public void Compute_RowsInAnotherOrder_GivesTheSameBits()
    {
        var random = new RandomStream(4);
        JudgedRows rows = JudgedRows.Of(Squeezed(NormalScores.Draw(anomalies: 80, normals: 150, seed: 21)));
        rows = rows with { Probabilities = [.. rows.Ranking.Select((score, row) => score * (row % 3) / 2)] };
        MetricIntervals expected = MetricIntervals.Compute(rows.Scores, 0.5, Few, null, default);

        for (int i = 0; i < 5; i++)
        {
            MetricIntervals.Compute(rows.Shuffled(ref random).Scores, 0.5, Few, null, default).Should().Be(expected);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Compute_SeveralThreads_GiveTheSameBits(int threads)
    {
        ScoredRows rows = Squeezed(NormalScores.Draw(anomalies: 300, normals: 500, seed: 8));

        MetricIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, Few with { MaxThreads = threads })
            .Should().Be(MetricIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, Few with { MaxThreads = 1 }));
    }

    [Fact]
    public void Compute_AnotherSeed_GivesOtherEndsOnlyWhereRowsAreDrawn()
    {
        ScoredRows rows = NormalScores.Draw(anomalies: 80, normals: 150, seed: 21);

        MetricIntervals one = MetricIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, Few);
        MetricIntervals other = MetricIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, Few with { Seed = 12 });

        other.AveragePrecision.Value.Should().Be(one.AveragePrecision.Value);
        other.AveragePrecision.Low.Should().NotBe(one.AveragePrecision.Low);
        (other.RocAuc, other.Recall).Should().Be((one.RocAuc, one.Recall));
    }

    [Fact]
    public void Compute_MoreConfidence_IsWider()
    {
        ScoredRows rows = Squeezed(NormalScores.Draw(anomalies: 80, normals: 150, seed: 21));

        MetricInterval[] narrow = All(MetricIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.6, new BootstrapOptions { Confidence = 0.5 }));
        MetricInterval[] wide = All(MetricIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.6, new BootstrapOptions { Confidence = 0.99 }));

        for (int i = 0; i < narrow.Length; i++)
        {
            wide[i].Low.Should().BeLessThan(narrow[i].Low);
            wide[i].High.Should().BeGreaterThan(narrow[i].High);
        }
    }

    [Fact]
    public void Compute_NothingFlagged_LeavesOnlyPrecisionWithoutEnds()
    {
        MetricIntervals intervals = MetricIntervals.Compute([.1, .2, .3, .4], [false, true, false, true], 0.9, Few);

        intervals.Precision.Should().Be(new MetricInterval(double.NaN, double.NaN, double.NaN));
        All(intervals).Count(interval => interval.HasEnds).Should().Be(10);
        intervals.MatthewsCorrelation.Should().Be(new MetricInterval(0, 0, 0));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    public void Compute_ScoresThatAreNoProbabilities_LeaveTheLossesUndefined(double score)
    {
        MetricIntervals intervals = MetricIntervals.Compute([.1, score, .3, .4], [false, true, false, true], 0.35, Few);

        intervals.LogLoss.Should().Be(new MetricInterval(double.NaN, double.NaN, double.NaN));
        intervals.BrierScore.Should().Be(new MetricInterval(double.NaN, double.NaN, double.NaN));
        intervals.AveragePrecision.HasEnds.Should().BeTrue();
    }

    [Fact]
    public void WithoutEnds_Rows_HasTheValuesOnly()
    {
        ScoredRows rows = ScoredRows.Ten;

        MetricInterval[] values = All(MetricIntervals.WithoutEnds(JudgedScores.Of(rows.Scores, rows.IsAnomaly), 0.4));

        values.Select(value => value.Value).Should().Equal(All(MetricIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.4, Few)).Select(value => value.Value));
        values.Should().OnlyContain(value => !value.HasEnds);
    }

    [Fact]
    public void Compute_Progress_AscendsToOne()
    {
        var told = new ListedProgress<double>();

        MetricIntervals.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, 0.4, Few with { Replicates = 250, MaxThreads = 3 }, told);

        told.Values.Should().HaveCount(125).And.BeInAscendingOrder();
        told.Values[^1].Should().Be(1);
    }

    [Fact]
    public void Compute_Cancelled_Throws() => FluentActions
        .Invoking(() => MetricIntervals.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, 0.4, Few, cancellationToken: new CancellationToken(canceled: true)))
        .Should().Throw<OperationCanceledException>();

    [Fact]
    public void Compute_WrongInput_IsRefusedWithPlaceAndValue()
    {
        FluentActions.Invoking(() => MetricIntervals.Compute([.1, .2], [true, true], 0.5)).Should().Throw<UndefinedMetricException>().WithMessage("An evaluation is undefined for 2 anomalies and 0 normal rows*");
        FluentActions.Invoking(() => MetricIntervals.Compute([.1, double.NaN], [true, false], 0.5)).Should().Throw<ArgumentException>().WithMessage("The score of row 1 (first = 0) is NaN*");
        FluentActions.Invoking(() => MetricIntervals.Compute([.1, .2], [true, false], double.NaN)).Should().Throw<ArgumentException>().WithMessage("The threshold is NaN; an evaluation needs a finite one.*");
    }

    [Theory]
    [InlineData(3, 2, 2)]
    [InlineData(2, 3, 2)]
    [InlineData(2, 2, 3)]
    public void Compute_KindsOfScoresOfDifferentLengths_AreRefused(int ranking, int deciding, int probabilities) => FluentActions
        .Invoking(() => MetricIntervals.Compute(new JudgedRows(new double[ranking], new double[deciding], new double[probabilities], [true, false]).Scores, 0.5, null, null, default))
        .Should().Throw<ArgumentException>().WithMessage("3 scores do not fit 2 labels*");

    [Fact]
    public void BootstrapOptions_OutOfRange_NameOptionRangeAndValue()
    {
        FluentActions.Invoking(() => new BootstrapOptions { Replicates = 0 }).Should().Throw<OptionsException>().WithMessage("option Replicates: expected a whole number in [1, 1000000], but was given 0");
        FluentActions.Invoking(() => new BootstrapOptions { Confidence = 1 }).Should().Throw<OptionsException>().WithMessage("option Confidence: expected a number in (0, 1), but was given 1");
        FluentActions.Invoking(() => new BootstrapOptions { Confidence = double.NaN }).Should().Throw<OptionsException>();
        FluentActions.Invoking(() => new BootstrapOptions { MaxThreads = 0 }).Should().Throw<OptionsException>().WithMessage("option MaxThreads: expected at least 1, but was given 0");
    }

    // Values of counts and rankings to the last bit. Between two replicates the library of numerics interpolates in another order, so ends to the rounding
    // of that; losses of replicates are added in another order too.
    private static void ShouldEqual(MetricIntervals actual, MetricInterval[] expected, string because)
    {
        MetricInterval[] drawn = [actual.F1, actual.MatthewsCorrelation, actual.BalancedAccuracy, actual.AveragePrecision, actual.LogLoss, actual.BrierScore];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i].Value.Should().Be(expected[i].Value, because);
            drawn[i].Low.Should().BeApproximately(expected[i].Low, i < 4 ? 1e-15 : 1e-13, because);
            drawn[i].High.Should().BeApproximately(expected[i].High, i < 4 ? 1e-15 : 1e-13, because);
        }
    }

    private static MetricInterval[] All(MetricIntervals all) =>
    [
        all.Accuracy, all.Precision, all.Recall, all.Specificity, all.F1, all.MatthewsCorrelation, all.BalancedAccuracy,
        all.RocAuc, all.AveragePrecision, all.LogLoss, all.BrierScore,
    ];

    // Into [0, 1], rank by rank.
    private static ScoredRows Squeezed(ScoredRows rows) => rows.With(score => 1 / (1 + Math.Exp(-score)));
}
