using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Tests.Models;
using Anomaly.Detection.Tests.Training;

namespace Anomaly.Detection.Tests.Explanation;

public class ShapExplainerTests
{
    // x0 ≤ 0: leaf 0.1 (cover 6); else x1 ≤ 5: leaf 0.4 (1), leaf 1 (3). The inner mean is 0.85, the root's 0.4.
    private static readonly RandomForestModel ByHand = new([DecisionTree.FromPreorder([0, -1, 1, -1, -1], [0, 5], [true, false], [0.1, 0.4, 1], [6, 1, 3])], 2);

    [Theory]
    [InlineData(1f, 6f)]
    [InlineData(1f, float.NaN)]
    public void Explain_TreeByHand_IsTheMeanOverBothOrders(float first, float second)
    {
        // Known: none 0.4; x0: 0.85; x1: 0.6·0.1 + 0.4·1 = 0.46; both: 1.
        // x0: ½(0.85 − 0.4) + ½(1 − 0.46) = 0.495. x1: ½(0.46 − 0.4) + ½(1 − 0.85) = 0.105.
        var explainer = ShapExplainer.Compile(ByHand);
        double[] contributions = new double[2];

        explainer.Explain([first, second], contributions);

        explainer.BaseValue.Should().BeApproximately(0.4, 1e-15);
        contributions[0].Should().BeApproximately(0.495, 1e-15);
        contributions[1].Should().BeApproximately(0.105, 1e-15);
    }

    [Fact]
    public void Explain_BackgroundByHand_IsTheMeanOverItsRows()
    {
        // Of x = (1, 6), score 1, and z = (−1, 0), score 0.1: known x0 alone leads to (1, 0): 0.4; x1 alone to (−1, 6): 0.1.
        // x0: ½(0.4 − 0.1) + ½(1 − 0.1) = 0.6; x1: ½·0 + ½(1 − 0.4) = 0.3. The second background row is x itself: nothing.
        var explainer = ShapExplainer.Compile(ByHand, new ShapOptions { Background = FeatureMatrix.FromRows([-1, 0, 1, 6], 2) });
        double[] contributions = new double[2];

        explainer.Explain([1, 6], contributions);

        explainer.BaseValue.Should().BeApproximately(0.55, 1e-15);
        contributions[0].Should().BeApproximately(0.3, 1e-15);
        contributions[1].Should().BeApproximately(0.15, 1e-15);
    }

    [Fact]
    public void Explain_FeatureThatNoSplitAsks_GetsExactlyNothing()
    {
        var explainer = ShapExplainer.Compile(new RandomForestModel(ByHand.Trees, 3));
        double[] contributions = [9, 9, 9];

        explainer.Explain([1, 6, 1000], contributions);

        contributions[2].Should().Be(0);
    }

    [Fact]
    public void Explain_SingleLeaf_GivesNothingToAnyone()
    {
        var leaf = DecisionTree.FromPreorder([-1], [], [], [0.3], [10]);
        var explainer = ShapExplainer.Compile(new RandomForestModel([leaf], 2));
        double[] contributions = new double[2 * 20];
        explainer.Explain(new float[2 * 20], contributions);

        explainer.BaseValue.Should().Be(0.3);
        contributions.Should().OnlyContain(contribution => contribution == 0);
    }

