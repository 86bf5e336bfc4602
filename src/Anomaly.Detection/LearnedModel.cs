using System.Collections.Immutable;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;

namespace Anomaly.Detection;

/// <summary>A model and what is known of it beside it.</summary>
/// <param name="Model">The model.</param>
/// <param name="UnseenScores">Per training row, the score by models that did not see it; NaN where there is none. Empty where that is not known.</param>
/// <param name="Source">How those scores came about.</param>
internal sealed record LearnedModel(IAnomalyModel Model, ImmutableArray<double> UnseenScores, ScoreSource Source)
{
    /// <summary>What its scores stand for while no label says more; null where they are numbers in [0, 1] that stand for themselves.</summary>
    public MarginMap? OwnMap { get; init; }

    /// <summary>Of a random forest: what undoes its class weights.</summary>
    public ClassWeightCorrection? WeightCorrection { get; init; }

    /// <summary>Of a random forest: whether its class weights tilt its scores much, as they do not where leaves are pure.</summary>
    public bool AreScoresTilted { get; init; }

    /// <summary>The threshold on those numbers that the model itself decides at.</summary>
    public double OwnThreshold { get; init; } = 0.5;

    /// <summary>What the user should know, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Of an ensemble: what is known of its members.</summary>
    public ImmutableArray<LearnedModel> Members { get; init; } = [];

    /// <summary>Of a random forest: how its splits were looked for.</summary>
    public Training.SplitSearch SplitSearch { get; init; }
}
