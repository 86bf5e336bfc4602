using System.Collections.Immutable;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Explanation;

/// <summary>A tree of a model, and what its splits ask for beside features.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Member">Which member of an ensemble it is of; 0 for a model that is none.</param>
/// <param name="FeatureCount">The length of a row: from here on splits ask for projections.</param>
/// <param name="Projections">What they ask for then.</param>
internal sealed record AskingTree(DecisionTree Tree, int Member, int FeatureCount, ImmutableArray<SplitProjection> Projections)
{
    /// <summary>All trees of a model that is made of trees, those of an ensemble in the order of its members.</summary>
    /// <exception cref="NotSupportedException">The model, or a member, has no trees.</exception>
    public static ImmutableArray<AskingTree> Of(IAnomalyModel model)
    {
        IAnomalyModel? treeless = MembersOf(model).FirstOrDefault(member => member is not ITreeModel);
        if (treeless is not null) throw new NotSupportedException($"A {treeless.GetType().Name} has no trees; this needs a random forest, an isolation forest, or an ensemble of such.");
        return Found(model);
    }

    /// <summary>The trees that a model has, members of an ensemble that have none left out.</summary>
    public static ImmutableArray<AskingTree> Found(IAnomalyModel model) => [.. MembersOf(model).SelectMany(Of)];

    private static IEnumerable<IAnomalyModel> MembersOf(IAnomalyModel model) => model is EnsembleModel ensemble ? ensemble.Members.Select(member => member.Model) : [model];

    private static IEnumerable<AskingTree> Of(IAnomalyModel model, int member)
    {
        if (model is not ITreeModel forest) return [];
        ImmutableArray<SplitProjection> projections = model is IsolationForestModel isolation ? isolation.Projections : [];
        return forest.Trees.Select(tree => new AskingTree(tree, member, model.FeatureCount, projections));
    }
}
