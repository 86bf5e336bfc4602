using System.Collections.Immutable;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tool.Inspecting;

/// <summary>One model of a detector: the only one, or one of an ensemble.</summary>
/// <param name="Model">The model.</param>
/// <param name="Weight">Its share of the ensemble's score; null for the only one.</param>
internal sealed record ModelPart(IAnomalyModel Model, double? Weight)
{
    /// <summary>What kind of model it is.</summary>
    public string Kind => Model switch
    {
        RandomForestModel => "random forest",
        IsolationForestModel => "isolation forest",
        OneClassSvmModel => "one-class SVM",
        _ => Model.GetType().Name,
    };

    /// <summary>Its trees; none where it has none.</summary>
    public ImmutableArray<DecisionTree> Trees => Model switch
    {
        RandomForestModel forest => forest.Trees,
        IsolationForestModel forest => forest.Trees,
        _ => [],
    };

    public long NodeCount => Sum(tree => tree.NodeCount);

    public long LeafCount => Sum(tree => tree.LeafCount);

    /// <summary>Splits on the way to the deepest leaf.</summary>
    public int Depth
    {
        get
        {
            int depth = 0;
            foreach (DecisionTree tree in Trees) depth = Math.Max(depth, tree.Depth);
            return depth;
        }
    }

    /// <summary>The models of a detector, in the order in which its trees are counted.</summary>
    public static ImmutableArray<ModelPart> Of(IAnomalyModel model)
    {
        if (model is not EnsembleModel ensemble) return [new ModelPart(model, Weight: null)];
        var parts = ImmutableArray.CreateBuilder<ModelPart>(ensemble.Members.Length);
        foreach (WeightedModel member in ensemble.Members) parts.Add(new ModelPart(member.Model, member.Weight));
        return parts.ToImmutable();
    }

    private long Sum(Func<DecisionTree, int> count)
    {
        long sum = 0;
        foreach (DecisionTree tree in Trees) sum += count(tree);
        return sum;
    }
}
