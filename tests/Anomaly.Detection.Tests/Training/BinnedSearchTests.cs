using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>The binned search against the exact one, and its parts against slow ones that share nothing with them.</summary>
public class BinnedSearchTests
{
    [Theory]
    [InlineData(SplitCriterion.Gini, null, 1, 0)]
    [InlineData(SplitCriterion.Gini, 6, 3, 0.2)]
    [InlineData(SplitCriterion.Entropy, null, 2, 0.1)]
    public void Train_FewDifferentValues_GivesTheTreesOfExactSearch(SplitCriterion criterion, int? maxDepth, int minSamplesLeaf, double missingShare)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Coarse(2_000, 6, seed: 401, missingShare);
        RandomForestOptions options = new() { TreeCount = 12, Criterion = criterion, MaxDepth = maxDepth, MinSamplesLeaf = minSamplesLeaf, SplitSearch = SplitSearch.Exact };

        TrainedForest exact = new RandomForestTrainer(options).Train(features, isAnomaly);
        TrainedForest binned = new RandomForestTrainer(options with { SplitSearch = SplitSearch.Binned() }).Train(features, isAnomaly);

        Fingerprint(binned).Should().Be(Fingerprint(exact));
        exact.Model.NodeCount.Should().BeGreaterThan(12 * 20, "the trees must have something to differ in");
    }

    [Fact]
    public void Train_BestFirstAndImpurityLimit_GivesTheTreesOfExactSearch()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Coarse(1_500, 5, seed: 402, missingShare: 0.1);
        RandomForestOptions options = new() { TreeCount = 8, MaxLeafNodes = 40, MinImpurityDecrease = 1e-4, SplitSearch = SplitSearch.Exact };

        Fingerprint(new RandomForestTrainer(options with { SplitSearch = SplitSearch.Binned() }).Train(features, isAnomaly))
            .Should().Be(Fingerprint(new RandomForestTrainer(options).Train(features, isAnomaly)));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(255)]
    public void Train_ManyDifferentValues_CutsMidwayBetweenValuesOfTheNode(int maxBins)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(3_000, 4, seed: 403, missingShare: 0.05);
        DecisionTree tree = new CartTrainer(new CartOptions { SplitSearch = SplitSearch.Binned(maxBins) }).Train(features, isAnomaly);

        int checkedSplits = 0;
        var rowsOf = new Dictionary<int, List<int>> { [0] = [.. Enumerable.Range(0, features.RowCount)] };
        for (int node = 0; node < tree.NodeCount; node++)
        {
            List<int> rows = rowsOf[node];
            if (tree.Feature[node] == DecisionTree.Leaf)
            {
                tree.Value[node].Should().Be(rows.Count(row => isAnomaly[row]) / (double)rows.Count);
                continue;
            }

            float[] column = features.Column(tree.Feature[node]).ToArray();
            float threshold = tree.Threshold[node];
            bool missingGoesLeft = tree.MissingGoesLeft[node];
            float[] left = [.. rows.Select(row => column[row]).Where(value => value <= threshold)];
            float[] right = [.. rows.Select(row => column[row]).Where(value => value > threshold)];
            if (threshold == float.MaxValue) right.Should().BeEmpty();
            else threshold.Should().Be(Threshold.Between(left.Max(), right.Min()), "node {0} of {1} rows", node, rows.Count);
            rowsOf[node + 1] = [.. rows.Where(row => float.IsNaN(column[row]) ? missingGoesLeft : column[row] <= threshold)];
            rowsOf[tree.RightChild[node]] = [.. rows.Where(row => !(float.IsNaN(column[row]) ? missingGoesLeft : column[row] <= threshold))];
            checkedSplits++;
        }

        checkedSplits.Should().BeGreaterThan(100);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(254)]
    public void Train_BestCutInsideABin_IsFound(int maxBins)
    {
        // Bins of several values hide the cut between 1,233 and 1,234; of the two bins beside the best cut of bins one holds it.
        float[] values = [.. Enumerable.Range(0, 3_000).Select(i => (float)((i * 7) % 3_000))];
        bool[] isAnomaly = [.. values.Select(value => value > 1_233)];

        DecisionTree tree = new CartTrainer(new CartOptions { SplitSearch = SplitSearch.Binned(maxBins) }).Train(Column(values), isAnomaly);

        tree.Feature.ToArray().Should().Equal(0, DecisionTree.Leaf, DecisionTree.Leaf);
        tree.Threshold[0].Should().Be(1_233.5f);
    }

    [Theory]
    [InlineData(SplitCriterion.Gini)]
    [InlineData(SplitCriterion.Entropy)]
    public void Train_OneSplit_IsNoWorseThanTheBestCutBetweenBins(SplitCriterion criterion)
    {
        for (ulong seed = 0; seed < 60; seed++)
        {
            (FeatureMatrix features, bool[] isAnomaly) = Noisy(200 + (int)seed, 1, 500 + seed, missingShare: seed % 2 == 0 ? 0 : 0.2);
            int maxBins = 3 + ((int)seed % 20);
            var bins = BinnedFeatures.Create(new TrainingSet(features, isAnomaly), maxBins, 1, default);
            CartOptions options = new() { MaxDepth = 1, Criterion = criterion };

            double best = Gain(new CartTrainer(options with { SplitSearch = SplitSearch.Exact }).Train(features, isAnomaly), criterion);
            double found = Gain(new CartTrainer(options with { SplitSearch = SplitSearch.Binned(maxBins) }).Train(features, isAnomaly), criterion);
            FeatureMatrix coarse = Column([.. bins.Bins(0).Select(bin => bin == BinnedFeatures.Missing ? float.NaN : bin)]);
            double between = Gain(new CartTrainer(options with { SplitSearch = SplitSearch.Exact }).Train(coarse, isAnomaly), criterion);

            found.Should().BeInRange(between - 1e-12, best + 1e-12, "seed {0}", seed);
        }
    }

    [Fact]
    public void Improve_RandomHistograms_FindsTheCutOfTheReferenceBitForBit()
    {
        var random = new RandomStream(404);
        var packed = new PackedHistogram();
        var histogram = new FeatureHistogram();
        var fast = new GiniScan();
        int found = 0;
        for (int set = 0; set < 5_000; set++)
        {
            // Few rows make many ties, and every length up to 255 leaves another remainder for the vectors.
            packed.Count = 1 + random.NextInt(255);
            packed.Missing = random.NextInt(2) == 0 ? 0 : Counts(ref random);
            ClassSums total = RowCode.Unpack(packed.Missing);
            for (int i = 0; i < packed.Count; i++)
            {
                packed.Places[i] = (3 * i) - 100;
                packed.Counts[i] = Counts(ref random);
                total.Add(RowCode.Unpack(packed.Counts[i]));
            }

            packed.CopyTo(histogram);
            int minSamplesLeaf = 1 + random.NextInt(5);
            double normalWeight = random.NextInt(2) == 0 ? 1 : random.NextDouble() + 0.01;
            double anomalyWeight = random.NextInt(2) == 0 ? 1 : 20 * (random.NextDouble() + 0.01);
            Split expected = Split.None;
            Split actual = Split.None;
            if (random.NextInt(3) == 0) expected = actual = new Split(7, 1, 2, false, total.Rows * 0.6 * normalWeight, total);

            new SplitScan<GiniMeasure>(minSamplesLeaf, normalWeight, anomalyWeight).Improve(ref expected, 3, histogram, total, default(AnyChildren));
            fast.Improve(ref actual, 3, packed, total, minSamplesLeaf, normalWeight, anomalyWeight);

            actual.Should().Be(expected, "set {0}", set);
            if (actual.Feature == 3) found++;
        }

        found.Should().BeGreaterThan(1_000);

        static ulong Counts(ref RandomStream random)
        {
            ulong counts = 0;
            for (int rows = 1 + random.NextInt(4); rows > 0; rows--) counts += RowCode.Counts[RowCode.Of(1 + random.NextInt(3), random.NextInt(2))];
            return counts;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Fill_LargeNode_EqualsFillOfAnyNode(int threads)
    {
        var random = new RandomStream(405);
        var large = new LargeNodeCounter(threads);
        var counter = new BinCounter();
        var packed = new PackedHistogram();
        var histogram = new FeatureHistogram();
        var expected = new FeatureHistogram();
        foreach (int rowCount in new[] { 1, 100, 16_512, 16_513, 98_303, 98_304, 120_000 })
        {
            int binCount = 1 + random.NextInt(255);
            byte[] bins = new byte[rowCount];
            byte[] draws = new byte[rowCount];
            bool[] isAnomaly = new bool[rowCount];
            for (int row = 0; row < rowCount; row++)
            {
                bins[row] = (byte)random.NextInt(binCount + 1);
                draws[row] = (byte)random.NextInt(3);
                isAnomaly[row] = random.NextInt(2) == 1;
            }

            draws[0] = 1;
            var order = new RowRanges(rowCount);
            ClassSums sums = order.Lay(draws, isAnomaly);
            large.Fill(histogram, bins, binCount, order, new TreeNode(0, sums.Rows, 0, sums, 0), default);
            counter.Fill(packed, bins, binCount, order.Rows(0, sums.Rows), order.Codes(0, sums.Rows));
            packed.CopyTo(expected);

            histogram.Places.ToArray().Should().Equal(expected.Places.ToArray());
            histogram.Buckets.ToArray().Should().Equal(expected.Buckets.ToArray());
            histogram.Missing.Should().Be(expected.Missing);
        }
    }

    [Fact]
    public void AddTo_MostDrawsEverywhere_DoesNotOverflow()
    {
        const int RowCount = 50_000;
        byte[] codes = new byte[RowCount];
        Array.Fill(codes, RowCode.Of(Bag.MostDraws, 1));
        var sums = new ClassSums[BinnedFeatures.MostCodes];

        new BinCounter().AddTo(sums, Enumerable.Repeat((byte)1, RowCount).ToArray(), [.. Enumerable.Range(0, RowCount)], codes);

        sums[1].Should().Be(new ClassSums { Rows = RowCount, Anomaly = RowCount * (double)Bag.MostDraws });
    }

    [Theory]
    [InlineData(SplitCriterion.Gini)]
    [InlineData(SplitCriterion.Entropy)]
    public void Train_FewerTreesThanThreads_GivesTheTreesOfOneThread(SplitCriterion criterion)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(150_000, 3, seed: 408, missingShare: 0.1);
        RandomForestOptions options = new() { TreeCount = 1, MaxDepth = 4, Criterion = criterion, MaxThreads = 1 };

        string one = Fingerprint(new RandomForestTrainer(options).Train(features, isAnomaly));

        Fingerprint(new RandomForestTrainer(options with { MaxThreads = 5 }).Train(features, isAnomaly)).Should().Be(one);
    }

    [Fact]
    public void TrainOn_BinnedWithRowWeights_SaysWhatToDo()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(50, 3, seed: 406);
        var set = new TrainingSet(features, isAnomaly, [.. Enumerable.Range(1, 50).Select(row => (double)row)]);

        FluentActions.Invoking(() => new RandomForestTrainer(new RandomForestOptions { SplitSearch = SplitSearch.Binned(64) }).TrainOn(set))
            .Should().Throw<ArgumentException>().WithMessage("Split search binned 64 counts rows, so all rows of a class must weigh the same; rows with weights of their own need exact, which auto chooses for them.*");
    }

    [Theory]
    [InlineData(999, false, "exact")]
    [InlineData(1_000, false, "binned 255")]
    [InlineData(1_000, true, "exact")]
    public void TrainOn_Auto_ChoosesByRowsAndWeightsAndSaysSo(int rowCount, bool weighted, string expected)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(rowCount, 2, seed: 407);
        var set = new TrainingSet(features, isAnomaly, weighted ? [.. Enumerable.Range(1, rowCount).Select(row => (double)row)] : default);

        new RandomForestTrainer(new RandomForestOptions { TreeCount = 1, MaxDepth = 1 }).TrainOn(set).Options.SplitSearch.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    public void Binned_BinsOutOfRange_NamesTheRange(int maxBins) =>
        FluentActions.Invoking(() => SplitSearch.Binned(maxBins)).Should().Throw<OptionsException>().WithMessage($"*[2, 255]*{maxBins}*");

    // How much less impure the leaves of a stump are than its root.
    private static double Gain(DecisionTree tree, SplitCriterion criterion)
    {
        return tree.NodeCount == 1 ? 0 : Impurity(0) - ((tree.Cover[1] * Impurity(1)) + (tree.Cover[2] * Impurity(2))) / tree.Cover[0];

        double Impurity(int node) => criterion == SplitCriterion.Gini
            ? GiniMeasure.Impurity(1 - tree.Value[node], tree.Value[node])
            : EntropyMeasure.Impurity(1 - tree.Value[node], tree.Value[node]);
    }

    // At most 60 different values a feature.
    private static (FeatureMatrix Features, bool[] IsAnomaly) Coarse(int rowCount, int featureCount, ulong seed, double missingShare)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(rowCount, featureCount, seed, missingShare);
        float[][] columns = [.. Enumerable.Range(0, featureCount).Select(feature => features.Column(feature).ToArray().Select(value => MathF.Round(value * 60) / 7).ToArray())];
        return (FeatureMatrix.FromColumns(columns), isAnomaly);
    }
}
