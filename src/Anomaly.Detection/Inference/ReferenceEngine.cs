using Anomaly.Detection.Models;

namespace Anomaly.Detection.Inference;

/// <summary>The trees as the model has them, one after the other: for forests that fit no other engine, and to compare with.</summary>
internal sealed class ReferenceEngine(ScoredTrees trees) : ITreeEngine
{
    public ScoringEngine Engine => ScoringEngine.Reference;

    public long MemoryBytes => 0;

    public int BlockRows => 256;

    public void Sum(ReadOnlySpan<float> rows, Span<double> sums)
    {
        for (int row = 0; row < sums.Length; row++) sums[row] = Sum(rows.Slice(row * trees.FeatureCount, trees.FeatureCount));
    }

    public double Sum(ReadOnlySpan<float> row)
    {
        double sum = 0;
        foreach (DecisionTree tree in trees.Trees) sum += tree.Score(row);
        return sum;
    }
}
