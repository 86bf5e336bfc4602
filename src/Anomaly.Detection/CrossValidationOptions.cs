using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>How <see cref="CrossValidation"/> divides the rows, and what it reports of them.</summary>
public sealed record CrossValidationOptions
{
    /// <summary>The number of folds, in [2, 100]. Default: 5. Each is a training.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int Folds { get; init => field = OptionGuard.Within(2, 100, value); } = 5;

    /// <summary>
    /// A column of times or numbers: each fold tests on a stretch of time and trains on everything before it, as a detector that is trained today meets tomorrow. The
    /// earliest stretch is never tested. Default: null, time plays no part.
    /// </summary>
    /// <remarks>
    /// Without it, rows are dealt stratified by label; or, with <see cref="AnomalyDetectorOptions.GroupBy"/>, by whole groups. With both, time divides the rows, and groups keep
    /// the bags of each training together.
    /// </remarks>
    public string? TimeColumn { get; init; }

    /// <summary>Shuffles the rows, or the groups of equal make-up, before they are dealt to folds. Default: null, they are dealt in the order of the table.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether a detector is trained on all rows in the end. Default: true. Its figures are not the cross-validation's: it has seen more rows.</summary>
    public bool Refit { get; init; } = true;

    /// <summary>How intervals are made; the defaults unless given. Null: figures without intervals.</summary>
    public BootstrapOptions? Intervals { get; init; } = new();
}
