using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>Calibration and threshold of a detector on rows that its model did not see: fitted to all of them, and judged across folds.</summary>
/// <param name="artifact">The detector.</param>
/// <param name="raw">The model's score of each row.</param>
/// <param name="isAnomaly">One label a row, both classes.</param>
/// <param name="amounts">What is at stake in each row; empty where the objective does not ask.</param>
/// <param name="options">What to tune for.</param>
internal sealed class ThresholdTuning(DetectorArtifact artifact, double[] raw, bool[] isAnomaly, double[] amounts, DetectorTuningOptions options)
{
    /// <summary>The calibration of all rows, for their own share of anomalies; null where scores stand for themselves.</summary>
    /// <exception cref="OptionsException">The model's scores need a calibration, and none is asked for.</exception>
    public Calibration? Calibrate(List<string> notes)
    {
        if (options.Calibration is not { } method) return artifact.Calibration;
        if (method == CalibrationMethod.None) return Uncalibrated();
        Calibration? fitted = CalibrationChoice.Fit(IsIsotonic(method), raw, isAnomaly);
        if (fitted is null) notes.Add("anomalies score no higher than normal rows: the detector's calibration stays");
        return fitted ?? artifact.Calibration;
    }

    /// <summary>The threshold for all rows under a calibration.</summary>
    public ThresholdDesign Choose(Calibration? calibration, CancellationToken cancellationToken) =>
        Choose([.. Enumerable.Range(0, raw.Length)], AtExpectedRate(calibration), cancellationToken);

    /// <summary>A calibration moved to the share of anomalies that is expected, where one is.</summary>
    public Calibration? AtExpectedRate(Calibration? calibration) =>
        options.ExpectedAnomalyRate is { } rate && calibration is { BaseRate: not null } ? calibration.WithPrior(rate) : calibration;

    /// <summary>The figures of all rows, each by calibration and threshold of the other folds.</summary>
    /// <param name="calibration">The calibration of all rows.</param>
    /// <param name="threshold">The threshold of all rows, which is shown.</param>
    /// <param name="groups">The group of each row, to keep together; empty where every row is for itself.</param>
    /// <param name="notes">Told where folds have no threshold of their own.</param>
    /// <param name="cancellationToken">Stops.</param>
    public EvaluationSummary Judge(Calibration? calibration, double threshold, int[] groups, List<string> notes, CancellationToken cancellationToken)
    {
        // Flags stand on either side of the threshold that is shown.
        double[] deciding = Through(AtExpectedRate(calibration)), probabilities = Through(calibration);
        int silent = 0, folds = 0;
        foreach (TrainTestSplit fold in LabelFolds.Of(isAnomaly, groups))
        {
            folds++;
            int[] fit = [.. fold.Train];
            Calibration? own = Refit(calibration, fit);
            double ownThreshold = HasBothClasses(fit) ? Choose(fit, AtExpectedRate(own), cancellationToken).Threshold ?? double.PositiveInfinity : double.PositiveInfinity;
            if (double.IsPositiveInfinity(ownThreshold)) silent++;
            foreach (int row in fold.Test)
            {
                probabilities[row] = Probability(own, row);
                deciding[row] = Probability(AtExpectedRate(own), row) >= ownThreshold ? threshold : threshold - 1;
            }
        }

        if (folds == 0) notes.Add("too few rows for folds: threshold and calibration are judged on the rows that they were fitted to");
        if (silent > 0) notes.Add($"on the rows of {silent} of {folds} folds no threshold held what {options.Objective} asks for: the figures flag nothing there");
        var rows = new JudgedScores { Ranking = raw, Deciding = deciding, Probabilities = probabilities, IsAnomaly = isAnomaly };
        return DetectorFigures.Of(rows, threshold, folds == 0 ? ScoreSource.HeldOut : ScoreSource.CrossValidated, options.Intervals, cancellationToken);
    }

    private MarginMap? Uncalibrated()
    {
        if (artifact.Calibration is MarginMap map) return map;
        if (artifact.Model is OneClassSvmModel) OptionGuard.Throw(nameof(options.Calibration), "another method, as scores of a one-class SVM have no bounds", nameof(CalibrationMethod.None));
        return null;
    }

    private bool IsIsotonic(CalibrationMethod method) =>
        method == CalibrationMethod.Isotonic || (method == CalibrationMethod.Auto && CalibrationChoice.IsEnough(isAnomaly));

    // What labels had no part in is the same for every fold; so is a calibration that stays.
    private Calibration? Refit(Calibration? calibration, int[] rows)
    {
        if (ReferenceEquals(calibration, artifact.Calibration) || calibration is not { IsFittedToLabels: true } || !HasBothClasses(rows)) return calibration;
        (double[] scores, bool[] labels) = (Array.ConvertAll(rows, row => raw[row]), Array.ConvertAll(rows, row => isAnomaly[row]));
        return CalibrationChoice.Fit(calibration is IsotonicCalibration, scores, labels) ?? artifact.Calibration;
    }

    private ThresholdDesign Choose(int[] rows, Calibration? calibration, CancellationToken cancellationToken)
    {
        double[] probabilities = Array.ConvertAll(rows, row => Probability(calibration, row));
        bool[] labels = Array.ConvertAll(rows, row => isAnomaly[row]);
        double[] atStake = amounts.Length == 0 ? [] : Array.ConvertAll(rows, row => amounts[row]);
        var design = new ThresholdDesignOptions { AnomalyRate = options.ExpectedAnomalyRate, Intervals = null };
        return ThresholdDesigner.Choose(probabilities, labels, options.Objective, ScoreSource.HeldOut, design, atStake, cancellationToken);
    }

    private bool HasBothClasses(int[] rows) => Array.Exists(rows, row => isAnomaly[row]) && Array.Exists(rows, row => !isAnomaly[row]);

    private double[] Through(Calibration? calibration) => [.. Enumerable.Range(0, raw.Length).Select(row => Probability(calibration, row))];

    private double Probability(Calibration? calibration, int row) => calibration?.Probability(raw[row]) ?? raw[row];
}
