using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

public class ReliabilityTableTests
{
    private static readonly double[] Probabilities = [.1, .3, .3, .5, .9, 1];
    private static readonly bool[] IsAnomaly = [false, false, true, false, true, true];

    // Two bins: [0, .5) with .1 .3 .3, mean .7/3, 1 of 3; [.5, 1] with .5 .9 1, mean .8, 2 of 3.
    [Fact]
    public void Compute_SixRowsByHand_HasBinsAndErrors()
    {
        var table = ReliabilityTable.Compute(Probabilities, IsAnomaly, new ReliabilityOptions { Bins = 2 });

        table.Bins.Select(bin => (bin.From, bin.To, bin.RowCount, bin.AnomalyCount)).Should().Equal((0, .5, 3, 1), (.5, 1, 3, 2));
        table.Bins[0].MeanProbability.Should().BeApproximately(.7 / 3, 1e-15);
        table.Bins[1].MeanProbability.Should().BeApproximately(.8, 1e-15);
        table.Bins[0].ObservedRate.Value.Should().Be(1.0 / 3);
        table.ExpectedCalibrationError.Should().BeApproximately(((.3 / 3) + .4 / 3) / 2, 1e-15);
        table.MaximumCalibrationError.Should().BeApproximately(.4 / 3, 1e-15);
        table.Reliability.Should().BeApproximately(((.01) + (.16 / 9)) / 2, 1e-15);
        table.Resolution.Should().BeApproximately(1.0 / 36, 1e-15);
        table.Uncertainty.Should().Be(.25);
    }

    // Wilson at 95 %: 1 of 3 → [.0615, .7923]; none of 3 → [0, .5615].
    [Fact]
    public void Compute_ObservedRates_HaveWilsonsIntervals()
    {
        MetricInterval third = ReliabilityTable.Compute(Probabilities, IsAnomaly, new ReliabilityOptions { Bins = 2 }).Bins[0].ObservedRate;
        MetricInterval none = ReliabilityTable.Compute([.1, .1, .1], new bool[3]).Bins[0].ObservedRate;

        third.Low.Should().BeApproximately(.06149194, 1e-6);
        third.High.Should().BeApproximately(.79234040, 1e-6);
        none.Low.Should().Be(0);
        none.High.Should().BeApproximately(.56149750, 1e-6);
    }

    [Theory]
    [InlineData(ReliabilityBinning.EqualWidth)]
    [InlineData(ReliabilityBinning.EqualCount)]
    public void Compute_AnyProbabilities_PartsAddUpToTheBrierScore(ReliabilityBinning binning)
    {
        var random = new RandomStream(8);
        for (int set = 0; set < 200; set++)
        {
            int rows = 1 + random.NextInt(300);
            double power = 1 + (5 * random.NextDouble());
            double[] probabilities = [.. Draw(ref random, rows).Select(p => Math.Pow(p, power))];
            bool[] isAnomaly = [.. Draw(ref random, rows).Select((draw, row) => draw < probabilities[row])];

            var table = ReliabilityTable.Compute(probabilities, isAnomaly, new ReliabilityOptions { Bins = 1 + random.NextInt(20), Binning = binning });

            double sum = table.Reliability - table.Resolution + table.Uncertainty + table.WithinBins;
            sum.Should().BeApproximately(table.BrierScore, 1e-15);
            table.BrierScore.Should().Be(Metrics.BrierScore(probabilities, isAnomaly));
            table.Bins.Sum(bin => bin.RowCount).Should().Be(rows);
            table.Bins.Should().OnlyContain(bin => bin.MeanProbability >= bin.From - 1e-15 && bin.MeanProbability <= bin.To + 1e-15 && bin.ObservedRate.Low <= bin.ObservedRate.Value && bin.ObservedRate.High >= bin.ObservedRate.Value);
        }
    }

    [Theory]
    [InlineData(ReliabilityBinning.EqualWidth)]
    [InlineData(ReliabilityBinning.EqualCount)]
    public void Compute_OtherOrderOfRows_ChangesNoBit(ReliabilityBinning binning)
    {
        var random = new RandomStream(2);
        foreach (ScoredRows set in ScoredRows.DrawMany(60, seed: 12))
        {
            ScoredRows bent = set.With(score => score == 0 ? -0.0 : Math.Sqrt(score)), shuffled = bent.Shuffled(ref random);
            var options = new ReliabilityOptions { Bins = 7, Binning = binning };

            var table = ReliabilityTable.Compute(shuffled.Scores, shuffled.IsAnomaly, options);

            table.Should().Be(ReliabilityTable.Compute(bent.Scores, bent.IsAnomaly, options));
        }
    }

    // Every k / 100 is the lower end of its own bin, whatever the product with 100 is rounded to; the number before it is in the bin before.
    [Fact]
    public void Compute_EndsOfEqualWidthBins_BelongToTheBinAbove()
    {
        for (int bin = 1; bin < 100; bin++)
        {
            double end = bin / 100.0;
            var table = ReliabilityTable.Compute([Math.BitDecrement(end), end], [false, true], new ReliabilityOptions { Bins = 100 });
            table.Bins.Select(found => (found.From, found.To)).Should().Equal(((bin - 1) / 100.0, end), (end, (bin + 1) / 100.0));
        }
    }

    [Fact]
    public void Compute_EqualCount_KeepsTiesTogetherAndBinsAlike()
    {
        double[] rows = [.. Enumerable.Range(0, 100).Select(row => row < 40 ? .01 : row / 1000.0)];

        var table = ReliabilityTable.Compute(rows, new bool[100], new ReliabilityOptions { Bins = 5, Binning = ReliabilityBinning.EqualCount });

        table.Bins.Select(bin => (bin.From, bin.RowCount)).Should().Equal((.01, 40), (.04, 20), (.06, 20), (.08, 20));
        table.Bins.Select(bin => bin.To).Should().Equal(.04, .06, .08, 1);
    }

    [Fact]
    public void Compute_BadInput_IsRefused()
    {
        FluentActions.Invoking(() => ReliabilityTable.Compute([], [])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => ReliabilityTable.Compute([.5], [true, false])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => ReliabilityTable.Compute([1.5], [true])).Should().Throw<ArgumentException>().WithMessage("The score of row 0 (first = 0) is 1.5*");
        FluentActions.Invoking(() => new ReliabilityOptions { Bins = 0 }).Should().Throw<OptionsException>();
        FluentActions.Invoking(() => new ReliabilityOptions { Binning = (ReliabilityBinning)7 }).Should().Throw<OptionsException>();
    }

    private static double[] Draw(ref RandomStream random, int rows)
    {
        double[] draws = new double[rows];
        for (int row = 0; row < rows; row++) draws[row] = random.NextDouble();
        return draws;
    }
}
