using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;

namespace Anomaly.Detection;

/// <summary>What a loaded detector is.</summary>
/// <param name="Algorithm">Such as <c>random-forest</c>.</param>
/// <param name="LibraryVersion">The version of this library that trained it.</param>
/// <param name="Schema">The columns it was trained with, identifiers that it leaves out included.</param>
/// <param name="FeatureNames">The encoded features, in the order of an encoded row.</param>
/// <param name="TreeCount">The number of trees, those of all members of an ensemble together; 0 for a model without trees.</param>
/// <param name="NodeCount">The number of nodes of all trees.</param>
/// <param name="SupportVectorCount">The number of support vectors; 0 for a model without.</param>
/// <param name="Policy">The threshold and risk bands that are in force.</param>
/// <param name="Probability">What the number is that predictions call a probability.</param>
/// <param name="BaseRate">The share of anomalies among the rows that the calibration was fitted to; null where it is not known, or there is none fitted to labels.</param>
/// <param name="Prior">The share that probabilities were moved to since, by <see cref="DetectorArtifact.WithPrior"/> or <see cref="PredictorOptions.Prior"/>; null where they were not.</param>
/// <param name="Provenance">Options, seed and class counts of the training.</param>
/// <param name="Evaluation">The figures stored with the model, or null.</param>
public sealed record ModelInfo(
    string Algorithm,
    string LibraryVersion,
    FeatureSchema Schema,
    IReadOnlyList<string> FeatureNames,
    int TreeCount,
    long NodeCount,
    int SupportVectorCount,
    DecisionPolicy Policy,
    ProbabilityMeaning Probability,
    double? BaseRate,
    double? Prior,
    Provenance Provenance,
    EvaluationSummary? Evaluation)
{
    /// <summary>What an artefact is, under a policy that may not be its own.</summary>
    internal static ModelInfo Of(DetectorArtifact artifact, DecisionPolicy policy)
    {
        return new ModelInfo(
            artifact.Provenance.Algorithm,
            artifact.Provenance.LibraryVersion,
            artifact.Encoder.Schema,
            [.. artifact.Encoder.Features.Select(feature => feature.Name)],
            (int)Sum(artifact.Model, model => (model as ITreeModel)?.Trees.Length ?? 0),
            Sum(artifact.Model, model => (model as ITreeModel)?.Trees.Sum(tree => (long)tree.NodeCount) ?? 0),
            (int)Sum(artifact.Model, model => (model as OneClassSvmModel)?.SupportVectorCount ?? 0),
            policy,
            artifact.Probability,
            artifact.Calibration?.BaseRate,
            (artifact.Calibration as PriorShiftedCalibration)?.Prior,
            artifact.Provenance,
            artifact.Evaluation);
    }

    private static long Sum(IAnomalyModel model, Func<IAnomalyModel, long> count) =>
        model is EnsembleModel ensemble ? ensemble.Members.Sum(member => count(member.Model)) : count(model);
}