    [Theory]
    [MemberData(nameof(IsolationSamples.Kinds), MemberType = typeof(IsolationSamples))]
    public void Explain_IsolationForest_AddsUpToTheLogarithmOfTheScore(string kind)
    {
        FeatureMatrix features = IsolationSamples.Blobs(400, 4, seed: 3, missingShare: 0.1);
        IsolationForestModel model = IsolationSamples.Train(kind, features).Model;
        float[] rows = IsolationSamples.RowsOf(features);
        double normaliser = AveragePathLength.Of(model.SampleSize, model.PathLengths);
        foreach (ShapOptions options in new[] { new ShapOptions(), new ShapOptions { Background = features.Select([3, 99, 250]) } })
        {
            var explainer = ShapExplainer.Compile(model, options);
            double[] contributions = new double[rows.Length];
            explainer.Explain(rows, contributions);
            for (int row = 0; row < features.RowCount; row++)
            {
                ReadOnlySpan<float> values = rows.AsSpan(row * 4, 4);
                double sum = explainer.BaseValue + contributions.AsSpan(row * 4, 4).ToArray().Sum();
                sum.Should().BeApproximately(-model.PathLength(values) / normaliser, 1e-12);
                sum.Should().BeApproximately(explainer.SumOf(model.Score(values)), 1e-12);
                explainer.ScoreOf(sum).Should().BeApproximately(model.Score(values), 1e-12);
            }
        }
    }

    [Fact]
    public void Explain_IsolationForest_OutlierInOneFeature_NamesIt()
    {
        var explainer = ShapExplainer.Compile(IsolationSamples.Train("axis-parallel", IsolationSamples.Blobs(1000, 4, seed: 3)).Model);
        double[] contributions = new double[4];

        explainer.Explain([0, 0, 50, 0], contributions);

        contributions[2].Should().Be(contributions.Max()).And.BePositive();
    }

    [Fact]
    public void Explain_Projection_IsSharedByItsFeatures()
    {
        // x0 + x2 ≤ 0: leaf 1 (1 row), leaf 3 (3 rows): the root's mean is 2.5, c(4) the unit.
        var plane = new HyperplaneProjection([0, 2], [1.0, 1.0], [0f, 0f]);
        var model = new IsolationForestModel([DecisionTree.FromPreorder([3, -1, -1], [0], [false], [1, 3], [1, 3])], 3, 4, projections: [plane]);
        double unit = AveragePathLength.Of(4, PathLengthForm.Exact);
        double[] contributions = new double[3];

        ShapExplainer.Compile(model).Explain([-5, 100, 1], contributions);

        contributions[0].Should().BeApproximately(0.75 / unit, 1e-15);
        contributions[1].Should().Be(0);
        contributions[2].Should().Be(contributions[0]);
    }

    [Fact]
    public void Explain_EnsembleOfForests_IsTheWeightedMeanOfTheirs()
    {
        RandomForestModel first = CoveredTrees.Forest(1, 5, 4, 12), second = CoveredTrees.Forest(2, 7, 4, 12);
        var ensemble = new EnsembleModel([new WeightedModel(first, null, 1), new WeightedModel(second, null, 3)]);
        float[] rows = CoveredTrees.Rows(3, 20, 4);
        double[] ofFirst = Explain(first, rows), ofSecond = Explain(second, rows), ofBoth = Explain(ensemble, rows);

        for (int i = 0; i < rows.Length; i++) ofBoth[i].Should().BeApproximately((ofFirst[i] + (3 * ofSecond[i])) / 4, 1e-14);
    }

    [Fact]
    public void Explain_EnsembleWithCalibrations_AddsUpToItsScore()
    {
        FeatureMatrix features = IsolationSamples.Blobs(300, 4, seed: 5);
        IsolationForestModel isolation = IsolationSamples.Train("axis-parallel", features).Model;
        var ensemble = new EnsembleModel([new WeightedModel(CoveredTrees.Forest(1, 5, 4, 12), null, 2), new WeightedModel(isolation, new SigmoidCalibration { Slope = 9, Intercept = -5 }, 1)]);
        float[] rows = IsolationSamples.RowsOf(features);
        var explainer = ShapExplainer.Compile(ensemble);
        double[] contributions = new double[rows.Length];

        explainer.Explain(rows, contributions);

        for (int row = 0; row < features.RowCount; row++)
        {
            (explainer.BaseValue + contributions.AsSpan(row * 4, 4).ToArray().Sum()).Should().BeApproximately(ensemble.Score(rows.AsSpan(row * 4, 4)), 1e-12);
        }
    }

