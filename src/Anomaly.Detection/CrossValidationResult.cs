using System.Collections.Immutable;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>What cross-validation says of a way to train: honest figures, as every row was judged by a detector that did not meet it. Plain data.</summary>
public sealed record CrossValidationResult
{
    /// <summary>The folds, in order.</summary>
    public required ImmutableArray<CrossValidationFold> Folds { get; init; }

    /// <summary>
    /// The figures over all tested rows together, each flagged or not by its own fold's threshold, calibrated by its own fold's curve. Rows are ranked by probability, and by raw score
    /// where that is equal. The threshold it names is the median of the folds'.
    /// </summary>
    public required EvaluationSummary Evaluation { get; init; }

    /// <summary>
    /// The mean of the folds' ROC-AUCs, weighted by tested rows, with an interval made of DeLong's variances: what one detector ranks like on rows of one fold, free of how the
    /// scores of two folds compare.
    /// </summary>
    public required MetricInterval MeanRocAuc { get; init; }

    /// <summary>The standard deviation of the folds' ROC-AUCs, each counted once: how much depends on which rows are trained on and tested.</summary>
    public required double RocAucDeviation { get; init; }

    /// <summary>Per row of the table, its probability by the fold that tested it; NaN for rows that no fold tested, such as the earliest of folds in time.</summary>
    public required ImmutableArray<double> Probabilities { get; init; }

    /// <summary>Per row of the table, its score before calibration; NaN likewise.</summary>
    public required ImmutableArray<double> RawScores { get; init; }

    /// <summary>A detector trained on all rows; null where none was asked for, or no threshold on all rows serves the objective, which a note says.</summary>
    public required TrainedDetector? Detector { get; init; }

    /// <summary>What is to be known, one sentence each.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>The result for people: a line a fold, then all together.</summary>
    /// <returns>Lines without a line break at the end; the same in every culture.</returns>
    public override string ToString() => CrossValidationText.Write(this);
}
