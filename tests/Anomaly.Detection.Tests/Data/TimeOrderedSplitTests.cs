using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Data;

public sealed class TimeOrderedSplitTests
{
    [Fact]
    public void TimeOrderedHoldOut_ShuffledTimes_TestsTheLatestRowsInTableOrder()
    {
        // By time the rows are 1 5 3 | 2 0 4.
        double[] time = [50, 10, 40, 30, 60, 20];
        bool[] isAnomaly = [true, true, false, true, false, false];

        TrainTestSplit split = Splits.TimeOrderedHoldOut(isAnomaly, time, .5);

        split.Test.Should().Equal(0, 2, 4);
        split.Train.Should().Equal(1, 3, 5);
    }

    [Fact]
    public void TimeOrderedHoldOut_EqualTimesAtTheCut_StayTogether()
    {
        // Testing on 0.4 of 8 rows, 3, would cut the rows of time 3 after the first of them; the change before is nearer than the one after.
        double[] time = [1, 1, 2, 2, 3, 3, 3, 4];
        bool[] isAnomaly = [true, false, true, false, true, false, false, true];

        Splits.TimeOrderedHoldOut(isAnomaly, time, .4).Test.Should().Equal(4, 5, 6, 7);
    }

    [Fact]
    public void TimeOrderedHoldOut_GeneratedTimes_EveryTrainingRowIsEarlier()
    {
        var random = new RandomStream(6);
        for (int i = 0; i < 200; i++)
        {
            bool[] isAnomaly = SplitRows.DrawLabels(ref random, 100 + random.NextInt(100), 40);
            double[] time = DrawTimes(ref random, isAnomaly.Length, 25);
            double fraction = .2 + (.6 * random.NextDouble());

            TrainTestSplit split = Splits.TimeOrderedHoldOut(isAnomaly, time, fraction);

            split.ShouldHoldEveryRowOnce(isAnomaly.Length);
            split.ShouldHaveBothClassesOnBothSides(isAnomaly);
            split.Train.Max(row => time[row]).Should().BeLessThan(split.Test.Min(row => time[row]));

            // No other change of time comes nearer to the fraction.
            double distance = Math.Abs(split.Test.Length - (fraction * time.Length));
            foreach (double begin in time.Distinct()) Math.Abs(time.Count(value => value >= begin) - (fraction * time.Length)).Should().BeGreaterThanOrEqualTo(distance - 1);
        }
    }

    [Fact]
    public void TimeOrderedFolds_EightRows_ExpandThroughTime()
    {
        // Three folds cut eight rows into four stretches of two, by time; rows are listed in table order.
        double[] time = [8, 7, 6, 5, 4, 3, 2, 1];
        bool[] isAnomaly = [true, false, true, false, true, false, true, false];

        ImmutableArray<TrainTestSplit> folds = Splits.TimeOrderedFolds(isAnomaly, time, 3);

        folds.Select(fold => string.Join(' ', fold.Train)).Should().Equal("6 7", "4 5 6 7", "2 3 4 5 6 7");
        folds.Select(fold => string.Join(' ', fold.Test)).Should().Equal("4 5", "2 3", "0 1");
    }

    [Fact]
    public void TimeOrderedFolds_GeneratedTimes_TestEachLaterStretchOnce()
    {
        var random = new RandomStream(7);
        for (int i = 0; i < 200; i++)
        {
            int count = 2 + random.NextInt(3);
            bool[] isAnomaly = SplitRows.DrawLabels(ref random, 200 + random.NextInt(100), 80);
            double[] time = DrawTimes(ref random, isAnomaly.Length, 40);

            ImmutableArray<TrainTestSplit> folds = Splits.TimeOrderedFolds(isAnomaly, time, count);

            folds.Should().HaveCount(count);
            folds[0].Train.Concat(folds.SelectMany(fold => fold.Test)).Order().Should().Equal(Enumerable.Range(0, time.Length));
            for (int fold = 0; fold < count; fold++)
            {
                folds[fold].ShouldHaveBothClassesOnBothSides(isAnomaly);
                folds[fold].Train.Max(row => time[row]).Should().BeLessThan(folds[fold].Test.Min(row => time[row]));
                if (fold > 0) folds[fold].Train.Should().Equal(folds[fold - 1].Train.Concat(folds[fold - 1].Test).Order());
            }
        }
    }

    [Fact]
    public void TimeOrderedSplits_EqualTimes_AreRefused()
    {
        bool[] isAnomaly = [true, false, true, false];
        FluentActions.Invoking(() => Splits.TimeOrderedHoldOut(isAnomaly, [5, 5, 5, 5], .5))
            .Should().Throw<ArgumentException>().WithMessage("4 rows have 1 different times, too few or too unevenly spread for 2 stretches*");
        FluentActions.Invoking(() => Splits.TimeOrderedFolds(isAnomaly, [5, 5, 6, 6], 2))
            .Should().Throw<ArgumentException>().WithMessage("4 rows have 2 different times, too few or too unevenly spread for 3 stretches*");
    }

    [Fact]
    public void TimeOrderedSplits_ClassEmptyOnASide_NameTheCounts()
    {
        // The anomalies all came early.
        bool[] isAnomaly = [true, true, true, false, false, false, false, false];
        double[] time = [1, 2, 3, 4, 5, 6, 7, 8];

        FluentActions.Invoking(() => Splits.TimeOrderedHoldOut(isAnomaly, time, .25))
            .Should().Throw<ArgumentException>().WithMessage("the test part would hold 0 anomalies of 3; the latest rows, about 0.25 of all, are tested*");
        FluentActions.Invoking(() => Splits.TimeOrderedFolds(isAnomaly, time, 3))
            .Should().Throw<ArgumentException>().WithMessage("fold 1 of 3: the train part would hold 0 normal rows of 5; choose fewer folds*");
    }

    [Fact]
    public void TimeOrderedSplits_NanTimes_AreCountedAndNamed()
    {
        bool[] isAnomaly = [true, false, true, false];
        foreach (Action act in new Action[]
        {
            () => Splits.TimeOrderedHoldOut(isAnomaly, [1, double.NaN, 2, double.NaN], .5),
            () => Splits.TimeOrderedFolds(isAnomaly, [1, double.NaN, 2, double.NaN], 2),
        })
        {
            act.Should().Throw<ArgumentException>().WithMessage("The time of 2 of 4 rows is NaN, the first being row 1 (first = 0)*");
        }
    }

    [Fact]
    public void TimeOrderedSplits_DifferentLengths_NameBoth()
    {
        FluentActions.Invoking(() => Splits.TimeOrderedHoldOut([true, false, true, false], [1], .5)).Should().Throw<ArgumentException>().WithMessage("1 times do not fit 4 labels*");
        FluentActions.Invoking(() => Splits.TimeOrderedFolds([true, false, true, false], [1], 2)).Should().Throw<ArgumentException>().WithMessage("1 times do not fit 4 labels*");
    }

    [Fact]
    public void TimeOrderedSplits_OptionsOutOfRange_AreRefused()
    {
        FluentActions.Invoking(() => Splits.TimeOrderedHoldOut([true, false, true, false], [1, 2, 3, 4], 0)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("The test fraction is 0;*");
        FluentActions.Invoking(() => Splits.TimeOrderedFolds([true, false, true, false], [1, 2, 3, 4], 1)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("There are to be 1 folds;*");
    }

    private static double[] DrawTimes(ref RandomStream random, int rows, int different)
    {
        double[] time = new double[rows];
        for (int row = 0; row < rows; row++) time[row] = 1_700_000_000 + (3600 * random.NextInt(different));
        return time;
    }
}
