using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Data;

/// <summary>Labels drawn for tests of splits, and the laws that every split obeys.</summary>
internal static class SplitRows
{
    /// <summary>Labels with about one anomaly in four, at least <paramref name="atLeast"/> of each class.</summary>
    public static bool[] DrawLabels(ref RandomStream random, int rows, int atLeast)
    {
        bool[] isAnomaly = new bool[rows];
        for (int row = 0; row < rows; row++) isAnomaly[row] = row < atLeast || (row >= 2 * atLeast && random.NextInt(4) == 0);
        random.Shuffle<bool>(isAnomaly);
        return isAnomaly;
    }

    public static int AnomaliesIn(IEnumerable<int> rows, bool[] isAnomaly) => rows.Count(row => isAnomaly[row]);

    public static void ShouldHoldEveryRowOnce(this TrainTestSplit split, int rows)
    {
        split.Train.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        split.Test.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        split.Train.Concat(split.Test).Order().Should().Equal(Enumerable.Range(0, rows));
    }

    public static void ShouldTestEveryRowOnce(this IReadOnlyCollection<TrainTestSplit> folds, int rows)
    {
        foreach (TrainTestSplit fold in folds) fold.ShouldHoldEveryRowOnce(rows);
        folds.SelectMany(fold => fold.Test).Order().Should().Equal(Enumerable.Range(0, rows));
    }

    public static void ShouldHaveBothClassesOnBothSides(this TrainTestSplit split, bool[] isAnomaly)
    {
        AnomaliesIn(split.Train, isAnomaly).Should().BeInRange(1, split.Train.Length - 1);
        AnomaliesIn(split.Test, isAnomaly).Should().BeInRange(1, split.Test.Length - 1);
    }
}
