using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Data;

public sealed class GroupedSplitTests
{
    [Fact]
    public void GroupedKFold_FourUsers_BalancesBothClasses()
    {
        // Each user has one anomaly and two normal rows: two users a fold, whatever the seed.
        string[] users = ["a", "a", "a", "b", "b", "b", "c", "c", "c", "d", "d", "d"];
        bool[] isAnomaly = [.. Enumerable.Range(0, 12).Select(row => row % 3 == 0)];

        for (ulong seed = 0; seed < 10; seed++)
        {
            foreach (TrainTestSplit fold in Splits.GroupedKFold(isAnomaly, users, 2, seed))
            {
                fold.Test.Should().HaveCount(6);
                SplitRows.AnomaliesIn(fold.Test, isAnomaly).Should().Be(2);
            }
        }
    }

    [Fact]
    public void GroupedKFold_GeneratedGroups_NeverDividesOneAndTestsEveryRowOnce()
    {
        var random = new RandomStream(3);
        for (ulong seed = 0; seed < 200; seed++)
        {
            int count = 2 + random.NextInt(4);
            bool[] isAnomaly = SplitRows.DrawLabels(ref random, 150 + random.NextInt(150), 20);
            string?[] groups = DrawGroups(ref random, isAnomaly.Length);

            ImmutableArray<TrainTestSplit> folds = Splits.GroupedKFold(isAnomaly, groups, count, seed);

            folds.ShouldTestEveryRowOnce(isAnomaly.Length);
            foreach (TrainTestSplit fold in folds)
            {
                fold.ShouldHaveBothClassesOnBothSides(isAnomaly);
                ShouldNotDivideAGroup(fold, groups);
            }
        }
    }

    [Fact]
    public void GroupedKFold_ManySmallGroups_SpreadsAnomaliesAndRowsEvenly()
    {
        var random = new RandomStream(4);
        bool[] isAnomaly = SplitRows.DrawLabels(ref random, 5000, 100);
        string?[] groups = new string?[isAnomaly.Length];
        for (int row = 0; row < groups.Length; row++) groups[row] = $"user {random.NextInt(500)}";
        int anomalies = isAnomaly.Count(anomaly => anomaly);

        foreach (TrainTestSplit fold in Splits.GroupedKFold(isAnomaly, groups, 5, 1))
        {
            fold.Test.Length.Should().BeInRange(990, 1010);
            SplitRows.AnomaliesIn(fold.Test, isAnomaly).Should().BeInRange((anomalies / 5) - 5, (anomalies / 5) + 5);
        }
    }

    [Fact]
    public void GroupedKFold_MissingGroups_AreGroupsOfTheirOwn()
    {
        string?[] groups = new string?[8];
        bool[] isAnomaly = [true, false, true, false, true, false, true, false];

        foreach (TrainTestSplit fold in Splits.GroupedKFold(isAnomaly, groups, 4, 1)) fold.Test.Should().HaveCount(2);
    }

    [Fact]
    public void GroupedKFold_Seeds_RepeatAndDiffer()
    {
        bool[] isAnomaly = [.. Enumerable.Range(0, 200).Select(row => row % 4 == 0)];
        string[] groups = [.. Enumerable.Range(0, 200).Select(row => $"{row / 4}")];

        Splits.GroupedKFold(isAnomaly, groups, 5, 7)[0].Test.Should().Equal(Splits.GroupedKFold(isAnomaly, groups, 5, 7)[0].Test);
        Splits.GroupedKFold(isAnomaly, groups, 5, 7)[0].Test.Should().NotEqual(Splits.GroupedKFold(isAnomaly, groups, 5, 8)[0].Test);
    }

    [Fact]
    public void GroupedKFold_AnomaliesInTooFewGroups_NamesTheFoldAndTheCounts()
    {
        // All four anomalies are one user's.
        string[] users = ["a", "a", "a", "a", "b", "b", "c", "c", "d", "d"];
        bool[] isAnomaly = [true, true, true, true, false, false, false, false, false, false];

        FluentActions.Invoking(() => Splits.GroupedKFold(isAnomaly, users, 2, 1))
            .Should().Throw<ArgumentException>().WithMessage("fold 1 of 2: the train part would hold 0 anomalies of 4; there are 4 groups, which are not divided; 2 folds need at least 2 groups with rows of each class.*");
    }

    [Fact]
    public void GroupedHoldOut_GeneratedGroups_NeverDividesOneAndComesNearTheFraction()
    {
        var random = new RandomStream(5);
        for (ulong seed = 0; seed < 100; seed++)
        {
            bool[] isAnomaly = SplitRows.DrawLabels(ref random, 600, 100);
            string?[] groups = DrawGroups(ref random, isAnomaly.Length);
            int anomalies = isAnomaly.Count(anomaly => anomaly);

            TrainTestSplit split = Splits.GroupedHoldOut(isAnomaly, groups, .25, seed);

            split.ShouldHoldEveryRowOnce(isAnomaly.Length);
            ShouldNotDivideAGroup(split, groups);
            split.Test.Length.Should().BeInRange(130, 170);
            SplitRows.AnomaliesIn(split.Test, isAnomaly).Should().BeInRange((anomalies / 4) - 10, (anomalies / 4) + 10);
        }
    }

    [Fact]
    public void GroupedHoldOut_OneGroup_NamesTheCounts() =>
        FluentActions.Invoking(() => Splits.GroupedHoldOut([true, false, true, false], ["a", "a", "a", "a"], .25, 1))
            .Should().Throw<ArgumentException>().WithMessage("the test part would hold 0 anomalies of 2; there are 1 groups, which are not divided, and the test fraction is 0.25*");

    [Fact]
    public void GroupedSplits_DifferentLengths_NameBoth()
    {
        FluentActions.Invoking(() => Splits.GroupedHoldOut([true, false, true, false], ["a"], .25, 1)).Should().Throw<ArgumentException>().WithMessage("1 groups do not fit 4 labels*");
        FluentActions.Invoking(() => Splits.GroupedKFold([true, false, true, false], ["a"], 2, 1)).Should().Throw<ArgumentException>().WithMessage("1 groups do not fit 4 labels*");
    }

    [Fact]
    public void GroupedSplits_OptionsOutOfRange_AreRefused()
    {
        FluentActions.Invoking(() => Splits.GroupedHoldOut([true, false, true, false], ["a", "a", "b", "b"], 1, 1)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("The test fraction is 1;*");
        FluentActions.Invoking(() => Splits.GroupedKFold([true, false, true, false], ["a", "a", "b", "b"], 1, 1)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("There are to be 1 folds;*");
    }

    private static string?[] DrawGroups(ref RandomStream random, int rows)
    {
        string?[] groups = new string?[rows];
        for (int row = 0; row < rows; row++)
        {
            // The product makes some groups much larger than others; a tenth of the rows has none.
            groups[row] = random.NextInt(10) == 0 ? null : $"user {random.NextInt(8) * random.NextInt(8)}";
        }

        return groups;
    }

    private static void ShouldNotDivideAGroup(TrainTestSplit split, string?[] groups) =>
        split.Train.Select(row => groups[row]).Where(group => group is not null).Intersect(split.Test.Select(row => groups[row])).Should().BeEmpty();
}
