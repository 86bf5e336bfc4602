using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>The trees of a detector in the user's words. Immutable.</summary>
internal sealed class DetectorTrees(FeatureEncoder encoder, IAnomalyModel model)
{
    private readonly ImmutableArray<AskingTree> _trees = AskingTree.Found(model);

    /// <summary>A tree as indented text.</summary>
    public string Describe(int tree, int? mostDepth)
    {
        AskingTree asking = At(tree);
        return TreeText.Of(Unscaled(asking), WordsOf(asking), mostDepth);
    }

    /// <summary>A tree in DOT.</summary>
    public string Draw(int tree, int? mostDepth)
    {
        AskingTree asking = At(tree);
        return TreeDot.Of(Unscaled(asking), WordsOf(asking), mostDepth);
    }

    /// <summary>The way of a record down a tree.</summary>
    public string DescribePath(ReadOnlySpan<double> cells, int tree)
    {
        AskingTree asking = At(tree);
        float[] row = new float[encoder.FeatureCount];
        if (IsScaled(asking)) encoder.EncodeCells(cells, row);
        else encoder.EncodeCellsUnscaled(cells, row);
        float[] askable = [.. row, .. asking.Projections.Select(projection => projection.Of(row))];
        return TreeText.PathOf(Unscaled(asking), askable, row, WordsOf(asking));
    }

    /// <summary>A tree over a row as it is before scaling; the same decisions.</summary>
    public static DecisionTree Unscaled(DecisionTree tree, FeatureEncoder encoder) =>
        encoder.Scaler is { } scaler ? new FeatureScaling(scaler.Mean, scaler.Scale).Fold(new ScoredTrees([tree], encoder.FeatureCount)).Trees[0] : tree;

    // Planes stay planes over scaled values.
    private bool IsScaled(AskingTree asking) => encoder.Scaler is not null && !asking.Projections.IsEmpty;

    private DecisionTree Unscaled(AskingTree asking) => IsScaled(asking) ? asking.Tree : Unscaled(asking.Tree, encoder);

    private EncodedSplits WordsOf(AskingTree asking) => new(encoder, asking.Projections, IsScaled(asking));

    private AskingTree At(int tree)
    {
        if (_trees.IsEmpty) throw new NotSupportedException($"A {model.GetType().Name} has no trees to show.");
        if (tree < 0 || tree >= _trees.Length) throw new ArgumentOutOfRangeException(nameof(tree), tree, string.Create(CultureInfo.InvariantCulture, $"There are {_trees.Length} trees, 0 to {_trees.Length - 1}."));
        return _trees[tree];
    }
}
