using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>One fold of a cross-validation: a detector trained on some rows, judged on others. Plain data.</summary>
public sealed record CrossValidationFold
{
    /// <summary>Which rows were trained on, and which tested.</summary>
    public required TrainTestSplit Split { get; init; }

    /// <summary>The threshold that the training chose on its own rows; +∞ where it found none that holds what the objective asks for, so that nothing was flagged.</summary>
    public required double Threshold { get; init; }

    /// <summary>The figures on the test rows, at that threshold; where there is none, it is shown as a number just above 1, which no probability reaches.</summary>
    public required EvaluationSummary Evaluation { get; init; }

    /// <summary>What the training had to say, one sentence each.</summary>
    public required ImmutableArray<string> Notes { get; init; }
}
