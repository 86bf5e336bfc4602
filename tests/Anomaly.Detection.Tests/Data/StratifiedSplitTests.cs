using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Data;

public sealed class StratifiedSplitTests
{
    [Fact]
    public void StratifiedKFold_WithoutSeed_DealsEachClassInTableOrder()
    {
        // Anomalies are rows 1 4 6 → folds 0 1 0; normal rows 0 2 3 5 7 → folds 0 1 0 1 0.
        ImmutableArray<TrainTestSplit> folds = Splits.StratifiedKFold([false, true, false, false, true, false, true, false], 2);

        folds.Should().HaveCount(2);
        folds[0].Test.Should().Equal(0, 1, 3, 6, 7);
        folds[0].Train.Should().Equal(2, 4, 5);
        folds[1].Test.Should().Equal(2, 4, 5);
        folds[1].Train.Should().Equal(0, 1, 3, 6, 7);
    }

    [Fact]
    public void StratifiedKFold_GeneratedLabels_TestsEveryRowOnceWithClassesWithinOneRow()
    {
        var random = new RandomStream(1);
        for (ulong seed = 0; seed < 200; seed++)
        {
            int count = 2 + random.NextInt(5);
            bool[] isAnomaly = SplitRows.DrawLabels(ref random, 2 * count + random.NextInt(60), count);
            int anomalies = isAnomaly.Count(anomaly => anomaly), normals = isAnomaly.Length - anomalies;

            ImmutableArray<TrainTestSplit> folds = Splits.StratifiedKFold(isAnomaly, count, seed);

            folds.ShouldTestEveryRowOnce(isAnomaly.Length);
            foreach (TrainTestSplit fold in folds)
            {
                int held = SplitRows.AnomaliesIn(fold.Test, isAnomaly);
                Math.Abs(held - ((double)anomalies / count)).Should().BeLessThan(1);
                Math.Abs(fold.Test.Length - held - ((double)normals / count)).Should().BeLessThan(1);
                fold.ShouldHaveBothClassesOnBothSides(isAnomaly);
            }
        }
    }

    [Fact]
    public void StratifiedKFold_Seeds_RepeatAndDiffer()
    {
        bool[] isAnomaly = [.. Enumerable.Range(0, 100).Select(row => row % 4 == 0)];

        Splits.StratifiedKFold(isAnomaly, 5, 7)[0].Test.Should().Equal(Splits.StratifiedKFold(isAnomaly, 5, 7)[0].Test);
        Splits.StratifiedKFold(isAnomaly, 5, 7)[0].Test.Should().NotEqual(Splits.StratifiedKFold(isAnomaly, 5, 8)[0].Test);
        Splits.StratifiedKFold(isAnomaly, 5, 7)[0].Test.Should().NotEqual(Splits.StratifiedKFold(isAnomaly, 5)[0].Test);
    }

