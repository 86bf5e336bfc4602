using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>How <see cref="DetectorTuning"/> fits threshold and calibration of a detector anew.</summary>
public sealed record DetectorTuningOptions
{
    /// <summary>What the threshold is to be best at, and what it must hold. Default: <see cref="ThresholdObjective.BestF1"/>.</summary>
    /// <exception cref="OptionsException">Null.</exception>
    public ThresholdObjective Objective { get; init => field = value ?? throw new OptionsException(nameof(Objective), "an objective", "null"); } = ThresholdObjective.BestF1;

    /// <summary>
    /// How scores become probabilities. Default: <see cref="CalibrationMethod.Auto"/>, a curve fitted to the rows, isotonic or logistic by their number. Null: the detector's calibration
    /// stays. Not <see cref="CalibrationMethod.ClassWeights"/>, which follows from a training.
    /// </summary>
    /// <exception cref="OptionsException">No value of the enum, or class weights.</exception>
    public CalibrationMethod? Calibration { get; init => field = value is { } method ? Checked(method) : null; } = CalibrationMethod.Auto;

    /// <summary>A column of numbers, what is at stake in each row, for <see cref="ThresholdObjective.MinimumAmountCost"/>. Default: null.</summary>
    public string? AmountColumn { get; init; }

    /// <summary>A column whose equal cells mark rows that belong together: figures judge them by threshold and calibration of other groups. Default: null, every row is for itself.</summary>
    public string? GroupBy { get; init; }

    /// <summary>The share of anomalies that the detector will meet, in (0, 1), where the rows were enriched with them; as <see cref="AnomalyDetectorOptions.ExpectedAnomalyRate"/>. Default: null, the share among the rows.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double? ExpectedAnomalyRate { get; init => field = value is { } rate ? PriorShift.CheckedRate(rate, nameof(ExpectedAnomalyRate)) : null; }

    /// <summary>How intervals are made; the defaults unless given. Null: figures without intervals.</summary>
    public BootstrapOptions? Intervals { get; init; } = new();

    /// <summary>Most threads that work at once; at least 1. Default: null, as many as the machine has processors. The result does not depend on it.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int? MaxThreads { get; init => field = OptionGuard.AtLeast(1, value); }

    /// <summary>The rules between two options.</summary>
    internal void Check()
    {
        if (Objective.NeedsAmounts && AmountColumn is null) OptionGuard.Throw(nameof(AmountColumn), $"a column, as {Objective} needs amounts", "null");
        if (!Objective.NeedsAmounts && AmountColumn is { } column) OptionGuard.Throw(nameof(AmountColumn), $"null, as {Objective} looks at no amounts", column);
    }

    private static CalibrationMethod Checked(CalibrationMethod method)
    {
        if (method == CalibrationMethod.ClassWeights) OptionGuard.Throw(nameof(Calibration), "another method, as class weights are of a training", method.ToString());
        return OptionGuard.Defined(method, nameof(Calibration));
    }
}
