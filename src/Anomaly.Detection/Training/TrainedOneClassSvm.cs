using System.Collections.Immutable;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>A trained one-class SVM and how its training ended.</summary>
/// <param name="Model">The model.</param>
/// <param name="TrainingScores">Per training row, the model's score, bit for bit.</param>
/// <param name="Iterations">Steps that the solver took.</param>
/// <param name="Violation">By how much the optimality conditions are violated at the end.</param>
/// <param name="BoundedCount">Support vectors whose coefficient is at its bound of 1: rows on the wrong side of the boundary, or on it.</param>
/// <param name="Message">What the user should know of the end, one sentence; null where the tolerance was reached.</param>
/// <param name="Options">How it was trained.</param>
public sealed record TrainedOneClassSvm(
    OneClassSvmModel Model,
    ImmutableArray<double> TrainingScores,
    int Iterations,
    double Violation,
    int BoundedCount,
    string? Message,
    OneClassSvmOptions Options)
{
    /// <summary>Whether the tolerance was reached.</summary>
    public bool Converged => Message is null;
}
