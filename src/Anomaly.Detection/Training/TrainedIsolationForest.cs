using System.Collections.Immutable;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>A trained isolation forest and what it says of its training rows.</summary>
/// <param name="Model">The forest.</param>
/// <param name="Scores">Per training row, the score by all trees, as the model gives it. Empty where training rows were not scored.</param>
/// <param name="UnseenScores">Per training row, the score by the trees that did not draw it; NaN where all did. Empty where training rows were not scored.</param>
/// <param name="Options">How it was trained.</param>
public sealed record TrainedIsolationForest(
    IsolationForestModel Model,
    ImmutableArray<double> Scores,
    ImmutableArray<double> UnseenScores,
    IsolationForestOptions Options)
{
    /// <summary>The same forest with the offset that another contamination gives; nothing is trained anew.</summary>
    /// <param name="contamination">The share of training rows to call outliers, in (0, 0.5].</param>
    /// <returns>What training with that contamination gives.</returns>
    /// <exception cref="Numerics.OptionsException">The share is out of range.</exception>
    /// <exception cref="InvalidOperationException">Training rows were not scored.</exception>
    public TrainedIsolationForest WithContamination(double contamination)
    {
        IsolationForestOptions options = Options with { Contamination = contamination };
        if (Scores.IsEmpty) throw new InvalidOperationException($"The training rows were not scored; a contamination needs {nameof(IsolationForestOptions)}.{nameof(IsolationForestOptions.ScoreTrainingRows)}.");
        return this with { Model = Model.WithOffset(ContaminationOffset.Of(Scores.AsSpan(), contamination)), Options = options };
    }
}