    [Fact]
    public void StratifiedKFold_TooFewOfAClass_NamesTheCounts()
    {
        FluentActions.Invoking(() => Splits.StratifiedKFold([true, true, true, false, false, false, false, false], 5))
            .Should().Throw<ArgumentException>().WithMessage("Of 5 folds, the test part of 2 would hold 0 anomalies of 3; 5 folds need at least 5 rows of each class.*");
        FluentActions.Invoking(() => Splits.StratifiedKFold([true, true, true, false, false], 3))
            .Should().Throw<ArgumentException>().WithMessage("Of 3 folds, the test part of 1 would hold 0 normal rows of 2;*");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    public void StratifiedKFold_BelowTwoFolds_IsRefused(int folds) =>
        FluentActions.Invoking(() => Splits.StratifiedKFold([true, true, false, false], folds)).Should().Throw<ArgumentOutOfRangeException>().WithMessage($"There are to be {folds} folds; at least 2 are needed.*");

    [Fact]
    public void StratifiedHoldOut_GeneratedLabels_DrawsTheShareOfEachClassWithinOneRow()
    {
        var random = new RandomStream(2);
        for (ulong seed = 0; seed < 200; seed++)
        {
            bool[] isAnomaly = SplitRows.DrawLabels(ref random, 20 + random.NextInt(200), 8);
            int anomalies = isAnomaly.Count(anomaly => anomaly), normals = isAnomaly.Length - anomalies;
            double fraction = .1 + (.8 * random.NextDouble());

            TrainTestSplit split = Splits.StratifiedHoldOut(isAnomaly, fraction, seed);

            split.ShouldHoldEveryRowOnce(isAnomaly.Length);
            int held = SplitRows.AnomaliesIn(split.Test, isAnomaly);
            Math.Abs(held - (anomalies * fraction)).Should().BeLessThanOrEqualTo(.5);
            Math.Abs(split.Test.Length - held - (normals * fraction)).Should().BeLessThanOrEqualTo(.5);
        }
    }

    [Fact]
    public void StratifiedHoldOut_Seeds_RepeatAndDiffer()
    {
        bool[] isAnomaly = [.. Enumerable.Range(0, 100).Select(row => row % 4 == 0)];

        Splits.StratifiedHoldOut(isAnomaly, .2, 7).Test.Should().Equal(Splits.StratifiedHoldOut(isAnomaly, .2, 7).Test);
        Splits.StratifiedHoldOut(isAnomaly, .2, 7).Test.Should().NotEqual(Splits.StratifiedHoldOut(isAnomaly, .2, 8).Test);
    }

    [Fact]
    public void StratifiedHoldOut_EverySubsetOfAClass_ComesUpEquallyOften()
    {
        // One anomaly of four is tested: each should be drawn a quarter of 4000 times, ± 4 standard deviations of 27.4.
        bool[] isAnomaly = [true, true, true, true, false, false, false, false];
        int[] drawn = new int[8];
        for (ulong seed = 0; seed < 4000; seed++)
        {
            foreach (int row in Splits.StratifiedHoldOut(isAnomaly, .25, seed).Test) drawn[row]++;
        }

        drawn.Should().OnlyContain(count => Math.Abs(count - 1000) < 110);
    }

    [Fact]
    public void StratifiedHoldOut_ClassesOfOneSize_AreDrawnIndependently()
    {
        // Rows 2k and 2k + 1 are the k-th of their class; drawn in lock step, they would always be on the same side.
        bool[] isAnomaly = [.. Enumerable.Range(0, 40).Select(row => row % 2 == 0)];
        TrainTestSplit split = Splits.StratifiedHoldOut(isAnomaly, .5, 1);

        split.Test.Where(row => isAnomaly[row]).Select(row => row / 2).Should().NotEqual(split.Test.Where(row => !isAnomaly[row]).Select(row => row / 2));
    }

    [Fact]
    public void StratifiedHoldOut_ClassEmptyOnASide_NamesTheCounts()
    {
        bool[] isAnomaly = [true, true, true, .. new bool[50]];

        FluentActions.Invoking(() => Splits.StratifiedHoldOut(isAnomaly, .1, 1))
            .Should().Throw<ArgumentException>().WithMessage("the test part would hold 0 anomalies of 3; the test fraction is 0.1: choose another, or give more rows of that class.*");
        FluentActions.Invoking(() => Splits.StratifiedHoldOut(isAnomaly, .9, 1))
            .Should().Throw<ArgumentException>().WithMessage("the train part would hold 0 anomalies of 3;*");
        FluentActions.Invoking(() => Splits.StratifiedHoldOut([false, false, true], .5, 1))
            .Should().Throw<ArgumentException>().WithMessage("There are 1 anomalies and 2 normal rows; a split needs at least 2 of each.*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-.5)]
    [InlineData(double.NaN)]
    public void StratifiedHoldOut_FractionOutOfRange_IsRefused(double fraction) =>
        FluentActions.Invoking(() => Splits.StratifiedHoldOut([true, true, false, false], fraction, 1)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("The test fraction is *; it must be between 0 and 1.*");
}
