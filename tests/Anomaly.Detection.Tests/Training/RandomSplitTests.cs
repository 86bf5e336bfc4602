using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Extremely randomised splits.</summary>
public class RandomSplitTests
{
    private static readonly RandomForestOptions Stumps = new() { TreeCount = 2_000, MaxDepth = 1, Bootstrap = false, SplitSearch = SplitSearch.Random };

    [Fact]
    public void Train_Thresholds_AreUniformBetweenTheSmallestAndTheLargestValue()
    {
        RandomForestModel model = new RandomForestTrainer(Stumps).Train(Column(0, 9, 10), Labels("011")).Model;

        // However the rows lie between them: 2,000 draws, 500 to a quarter, standard deviation 19.
        float[] thresholds = [.. model.Trees.Select(tree => tree.Threshold[0])];
        thresholds.Should().OnlyContain(threshold => threshold >= 0 && threshold < 10);
        foreach (int quarter in new[] { 0, 1, 2, 3 }) thresholds.Count(threshold => (int)(threshold / 2.5f) == quarter).Should().BeInRange(420, 580);
    }

    [Fact]
    public void Train_MissingValues_GoEitherWayByLot()
    {
        RandomForestModel model = new RandomForestTrainer(Stumps).Train(Column(0, 10, float.NaN), Labels("011")).Model;

        model.Trees.Count(tree => tree.MissingGoesLeft[0]).Should().BeInRange(900, 1_100);
    }

    [Fact]
    public void Train_NothingMissing_GoesToTheChildWithMoreRows()
    {
        RandomForestModel model = new RandomForestTrainer(Stumps with { TreeCount = 50 }).Train(Column(0, 9, 10), Labels("011")).Model;

        foreach (DecisionTree tree in model.Trees) tree.MissingGoesLeft[0].Should().Be(tree.Threshold[0] >= 9);
    }

    [Fact]
    public void Train_OneValueAndMissing_SplitsBetweenThem()
    {
        DecisionTree tree = new CartTrainer(new CartOptions { SplitSearch = SplitSearch.Random }).Train(Column(5, 5, 5, float.NaN, float.NaN), Labels("00011"));

        new[] { 5, float.NaN, -1e30f, float.MaxValue }.Select(value => tree.Score([value])).Should().Equal(0, 1, 0, 0);
        tree.NodeCount.Should().Be(3);
    }

    [Theory]
    [InlineData("000", "011")]
    [InlineData("???", "011")]
    public void Train_ConstantColumn_IsNotSplit(string values, string labels)
    {
        float[] column = [.. values.Select(letter => letter == '?' ? float.NaN : 0)];

        new CartTrainer(new CartOptions { SplitSearch = SplitSearch.Random }).Train(Column(column), Labels(labels)).NodeCount.Should().Be(1);
    }

    [Theory]
    [InlineData(SplitCriterion.Gini)]
    [InlineData(SplitCriterion.Hellinger)]
    public void Train_TinySets_TakesTheBestOfOneCutAFeature(SplitCriterion criterion)
    {
        var random = new RandomStream(2025, (ulong)criterion);
        for (int set = 0; set < 300; set++)
        {
            int rowCount = 3 + random.NextInt(8);
            float[][] columns = [Draw(rowCount, ref random), Draw(rowCount, ref random), Draw(rowCount, ref random)];
            bool[] isAnomaly = [.. Enumerable.Range(0, rowCount).Select(row => row % 3 == set % 3)];
            CartOptions options = new() { MaxDepth = 1, SplitSearch = SplitSearch.Random, Criterion = criterion, Seed = (ulong)set };

            DecisionTree tree = new CartTrainer(options).Train(FeatureMatrix.FromColumns(columns), isAnomaly);

            // Merits that are equal on paper may differ in their last bit, so the cut need not be the first of the best.
            (float Threshold, bool MissingGoesLeft, double Merit)[] cuts = Cuts(columns, isAnomaly, criterion, (ulong)set);
            int feature = tree.Feature[0];
            tree.Threshold[0].Should().Be(cuts[feature].Threshold, "set {0}", set);
            if (columns[feature].Any(float.IsNaN)) tree.MissingGoesLeft[0].Should().Be(cuts[feature].MissingGoesLeft);
            cuts[feature].Merit.Should().BeApproximately(cuts.Max(cut => cut.Merit), 1e-12);
        }
    }

    [Fact]
    public void TrainOn_IntegerWeights_EqualCopies()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(120, 4, seed: 121, missingShare: 0.1);
        int[] copies = [.. Enumerable.Range(0, 120).SelectMany(row => Enumerable.Repeat(row, 1 + (row % 3)))];
        double[] weights = [.. Enumerable.Range(0, 120).Select(row => 1.0 + (row % 3))];
        CartOptions options = new() { SplitSearch = SplitSearch.Random, MaxFeatures = MaxFeatures.Sqrt };

