namespace Anomaly.Detection.Training;

/// <summary>What a detector learns with: <see cref="RandomForestOptions"/>, <see cref="IsolationForestOptions"/>, <see cref="OneClassSvmOptions"/>, or several of them as <see cref="EnsembleOptions"/>.</summary>
public interface ILearnerOptions
{
    /// <summary>The algorithm's name, as in model files and provenance, such as <c>random-forest</c>.</summary>
    internal string Algorithm { get; }
}
