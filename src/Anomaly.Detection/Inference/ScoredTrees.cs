using System.Collections.Immutable;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Inference;

/// <summary>What engines score: trees whose leaf values are added in tree order.</summary>
/// <param name="Trees">At least one tree.</param>
/// <param name="FeatureCount">The length of a row.</param>
internal sealed record ScoredTrees(ImmutableArray<DecisionTree> Trees, int FeatureCount);
