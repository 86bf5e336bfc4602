using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

public class BootstrapIntervalsTests
{
    private static readonly BootstrapOptions Few = new() { Replicates = 60, Seed = 11 };

    [Fact]
    public void Compute_ManySmallSets_EqualTheSlowReference()
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(30, seed: 5))
        {
            BootstrapIntervals intervals = BootstrapIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, Few);

            ShouldEqual(intervals, SlowBootstrap.Compute(rows, 0.5, Few), rows.ToString());
        }
    }

    // More rows than random numbers are drawn at once.
    [Fact]
    public void Compute_ThousandsOfRows_EqualTheSlowReference()
    {
        ScoredRows rows = TwoNormals(anomalies: 2_100, normals: 4_097, seed: 3);
        BootstrapOptions options = Few with { Replicates = 5 };

        ShouldEqual(BootstrapIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.7, options), SlowBootstrap.Compute(rows, 0.7, options), "of 6,197 rows");
    }

    [Fact]
    public void Compute_Values_AreThoseOfTheRows()
    {
        ScoredRows rows = ScoredRows.Ten;
        var confusion = ConfusionMatrix.At(rows.Scores, rows.IsAnomaly, 0.4);

        BootstrapIntervals intervals = BootstrapIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.4, Few);

        intervals.Accuracy.Value.Should().Be(confusion.Accuracy);
        intervals.Precision.Value.Should().Be(confusion.Precision);
        intervals.Recall.Value.Should().Be(confusion.Recall);
        intervals.F1.Value.Should().Be(confusion.F1);
        intervals.RocAuc.Value.Should().Be(Metrics.RocAuc(rows.Scores, rows.IsAnomaly));
        intervals.AveragePrecision.Value.Should().Be(Metrics.AveragePrecision(rows.Scores, rows.IsAnomaly));
    }

    // Anomalies .9 .4, normals .5 .1: each class has 4 draws, all 16 pairs equally likely. The figures of each pair are counted by hand below.
    [Fact]
    public void Next_TwoRowsAClass_GivesEveryDrawAsOftenAsItsLikelihood()
    {
        const int Draws = 32_000;
        var ranked = RankedScores.Rank([.9, .4, .5, .1], [true, true, false, false], "A test");
        var sample = new BootstrapSample(ranked, threshold: 0.45);
        var draw = new BootstrapDraw(sample);
        var random = new RandomStream(9);
        var counts = new Dictionary<double, int>();
        for (int i = 0; i < Draws; i++)
        {
            double area = draw.Next(ref random, CancellationToken.None).RocAuc;
            counts[area] = counts.GetValueOrDefault(area) + 1;
        }

        // An anomaly .9 wins against both normals, .4 only against .1. With a anomalies at .9 and n normals at .5 of 2 each, the lost pairs are (2 − a) n of 4.
        // (2 − a) and n are each 0, 1, 2 with likelihoods 1/4, 1/2, 1/4.
        var expected = new Dictionary<double, double> { [1.0] = 7 / 16.0, [0.75] = 4 / 16.0, [0.5] = 4 / 16.0, [0.0] = 1 / 16.0 };
        counts.Keys.Should().BeEquivalentTo(expected.Keys);
        foreach ((double area, double likelihood) in expected)
        {
            double fiveSigma = 5 * Math.Sqrt(likelihood * (1 - likelihood) / Draws);
            ((double)counts[area] / Draws).Should().BeApproximately(likelihood, fiveSigma, "of area {0}", area);
        }
    }

    // True area of two normals one standard deviation apart: Φ(1/√2) = 0.76025.
    [Fact]
    public void Compute_TwoNormals_CoversTheTrueAreaAboutAsOftenAsItSays()
    {
        const double TrueArea = 0.7602499389065233;
        int covered = 0;
        for (ulong set = 0; set < 200; set++)
        {
            ScoredRows rows = TwoNormals(anomalies: 60, normals: 140, seed: 1000 + set);
            MetricInterval area = BootstrapIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, new BootstrapOptions { Replicates = 400, Seed = set }).RocAuc;
            if (area.Low <= TrueArea && TrueArea <= area.High) covered++;
        }

        covered.Should().BeInRange(180, 198, "of 200 intervals of 95 %");
    }

    [Fact]
    public void Compute_RowsInAnotherOrder_GivesTheSameBits()
    {
        ScoredRows rows = TwoNormals(anomalies: 80, normals: 150, seed: 21);
        var random = new RandomStream(4);
        BootstrapIntervals expected = BootstrapIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, Few);

        for (int i = 0; i < 5; i++)
        {
            ScoredRows shuffled = rows.Shuffled(ref random);
            BootstrapIntervals.Compute(shuffled.Scores, shuffled.IsAnomaly, 0.5, Few).Should().Be(expected);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Compute_SeveralThreads_GiveTheSameBits(int threads)
    {
        ScoredRows rows = TwoNormals(anomalies: 300, normals: 500, seed: 8);

        BootstrapIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, Few with { MaxThreads = threads })
            .Should().Be(BootstrapIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, Few with { MaxThreads = 1 }));
    }

    [Fact]
    public void Compute_AnotherSeed_GivesOtherEndsAndTheSameValues()
    {
        ScoredRows rows = TwoNormals(anomalies: 80, normals: 150, seed: 21);

        MetricInterval one = BootstrapIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, Few).RocAuc;
        MetricInterval other = BootstrapIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, Few with { Seed = 12 }).RocAuc;

        other.Value.Should().Be(one.Value);
        other.Low.Should().NotBe(one.Low);
    }

    [Fact]
    public void Compute_MoreConfidence_IsWider()
    {
        ScoredRows rows = TwoNormals(anomalies: 80, normals: 150, seed: 21);

        MetricInterval narrow = BootstrapIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, new BootstrapOptions { Confidence = 0.5 }).F1;
        MetricInterval wide = BootstrapIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.5, new BootstrapOptions { Confidence = 0.99 }).F1;

        wide.Low.Should().BeLessThan(narrow.Low);
        wide.High.Should().BeGreaterThan(narrow.High);
    }

    // One row of many is flagged: (1 − 1/20)^20 = 36 % of the draws leave it out, and then nothing is flagged.
    [Fact]
    public void Compute_PrecisionThatSomeDrawsLeaveUndefined_CountsThemAndLeavesThemOut()
    {
        double[] scores = [.. Enumerable.Range(0, 40).Select(row => row / 40.0)];
        bool[] isAnomaly = [.. Enumerable.Range(0, 40).Select(row => row >= 20)];

        BootstrapIntervals intervals = BootstrapIntervals.Compute(scores, isAnomaly, 39 / 40.0);

        intervals.Precision.UndefinedReplicates.Should().BeInRange(300, 420);
        (intervals.Precision.Low, intervals.Precision.High).Should().Be((1, 1));
        intervals.F1.UndefinedReplicates.Should().Be(0);
        intervals.RocAuc.Should().Be(new MetricInterval(1, 1, 1));
    }

    [Fact]
    public void Compute_NothingFlagged_HasNoPrecision()
    {
        MetricInterval precision = BootstrapIntervals.Compute([.1, .2, .3, .4], [false, true, false, true], 0.9, Few).Precision;

        precision.Value.Should().Be(double.NaN);
        precision.HasEnds.Should().BeFalse();
        precision.UndefinedReplicates.Should().Be(60);
    }

    [Fact]
    public void WithoutEnds_Rows_HasTheValuesOnly()
    {
        ScoredRows rows = ScoredRows.Ten;

        BootstrapIntervals values = BootstrapIntervals.WithoutEnds(rows.Scores, rows.IsAnomaly, 0.4);

        values.RocAuc.Value.Should().Be(BootstrapIntervals.Compute(rows.Scores, rows.IsAnomaly, 0.4, Few).RocAuc.Value);
        values.RocAuc.HasEnds.Should().BeFalse();
    }

    [Fact]
    public void Compute_Progress_AscendsToOne()
    {
        var told = new ListedProgress<double>();

        BootstrapIntervals.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, 0.4, Few with { Replicates = 250, MaxThreads = 3 }, told);

        told.Values.Should().HaveCount(125).And.BeInAscendingOrder();
        told.Values[^1].Should().Be(1);
    }

    [Fact]
    public void Compute_Cancelled_Throws() => FluentActions
        .Invoking(() => BootstrapIntervals.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, 0.4, Few, cancellationToken: new CancellationToken(canceled: true)))
        .Should().Throw<OperationCanceledException>();

    [Fact]
    public void Compute_WrongInput_IsRefusedWithPlaceAndValue()
    {
        FluentActions.Invoking(() => BootstrapIntervals.Compute([.1, .2], [true, true], 0.5)).Should().Throw<UndefinedMetricException>().WithMessage("A bootstrap interval is undefined for 2 anomalies and 0 normal rows*");
        FluentActions.Invoking(() => BootstrapIntervals.Compute([.1, double.NaN], [true, false], 0.5)).Should().Throw<ArgumentException>().WithMessage("The score of row 1 (first = 0) is NaN*");
        FluentActions.Invoking(() => BootstrapIntervals.Compute([.1, .2], [true, false], double.NaN)).Should().Throw<ArgumentException>().WithMessage("The threshold is NaN; bootstrap intervals need a finite one.*");
    }

    [Fact]
    public void BootstrapOptions_OutOfRange_NameOptionRangeAndValue()
    {
        FluentActions.Invoking(() => new BootstrapOptions { Replicates = 0 }).Should().Throw<OptionsException>().WithMessage("option Replicates: expected a whole number in [1, 1000000], but was given 0");
        FluentActions.Invoking(() => new BootstrapOptions { Confidence = 1 }).Should().Throw<OptionsException>().WithMessage("option Confidence: expected a number in (0, 1), but was given 1");
        FluentActions.Invoking(() => new BootstrapOptions { Confidence = double.NaN }).Should().Throw<OptionsException>();
        FluentActions.Invoking(() => new BootstrapOptions { MaxThreads = 0 }).Should().Throw<OptionsException>().WithMessage("option MaxThreads: expected at least 1, but was given 0");
    }

    // Values and counts to the last bit. Between two replicates the library of numerics interpolates in another order, so ends to the rounding of that.
    private static void ShouldEqual(BootstrapIntervals actual, BootstrapIntervals expected, string because)
    {
        (MetricInterval Actual, MetricInterval Expected)[] pairs =
        [
            (actual.Accuracy, expected.Accuracy), (actual.Precision, expected.Precision), (actual.Recall, expected.Recall),
            (actual.F1, expected.F1), (actual.RocAuc, expected.RocAuc), (actual.AveragePrecision, expected.AveragePrecision),
        ];
        foreach ((MetricInterval one, MetricInterval other) in pairs)
        {
            one.Value.Should().Be(other.Value, because);
            one.UndefinedReplicates.Should().Be(other.UndefinedReplicates, because);
            one.HasEnds.Should().Be(other.HasEnds, because);
            if (!one.HasEnds) continue;
            one.Low.Should().BeApproximately(other.Low, 1e-15, because);
            one.High.Should().BeApproximately(other.High, 1e-15, because);
        }
    }

    private static ScoredRows TwoNormals(int anomalies, int normals, ulong seed)
    {
        var random = new RandomStream(seed);
        double[] scores = new double[anomalies + normals];
        bool[] isAnomaly = new bool[scores.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            isAnomaly[row] = row < anomalies;
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            scores[row] = normal + (isAnomaly[row] ? 1 : 0);
        }

        return new ScoredRows(scores, isAnomaly);
    }
}
