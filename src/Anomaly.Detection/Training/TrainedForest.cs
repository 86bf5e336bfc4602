using System.Collections.Immutable;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>A trained forest and what its bags know. The by-products stay out of the model.</summary>
/// <param name="Model">The forest.</param>
/// <param name="OutOfBagScores">
/// Per training row, the mean over the trees that did not see it: an honest score. NaN where every tree saw the row; empty without bootstrap.
/// </param>
/// <param name="OutOfBagTreeCounts">Per training row, how many trees are behind its out-of-bag score; empty without bootstrap.</param>
/// <param name="Options">How it was trained; the split search is the one that was chosen. With early stopping there may be fewer trees than the options allow.</param>
public sealed record TrainedForest(
    RandomForestModel Model,
    ImmutableArray<double> OutOfBagScores,
    ImmutableArray<int> OutOfBagTreeCounts,
    RandomForestOptions Options);