    [Fact]
    public void Compile_ModelWithoutTrees_IsRefusedByName()
    {
        OneClassSvmModel svm = SvmRows.Model(SvmKernel.Linear, 3, 2);

        FluentActions.Invoking(() => ShapExplainer.Compile(svm)).Should().Throw<NotSupportedException>().WithMessage("A OneClassSvmModel has no trees; contributions are worked out for RandomForestModel, IsolationForestModel and ensembles of them.");
    }

    [Fact]
    public void Compile_UnfitBackground_IsRefused()
    {
        FluentActions.Invoking(() => ShapExplainer.Compile(ByHand, new ShapOptions { Background = FeatureMatrix.FromRows([], 2) })).Should().Throw<ArgumentException>().WithMessage("The background has 0 rows; at least one is needed.*");
        FluentActions.Invoking(() => ShapExplainer.Compile(ByHand, new ShapOptions { Background = FeatureMatrix.FromRows([1, 2, 3], 3) })).Should().Throw<ArgumentException>().WithMessage("The background's rows have 3 features, but the model was trained on 2.*");
    }

    [Fact]
    public void Explain_OtherLengths_AreRefused()
    {
        var explainer = ShapExplainer.Compile(ByHand);

        FluentActions.Invoking(() => explainer.Explain(new float[3], new double[3])).Should().Throw<ArgumentException>().WithMessage("3 values are no whole number of rows of 2 features.*");
        FluentActions.Invoking(() => explainer.Explain(new float[4], new double[2])).Should().Throw<ArgumentException>().WithMessage("There is room for 2 contributions, but there are 4 values.*");
        FluentActions.Invoking(() => explainer.Explain(FeatureMatrix.FromRows([1, 2, 3], 3))).Should().Throw<ArgumentException>().WithMessage("The rows have 3 features, but the model was trained on 2.*");
        FluentActions.Invoking(() => explainer.Explain(FeatureMatrix.FromRows([1, 2], 2), maxThreads: 0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Explain_NoRows_GivesNone() => ShapExplainer.Compile(ByHand).Explain(FeatureMatrix.FromRows([], 2)).Should().BeEmpty();

    [Fact]
    public void Explain_Cancelled_Throws() =>
        FluentActions.Invoking(() => ShapExplainer.Compile(ByHand).Explain(FeatureMatrix.FromRows([1, 2], 2), cancellationToken: new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();

    [Fact]
    public void Explain_Matrix_TellsHowManyRowsAreDone()
    {
        var told = new ListedProgress<int>();

        ShapExplainer.Compile(ByHand).Explain(FeatureMatrix.FromRows(CoveredTrees.Rows(1, 150, 2), 2), maxThreads: 2, told);

        told.Values.Should().Equal(64, 128, 150);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(19, 0)]
    [InlineData(19, 70)]
    public void Explain_AfterWarmUp_AllocatesNothing(int rowCount, int backgroundRows)
    {
        RandomForestModel forest = CoveredTrees.Forest(3, 20, 6, 40);
        float[] rows = CoveredTrees.Rows(4, rowCount, 6);
        double[] contributions = new double[rows.Length];
        FeatureMatrix? background = backgroundRows > 0 ? FeatureMatrix.FromRows(CoveredTrees.Rows(5, backgroundRows, 6), 6) : null;
        var explainer = ShapExplainer.Compile(forest, new ShapOptions { Background = background });
        for (int warm = 0; warm < 5; warm++) explainer.Explain(rows, contributions);

        Allocations.Of(() =>
        {
            for (int i = 0; i < 50; i++) explainer.Explain(rows, contributions);
        }).Should().Be(0);
    }

    private static double[] Explain(IAnomalyModel model, float[] rows)
    {
        double[] contributions = new double[rows.Length];
        ShapExplainer.Compile(model).Explain(rows, contributions);
        return contributions;
    }
}
