using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Tests.Training;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Explanation;

public class PathLengthContributionsTests
{
    // x0 ≤ 0: leaf 1 (1 row); else x1 ≤ 5: leaf 2 (1 row), leaf 4 (2 rows). Means: inner (2 + 8)/3 = 10/3, root (1 + 10)/4 = 2.75.
    private static readonly DecisionTree Tree = DecisionTree.FromPreorder([0, -1, 1, -1, -1], [0, 5], [true, false], [1, 2, 4], [1, 1, 2]);

    [Theory]
    [InlineData(-1f, 9f, -1.75, 0)]
    [InlineData(1f, 5f, 0.5833333333333333, -1.3333333333333333)]
    [InlineData(1f, 6f, 0.5833333333333333, 0.6666666666666667)]
    [InlineData(float.NaN, 6f, -1.75, 0)]
    [InlineData(1f, float.NaN, 0.5833333333333333, 0.6666666666666667)]
    public void Of_TreeByHand_CreditsTheChangeOfTheMean(float first, float second, double expectedFirst, double expectedSecond)
    {
        var model = new IsolationForestModel([Tree], 2, 4);
        double[] contributions = [7, 7];

        PathLengthContributions.Of(model, [first, second], contributions);

        PathLengthContributions.BaseValue(model).Should().Be(2.75);
        contributions[0].Should().BeApproximately(expectedFirst, 1e-12);
        contributions[1].Should().BeApproximately(expectedSecond, 1e-12);
    }

    [Fact]
    public void Of_Projection_IsSharedByItsFeatures()
    {
        // x0 + x2 ≤ 0: leaf 1 (1 row), leaf 3 (3 rows): the root's mean is 2.5.
        var plane = new HyperplaneProjection([0, 2], [1.0, 1.0], [0f, 0f]);
        var model = new IsolationForestModel([DecisionTree.FromPreorder([3, -1, -1], [0], [false], [1, 3], [1, 3])], 3, 4, projections: [plane]);
        double[] contributions = new double[3];

        PathLengthContributions.Of(model, [-5, 100, 1], contributions);

        contributions.Should().Equal(-0.75, 0, -0.75);
    }

    [Theory]
    [MemberData(nameof(IsolationSamples.Kinds), MemberType = typeof(IsolationSamples))]
    public void Of_TrainedForest_AddsUpToThePathLength(string kind)
    {
        FeatureMatrix features = IsolationSamples.Blobs(400, 4, seed: 3, missingShare: 0.1);
        IsolationForestModel model = IsolationSamples.Train(kind, features).Model;
        float[] row = new float[4];
        double[] contributions = new double[4];
        for (int i = 0; i < features.RowCount; i++)
        {
            features.CopyRow(i, row);
            PathLengthContributions.Of(model, row, contributions);

            (PathLengthContributions.BaseValue(model) + contributions.Sum()).Should().BeApproximately(model.PathLength(row), 1e-9);
        }
    }

    [Fact]
    public void Of_RowFarOutInOneFeature_NamesIt()
    {
        IsolationForestModel model = new IsolationForestTrainer().Train(IsolationSamples.Blobs(1000, 4, seed: 3)).Model;
        double[] contributions = new double[4];

        PathLengthContributions.Of(model, [0, 0, 50, 0], contributions);

        contributions[2].Should().Be(contributions.Min()).And.BeNegative();
    }

    [Fact]
    public void Of_OtherLengths_AreRefused()
    {
        var model = new IsolationForestModel([Tree], 2, 4);

        FluentActions.Invoking(() => PathLengthContributions.Of(model, new float[3], new double[2])).Should().Throw<ArgumentException>().WithMessage("The row has 3 features, but the forest was trained on 2.*");
        FluentActions.Invoking(() => PathLengthContributions.Of(model, new float[2], new double[1])).Should().Throw<ArgumentException>().WithMessage("There is room for 1 contributions, but the forest was trained on 2 features.*");
    }
}
