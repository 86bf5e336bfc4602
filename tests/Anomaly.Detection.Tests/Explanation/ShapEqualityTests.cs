using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Explanation;

/// <summary>Contributions are Shapley values by their definition, and every way of working them out gives the same bits.</summary>
public class ShapEqualityTests
{
    public static TheoryData<int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int>();
            foreach (int features in new[] { 1, 2, 3, 7, 8, 10 })
            {
                foreach (int splits in new[] { 0, 1, 6, 40 }) shapes.Add(features, splits);
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Explain_RandomForest_IsTheSumOverAllSubsets(int featureCount, int mostSplits)
    {
        RandomForestModel forest = CoveredTrees.Forest((ulong)(featureCount + mostSplits), 6, featureCount, mostSplits);
        const int RowCount = 11;
        float[] rows = CoveredTrees.Rows(7, RowCount, featureCount);
        double[] contributions = new double[rows.Length];
        var explainer = ShapExplainer.Compile(forest);
        explainer.Explain(rows, contributions);

        explainer.BaseValue.Should().BeApproximately(forest.Trees.Average(tree => ShapReference.PathDependentWorth(tree, rows, known: 0)), 1e-14);
        for (int row = 0; row < RowCount; row++)
        {
            float[] values = rows[(row * featureCount)..((row + 1) * featureCount)];
            double[] expected = ShapReference.Values(featureCount, known => forest.Trees.Average(tree => ShapReference.PathDependentWorth(tree, values, known)));
            for (int feature = 0; feature < featureCount; feature++) contributions[(row * featureCount) + feature].Should().BeApproximately(expected[feature], 1e-12, "row {0}, feature {1}", row, feature);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Explain_Background_IsTheSumOverAllSubsets(int featureCount, int mostSplits)
    {
        RandomForestModel forest = CoveredTrees.Forest((ulong)(featureCount + mostSplits), 3, featureCount, mostSplits);
        float[] rows = CoveredTrees.Rows(7, 3, featureCount);
        FeatureMatrix background = FeatureMatrix.FromRows(CoveredTrees.Rows(9, 4, featureCount), featureCount);
        float[][] others = [.. Enumerable.Range(0, 4).Select(row => RowOf(background, row))];
        double[] contributions = new double[rows.Length];
        var explainer = ShapExplainer.Compile(forest, new ShapOptions { Background = background });
        explainer.Explain(rows, contributions);

        explainer.BaseValue.Should().BeApproximately(others.Average(other => forest.Score(other)), 1e-14);
        for (int row = 0; row < 3; row++)
        {
            float[] values = rows[(row * featureCount)..((row + 1) * featureCount)];
            double[] expected = ShapReference.Values(featureCount, known => ShapReference.InterventionalWorth(one => forest.Score(one), values, others, known));
            for (int feature = 0; feature < featureCount; feature++) contributions[(row * featureCount) + feature].Should().BeApproximately(expected[feature], 1e-12, "row {0}, feature {1}", row, feature);
        }
    }

    [Theory]
    [InlineData(1, 20, 3)]
    [InlineData(3, 20, 63)]
    [InlineData(7, 60, 64)]
    [InlineData(12, 100, 65)]
    [InlineData(20, 300, 200)]
    [InlineData(60, 400, 70)]
    public void Explain_LargeBackground_IsTheMeanOverItsRows(int featureCount, int mostSplits, int backgroundRows)
    {
        // Words of the background have 64 rows; combs bring up to 60 players on one way.
        RandomForestModel forest = CoveredTrees.Forest(15, 6, featureCount, mostSplits);
        float[] rows = CoveredTrees.Rows(16, 18, featureCount);
        FeatureMatrix background = FeatureMatrix.FromRows(CoveredTrees.Rows(17, backgroundRows, featureCount), featureCount);
        float[][] others = [.. Enumerable.Range(0, backgroundRows).Select(row => RowOf(background, row))];
        double[] contributions = new double[rows.Length];
        ShapExplainer.Compile(forest, new ShapOptions { Background = background }).Explain(rows, contributions);

        for (int row = 0; row < 18; row++)
        {
            double[] expected = PairWalk.Values(forest, rows[(row * featureCount)..((row + 1) * featureCount)], others);
            for (int feature = 0; feature < featureCount; feature++) contributions[(row * featureCount) + feature].Should().BeApproximately(expected[feature], 1e-13, "row {0}, feature {1}", row, feature);
        }
    }

    [Fact]
    public void Explain_TrainedForestWithMissingValues_IsTheSumOverAllSubsets()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Sample(300, 6);
        RandomForestModel forest = new RandomForestTrainer(new RandomForestOptions { TreeCount = 5 }).Train(features, isAnomaly).Model;
        double[] contributions = ShapExplainer.Compile(forest).Explain(features);
        for (int row = 0; row < 20; row++)
        {
            float[] values = RowOf(features, row);
            double[] expected = ShapReference.Values(6, known => forest.Trees.Average(tree => ShapReference.PathDependentWorth(tree, values, known)));
            for (int feature = 0; feature < 6; feature++) contributions[(row * 6) + feature].Should().BeApproximately(expected[feature], 1e-12);
        }
    }

    [Theory]
    [InlineData(3, 20, 1e-13)]
    [InlineData(12, 100, 1e-13)]
    [InlineData(20, 300, 1e-12)]
    [InlineData(60, 400, 1e-7)]
    public void Explain_ManyPlayers_IsUnwoundPathsToo(int featureCount, int mostSplits, double tolerance)
    {
        // Combs bring up to 60 players on one way, far beyond all subsets. Unwinding loses digits by then, hence the tolerances.
        RandomForestModel forest = CoveredTrees.Forest(5, 6, featureCount, mostSplits);
        float[] rows = CoveredTrees.Rows(6, 9, featureCount);
        double[] contributions = new double[rows.Length];
        ShapExplainer.Compile(forest).Explain(rows, contributions);

        for (int row = 0; row < 9; row++)
        {
            double[] expected = UnwoundPaths.Values(forest, rows[(row * featureCount)..((row + 1) * featureCount)]);
            for (int feature = 0; feature < featureCount; feature++) contributions[(row * featureCount) + feature].Should().BeApproximately(expected[feature], tolerance);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(33)]
    public void Explain_AnyKernelAndNumberOfRows_GivesTheSameBits(int featureCount)
    {
        RandomForestModel model = CoveredTrees.Forest(11, 9, featureCount, 90);
        var forest = new ShapForest([.. model.Trees.Select(tree => ShapTree.Of(tree, featureCount))], featureCount);
        float[] rows = CoveredTrees.Rows(12, 90, featureCount);
        double[] expected = new double[rows.Length];
        new PointKernel<Lanes8>(forest).Explain(rows, expected);
        expected.Should().Contain(contribution => contribution != 0);

        foreach (IShapKernel kernel in new IShapKernel[] { new PointKernel<Lanes4>(forest), new PointKernel<NarrowLanes8>(forest) })
        {
            double[] same = new double[rows.Length];
            kernel.Explain(rows, same);
            same.Should().Equal(expected, "{0}", kernel.GetType());
        }

        foreach (bool isWide in new[] { false, true })
        {
            for (int count = 0; count <= 90; count++)
            {
                double[] some = new double[count * featureCount];
                new PathDependentShap(forest, 0, isWide).Explain(rows.AsSpan(0, some.Length), some);
                some.Should().Equal(expected[..some.Length], "wide {0}, {1} rows", isWide, count);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Explain_AnyNumberOfThreads_GivesTheSameBits(int threads)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Sample(500, 6);
        RandomForestModel forest = new RandomForestTrainer(new RandomForestOptions { TreeCount = 8 }).Train(features, isAnomaly).Model;
        foreach (ShapOptions options in new[] { new ShapOptions(), new ShapOptions { Background = features.Select([1, 2, 3]) } })
        {
            var explainer = ShapExplainer.Compile(forest, options);
            double[] contributions = explainer.Explain(features, threads);
            double[] one = new double[6];
            for (int row = 0; row < features.RowCount; row++)
            {
                explainer.Explain(RowOf(features, row), one);
                contributions.AsSpan(row * 6, 6).SequenceEqual(one).Should().BeTrue("row {0}", row);
            }
        }
    }

    private static float[] RowOf(FeatureMatrix features, int row)
    {
        float[] values = new float[features.FeatureCount];
        features.CopyRow(row, values);
        return values;
    }

    private static (FeatureMatrix Features, bool[] IsAnomaly) Sample(int rowCount, int featureCount)
    {
        float[] rows = CoveredTrees.Rows(21, rowCount, featureCount);
        bool[] isAnomaly = [.. Enumerable.Range(0, rowCount).Select(row => rows[row * featureCount] > 1 || rows[(row * featureCount) + 1] + rows[(row * featureCount) + 2] < -3)];
        return (FeatureMatrix.FromRows(rows, featureCount), isAnomaly);
    }
}
