using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>The split search against an exhaustive one that shares nothing with it.</summary>
public class SplitReferenceTests
{
    [Theory]
    [InlineData(SplitCriterion.Gini, Monotonicity.None)]
    [InlineData(SplitCriterion.Entropy, Monotonicity.None)]
    [InlineData(SplitCriterion.Hellinger, Monotonicity.None)]
    [InlineData(SplitCriterion.Gini, Monotonicity.Increasing)]
    [InlineData(SplitCriterion.Entropy, Monotonicity.Decreasing)]
    [InlineData(SplitCriterion.Hellinger, Monotonicity.Increasing)]
    public void Train_TinySetsWithTiesWeightsAndMissingValues_FindsTheGreatestDecrease(SplitCriterion criterion, Monotonicity order)
    {
        var random = new RandomStream(2024, (ulong)criterion);
        for (int set = 0; set < 1_000; set++)
        {
            int rowCount = 2 + random.NextInt(9);
            FeatureMatrix features = FeatureMatrix.FromColumns(Draw(rowCount, ref random), Draw(rowCount, ref random));
            bool[] isAnomaly = new bool[rowCount];
            double[] weights = new double[rowCount];
            for (int row = 0; row < rowCount; row++)
            {
                isAnomaly[row] = random.NextInt(2) == 1;
                weights[row] = 0.25 * (1 + random.NextInt(8));
            }

            if (!isAnomaly.Contains(true) || !isAnomaly.Contains(false)) continue;
            DecisionTree tree = new CartTrainer(new CartOptions { MaxDepth = 1, Criterion = criterion, MonotonicConstraints = [Monotonicity.None, order] }).TrainOn(new TrainingSet(features, isAnomaly, weights));

            double best = BestDecrease(features, isAnomaly, weights, criterion, order);
            double found = tree.NodeCount == 1 ? double.NegativeInfinity : Decrease(row => GoesLeft(tree, features, row), features.RowCount, isAnomaly, weights, criterion);
            if (double.IsNegativeInfinity(best)) tree.NodeCount.Should().Be(1);
            else found.Should().BeApproximately(best, 1e-12, "set {0}", set);
        }
    }

    [Fact]
    public void Fill_CountingAndSorting_GiveTheSameBits()
    {
        // One histogram of each kind for all sets: nothing of an earlier one may be left in a later one.
        var counter = new RankCounter();
        var counted = new FeatureHistogram();
        var sorter = new RankCounter();
        var sorted = new FeatureHistogram();
        var random = new RandomStream(77);
        for (int set = 0; set < 300; set++)
        {
            int rowCount = 1 + random.NextInt(200);
            int distinctCount = 1 + random.NextInt(50);
            int[] ranks = new int[rowCount];
            RowWeight[] weights = new RowWeight[rowCount];
            for (int row = 0; row < rowCount; row++)
            {
                // Rank distinctCount is the missing one; weights are no round numbers, so that the order of adding shows.
                ranks[row] = random.NextInt(distinctCount + 1);
                double weight = random.NextDouble() + 1e-3;
                weights[row] = random.NextInt(3) == 0 ? new RowWeight(0, weight) : new RowWeight(weight, 0);
            }

            int[] rows = [.. Enumerable.Range(0, rowCount)];
            counter.FillByCounting(counted, ranks, distinctCount, new NodeRows(rows, weights));
            sorter.FillBySorting(sorted, ranks, distinctCount, new NodeRows(rows, weights));

            sorted.Places.ToArray().Should().Equal(counted.Places.ToArray());
            sorted.Buckets.ToArray().Should().Equal(counted.Buckets.ToArray());
            sorted.Missing.Should().Be(counted.Missing);
        }
    }

    private static float[] Draw(int rowCount, ref RandomStream random)
    {
        float[] column = new float[rowCount];
        for (int row = 0; row < rowCount; row++) column[row] = random.NextInt(5) == 0 ? float.NaN : random.NextInt(4);
        return column;
    }

    private static bool GoesLeft(DecisionTree tree, FeatureMatrix features, int row) => tree.LeafOf(Row(features, row)) == 1;

    // Every cut between two values that occur, with missing values left and right, and values against missing.
    private static double BestDecrease(FeatureMatrix features, bool[] isAnomaly, double[] weights, SplitCriterion criterion, Monotonicity orderOfSecond)
    {
        double best = double.NegativeInfinity;
        for (int feature = 0; feature < features.FeatureCount; feature++)
        {
            float[] column = features.Column(feature).ToArray();
            foreach (float cut in column.Where(value => !float.IsNaN(value)).Distinct())
            {
                foreach (bool missingGoesLeft in new[] { true, false })
                {
                    Func<int, bool> goesLeft = row => float.IsNaN(column[row]) ? missingGoesLeft : column[row] <= cut;

                    // Values against missing ones is a split that the order of values does not touch.
                    if (feature == 1 && column.Any(value => value > cut) && !IsInOrder(goesLeft, isAnomaly, weights, orderOfSecond)) continue;
                    best = Math.Max(best, Decrease(goesLeft, column.Length, isAnomaly, weights, criterion));
                }
            }
        }

        return best;
    }

    private static bool IsInOrder(Func<int, bool> goesLeft, bool[] isAnomaly, double[] weights, Monotonicity order)
    {
        if (order == Monotonicity.None) return true;
        double left = Share(goesLeft);
        double right = Share(row => !goesLeft(row));
        return order == Monotonicity.Increasing ? left <= right : left >= right;

        double Share(Func<int, bool> isOn)
        {
            int[] rows = [.. Enumerable.Range(0, isAnomaly.Length).Where(isOn)];
            return rows.Where(row => isAnomaly[row]).Sum(row => weights[row]) / rows.Sum(row => weights[row]);
        }
    }

    private static double Decrease(Func<int, bool> goesLeft, int rowCount, bool[] isAnomaly, double[] weights, SplitCriterion criterion)
    {
        double[] left = new double[2];
        double[] right = new double[2];
        bool[] sides = [.. Enumerable.Range(0, rowCount).Select(goesLeft)];
        for (int row = 0; row < rowCount; row++) (sides[row] ? left : right)[isAnomaly[row] ? 1 : 0] += weights[row];
        if (!sides.Contains(true) || !sides.Contains(false)) return double.NegativeInfinity;
        if (criterion == SplitCriterion.Hellinger) return HalfSquaredDistance(left, right);
        double total = left.Sum() + right.Sum();
        return Impurity([left[0] + right[0], left[1] + right[1]], criterion)
            - (left.Sum() / total * Impurity(left, criterion))
            - (right.Sum() / total * Impurity(right, criterion));
    }

    // As the paper has it: over both sides, the shares of each class that go there.
    private static double HalfSquaredDistance(double[] left, double[] right)
    {
        double normal = left[0] + right[0];
        double anomaly = left[1] + right[1];
        return new[] { left, right }.Sum(side => Math.Pow(Math.Sqrt(side[0] / normal) - Math.Sqrt(side[1] / anomaly), 2)) / 2;
    }

    private static double Impurity(double[] weights, SplitCriterion criterion)
    {
        double total = weights.Sum();
        return criterion == SplitCriterion.Gini
            ? weights.Sum(weight => weight / total * (1 - (weight / total)))
            : weights.Where(weight => weight > 0).Sum(weight => -weight / total * Math.Log2(weight / total));
    }
}
