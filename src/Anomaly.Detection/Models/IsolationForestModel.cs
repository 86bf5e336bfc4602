using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Models;

/// <summary>An isolation forest: the fewer random splits set a row apart from others, the more anomalous it is. Immutable.</summary>
/// <remarks>
/// <para>Liu, Ting and Zhou, "Isolation forest" (2008) and "Isolation-based anomaly detection" (2012). The score of a row is 2^(−h/c(ψ)): h is the mean over the
/// trees of the row's path length, which leaves hold as their value, and c(ψ) that of a tree's sample. scikit-learn's <c>score_samples</c> is its negative.</para>
/// <para>A split asks for feature f of the row, or, from <see cref="FeatureCount"/> on, for <see cref="Projections"/>[f − <see cref="FeatureCount"/>].</para>
/// </remarks>
public sealed class IsolationForestModel : ITreeModel
{
    /// <summary>The offset that a forest has unless contamination moves it.</summary>
    public const double DefaultOffset = 0.5;

    private readonly double _normaliser;

    /// <summary>Makes a forest from its trees.</summary>
    /// <param name="trees">At least one tree; every leaf value a path length, at least 0.</param>
    /// <param name="featureCount">The length of a row, at least 1.</param>
    /// <param name="sampleSize">ψ, the number of rows behind each tree; at least 1.</param>
    /// <param name="pathLengths">How path lengths were completed below leaves of several rows.</param>
    /// <param name="projections">What splits ask for beside features; empty for axis-parallel splits.</param>
    /// <param name="offset">A row is an outlier when its score lies above this; in [0, 1].</param>
    /// <exception cref="ArgumentException">There is no tree, or a tree or a projection asks for what is not there, or holds a value out of range; the message names it.</exception>
    public IsolationForestModel(
        ImmutableArray<DecisionTree> trees,
        int featureCount,
        int sampleSize,
        PathLengthForm pathLengths = PathLengthForm.Exact,
        ImmutableArray<SplitProjection> projections = default,
        double offset = DefaultOffset)
        : this(featureCount, trees, sampleSize, OptionGuard.Defined(pathLengths, nameof(pathLengths)), projections.IsDefault ? [] : projections, OptionGuard.Within(0, 1, offset, nameof(offset)))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleSize, 1);
        if (trees.IsDefaultOrEmpty) throw new ArgumentException("A forest has at least one tree.", nameof(trees));
        if (FindFault(Projections, featureCount) is { } broken) throw new ArgumentException(broken, nameof(projections));
        for (int tree = 0; tree < trees.Length; tree++)
        {
            if (trees[tree] is null) throw new ArgumentException($"Tree {tree} is null.", nameof(trees));
            if (FindFault(trees[tree], featureCount + Projections.Length) is { } fault) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Tree {tree}, node {fault.Node}: {fault.Problem}"), nameof(trees));
        }
    }

    private IsolationForestModel(int featureCount, ImmutableArray<DecisionTree> trees, int sampleSize, PathLengthForm pathLengths, ImmutableArray<SplitProjection> projections, double offset)
    {
        FeatureCount = featureCount;
        Trees = trees;
        SampleSize = sampleSize;
        PathLengths = pathLengths;
        Projections = projections;
        Offset = offset;
        _normaliser = AveragePathLength.Of(sampleSize, pathLengths);
    }

    /// <summary>The trees, in the order in which their values are added.</summary>
    public ImmutableArray<DecisionTree> Trees { get; }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <summary>ψ: the number of rows behind each tree.</summary>
    public int SampleSize { get; }

    /// <summary>How path lengths were completed below leaves of several rows.</summary>
    public PathLengthForm PathLengths { get; }

    /// <summary>What splits ask for beside features; empty for axis-parallel splits.</summary>
    public ImmutableArray<SplitProjection> Projections { get; }

    /// <summary>A row is an outlier when its score lies above this. scikit-learn's <c>offset_</c> is its negative.</summary>
    public double Offset { get; }

    /// <summary>The number of nodes of all trees together.</summary>
    public long NodeCount => Trees.Sum(tree => (long)tree.NodeCount);

    bool ITreeModel.ReadsRowsOnly => Projections.IsEmpty;

    /// <summary>The same forest with another offset: nothing else depends on the contamination.</summary>
    /// <param name="offset">In [0, 1].</param>
    /// <returns>A forest that shares the trees.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public IsolationForestModel WithOffset(double offset) => new(FeatureCount, Trees, SampleSize, PathLengths, Projections, OptionGuard.Within(0, 1, offset, nameof(offset)));

    /// <summary>Whether the forest itself calls a row of this score an outlier.</summary>
    /// <param name="score">A score of this forest.</param>
    /// <returns>True above <see cref="Offset"/>, false at it.</returns>
    public bool IsOutlier(double score) => score > Offset;

    /// <summary>Scores one row: 2^(−mean path length / c(ψ)), in (0, 1]; 1 for all rows of a forest whose trees saw one row.</summary>
    /// <inheritdoc/>
    public double Score(ReadOnlySpan<float> row) => ScoreOf(SumOfPathLengths(row));

    /// <summary>The mean over the trees of the row's path length, in edges.</summary>
    /// <param name="row">Encoded features; length = <see cref="FeatureCount"/>. NaN is missing.</param>
    /// <returns>At least 0; shorter is more anomalous.</returns>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public double PathLength(ReadOnlySpan<float> row) => SumOfPathLengths(row) / Trees.Length;

    double ITreeModel.ScoreOf(double sum) => ScoreOf(sum);

    /// <summary>The score of a row whose path lengths add up to a sum over so many trees.</summary>
    internal double ScoreOf(double sum, int treeCount) => _normaliser > 0 ? Exponential.Exp2(-(sum / treeCount / _normaliser)) : 1;

    /// <summary>Makes a forest whose parts were checked when they were read, number by number.</summary>
    internal static IsolationForestModel FromChecked(ImmutableArray<DecisionTree> trees, int featureCount, int sampleSize, PathLengthForm pathLengths, ImmutableArray<SplitProjection> projections, double offset) =>
        new(featureCount, trees, sampleSize, pathLengths, projections, offset);

    /// <summary>Looks for a projection that reads beyond a row.</summary>
    internal static string? FindFault(ImmutableArray<SplitProjection> projections, int featureCount)
    {
        for (int projection = 0; projection < projections.Length; projection++)
        {
            if (projections[projection] is null) return $"Projection {projection} is null.";
            int last = projections[projection].Features[^1];
            if (last >= featureCount) return $"Projection {projection} reads feature {last}, but rows have {featureCount} features.";
        }

        return null;
    }

    private static TreeFault? FindFault(DecisionTree tree, int askable)
    {
        for (int node = 0; node < tree.NodeCount; node++)
        {
            int feature = tree.Feature[node];
            if (feature >= askable) return new TreeFault(node, "feature", $"feature {feature} is asked for, but there are {askable} features and projections");
            if (feature == DecisionTree.Leaf && !(tree.Value[node] >= 0)) return new TreeFault(node, "path-length", string.Create(CultureInfo.InvariantCulture, $"the leaf's value {tree.Value[node]} is not a path length, at least 0"));
        }

        return null;
    }

    private double ScoreOf(double sum) => ScoreOf(sum, Trees.Length);

    private double SumOfPathLengths(ReadOnlySpan<float> row)
    {
        if (row.Length != FeatureCount) throw new ArgumentException($"The row has {row.Length} features, but the forest was trained on {FeatureCount}.", nameof(row));
        double sum = 0;
        ReadOnlySpan<float> askable = Projections.IsEmpty ? row : WithProjections(row);
        foreach (DecisionTree tree in Trees) sum += tree.Score(askable);
        return sum;
    }

    private float[] WithProjections(ReadOnlySpan<float> row)
    {
        float[] askable = new float[FeatureCount + Projections.Length];
        row.CopyTo(askable);
        for (int projection = 0; projection < Projections.Length; projection++) askable[FeatureCount + projection] = Projections[projection].Of(row);
        return askable;
    }
}
