using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

public class IsolationMissingValueTests
{
    [Fact]
    public void Train_RarelyMissing_IsAnomalous()
    {
        float[] rows = IsolationSamples.RowsOf(IsolationSamples.Blobs(1000, 3, seed: 1));
        for (int row = 0; row < 5; row++) rows[(3 * row) + 1] = float.NaN;
        TrainedIsolationForest trained = new IsolationForestTrainer().Train(FeatureMatrix.FromRows(rows, 3));

        Metrics.RocAuc(trained.Scores.AsSpan(), [.. Enumerable.Range(0, 1000).Select(row => row < 5)]).Should().BeGreaterThan(0.9);
    }

    [Fact]
    public void Train_FivePercentMissingAtRandom_StillRanksAnomalies()
    {
        double whole = 0, holed = 0;
        for (ulong seed = 0; seed < 5; seed++)
        {
            float[] rows = IsolationSamples.RowsOf(IsolationSamples.Blobs(1000, 5, seed));
            for (int i = 0; i < 150; i++) rows[i] *= 4;
            bool[] isAnomaly = [.. Enumerable.Range(0, 1000).Select(row => row < 30)];
            whole += Auc(rows, isAnomaly, seed) / 5;
            var random = new RandomStream(seed, 3);
            for (int i = 0; i < rows.Length; i++) rows[i] = random.NextDouble() < 0.05 ? float.NaN : rows[i];
            holed += Auc(rows, isAnomaly, seed) / 5;
        }

        // That a value is missing makes a row stand out too, by design: holes at random, in a quarter of the rows, cost 0.065 here.
        whole.Should().BeGreaterThan(0.95);
        holed.Should().BeGreaterThan(whole - 0.08);
    }

    [Fact]
    public void Train_FeatureWithoutAnyValue_IsNeverSplit()
    {
        float[] rows = IsolationSamples.RowsOf(IsolationSamples.Blobs(300, 3, seed: 1));
        for (int row = 0; row < 300; row++) rows[(3 * row) + 1] = float.NaN;
        IsolationForestModel model = new IsolationForestTrainer().Train(FeatureMatrix.FromRows(rows, 3)).Model;

        model.Trees.SelectMany(tree => tree.Feature.ToArray()).Should().NotContain(1).And.Contain(0).And.Contain(2);
    }

    [Theory]
    [MemberData(nameof(IsolationSamples.Kinds), MemberType = typeof(IsolationSamples))]
    public void Train_NothingMissing_SendsMissingToTheLargerSide(string kind)
    {
        IsolationForestModel model = IsolationSamples.Train(kind, IsolationSamples.Blobs(300, 3, seed: 1)).Model;
        foreach (DecisionTree tree in model.Trees)
        {
            for (int node = 0; node < tree.NodeCount; node++)
            {
                if (tree.Feature[node] != DecisionTree.Leaf) tree.MissingGoesLeft[node].Should().Be(tree.Cover[node + 1] >= tree.Cover[tree.RightChild[node]]);
            }
        }
    }

    private static double Auc(float[] rows, bool[] isAnomaly, ulong seed) =>
        Metrics.RocAuc(new IsolationForestTrainer(new IsolationForestOptions { Seed = seed }).Train(FeatureMatrix.FromRows(rows, 5)).Scores.AsSpan(), isAnomaly);
}