        // Which child has more rows, and so where missing values go that none was seen of, differs by design; it moves no training row.
        DecisionTree weighted = new CartTrainer(options).TrainOn(new TrainingSet(features, isAnomaly, weights));
        DecisionTree copied = new CartTrainer(options).Train(features.Select(copies), [.. copies.Select(row => isAnomaly[row])]);

        copied.Feature.ToArray().Should().Equal(weighted.Feature.ToArray());
        copied.Threshold.ToArray().Should().Equal(weighted.Threshold.ToArray());
        copied.Cover.ToArray().Should().Equal(weighted.Cover.ToArray());
    }

    [Fact]
    public void Train_DistinctRows_AreMemorisedOnAnyNumberOfThreads()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 4, seed: 122);
        RandomForestOptions options = new() { TreeCount = 8, SplitSearch = SplitSearch.Random, Bootstrap = false, MaxThreads = 1 };

        TrainedForest one = new RandomForestTrainer(options).Train(features, isAnomaly);

        for (int row = 0; row < 300; row++) one.Model.Score(Row(features, row)).Should().Be(isAnomaly[row] ? 1 : 0);
        foreach (int threads in new[] { 2, 5 }) Fingerprint(new RandomForestTrainer(options with { MaxThreads = threads }).Train(features, isAnomaly)).Should().Be(Fingerprint(one));
    }

    [Fact]
    public void Within_AnyTwoFloats_SeparatesThem()
    {
        float[] values = [float.MinValue, -1, -float.Epsilon, 0, float.Epsilon, 2 * float.Epsilon, 1, float.BitIncrement(1), 16777216, float.BitDecrement(float.MaxValue), float.MaxValue];
        double[] shares = [0, 1e-300, 0.25, 0.5, 0.999, 1 - Math.Pow(2, -53)];
        foreach (float low in values)
        {
            foreach (float high in values.Where(value => value > low))
            {
                foreach (double share in shares) Threshold.Within(low, high, share).Should().BeGreaterThanOrEqualTo(low).And.BeLessThan(high);
            }
        }
    }

    [Fact]
    public void Search_AsText_IsItsName()
    {
        SplitSearch.Random.ToString().Should().Be("random");
        new RandomForestTrainer(new RandomForestOptions { TreeCount = 1, SplitSearch = SplitSearch.Random }).Train(Column(1, 2), Labels("01")).Options.SplitSearch.Should().Be(SplitSearch.Random);
    }

    private static float[] Draw(int rowCount, ref RandomStream random)
    {
        float[] column = new float[rowCount];
        for (int row = 0; row < rowCount; row++) column[row] = random.NextInt(5) == 0 ? float.NaN : random.NextInt(1_000);

        // At least two values in each column.
        column[0] = 1_001;
        column[1] = -1;
        return column;
    }

    // The stream of the tree, feature by feature: a place, then, where a value is missing, a side.
    private static (float Threshold, bool MissingGoesLeft, double Merit)[] Cuts(float[][] columns, bool[] isAnomaly, SplitCriterion criterion, ulong seed)
    {
        var random = new RandomStream(seed);
        var cuts = new (float Threshold, bool MissingGoesLeft, double Merit)[columns.Length];
        for (int feature = 0; feature < columns.Length; feature++)
        {
            float[] column = columns[feature];
            float low = column.Where(value => !float.IsNaN(value)).Min();
            float high = column.Where(value => !float.IsNaN(value)).Max();
            double place = low + (((double)high - low) * random.NextDouble());
            float threshold = (float)place > place ? float.BitDecrement((float)place) : (float)place;
            bool missingGoesLeft = column.Any(float.IsNaN) && random.NextInt(2) == 0;
            cuts[feature] = (threshold, missingGoesLeft, Merit(column, isAnomaly, threshold, missingGoesLeft, criterion));
        }

        return cuts;
    }

    private static double Merit(float[] column, bool[] isAnomaly, float threshold, bool missingGoesLeft, SplitCriterion criterion)
    {
        int[,] counts = new int[2, 2];
        for (int row = 0; row < column.Length; row++) counts[(float.IsNaN(column[row]) ? missingGoesLeft : column[row] <= threshold) ? 0 : 1, isAnomaly[row] ? 1 : 0]++;
        return Enumerable.Range(0, 2).Sum(side =>
        {
            double normal = counts[side, 0];
            double anomaly = counts[side, 1];
            return criterion == SplitCriterion.Gini ? -normal * anomaly / (normal + anomaly) : -Math.Sqrt(normal * anomaly);
        });
    }
}
