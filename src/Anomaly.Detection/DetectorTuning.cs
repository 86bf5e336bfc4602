using System.Globalization;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>Fits threshold and calibration of a detector anew, to labelled rows that its model was not trained on; the model stays.</summary>
/// <remarks>
/// Rows change faster than what makes them anomalous: a new objective, another share of anomalies or a drift of the scores asks for a new threshold, not for a new model. Rows of the training are no
/// use here: on them a model separates the classes by memory, and any threshold looks good. <c>RepeatedRows.Count</c> finds them where the training table is at hand.
/// </remarks>
public static class DetectorTuning
{
    private const int Steps = 3;

    /// <summary>Tunes a detector.</summary>
    /// <param name="artifact">The detector.</param>
    /// <param name="table">Labelled rows of both classes that its model was not trained on.</param>
    /// <param name="options">What to tune for; the defaults when null.</param>
    /// <param name="progress">Told the share that is done, in (0, 1].</param>
    /// <param name="cancellationToken">Stops; nothing is returned.</param>
    /// <returns>The tuned detector with figures of before and after; the same for the same artefact, table and options, on any number of threads.</returns>
    /// <exception cref="Numerics.OptionsException">Two options contradict each other, or the model's scores need a calibration and none is asked for.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    /// <exception cref="ArgumentException">The table is unlabelled, an option names a column that is not there, or an amount is missing or negative.</exception>
    /// <exception cref="RecordFormatException">A value is not what its column expects.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static DetectorTuningResult Run(DetectorArtifact artifact, Table table, DetectorTuningOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        ArgumentNullException.ThrowIfNull(table);
        DetectorTuningOptions chosen = options ?? new DetectorTuningOptions();
        chosen.Check();
        if (!table.IsLabelled) throw new ArgumentException("The table carries no labels; tuning needs one per row.", nameof(table));
        if (table.AnomalyCount == 0 || table.AnomalyCount == table.RowCount) throw new UndefinedMetricException("Tuning", table.AnomalyCount, table.RowCount - table.AnomalyCount);
        int[] groups = chosen.GroupBy is { } group ? RowGroups.Of(table, group) : [];
        double[] amounts = chosen.AmountColumn is { } column ? AtStake.Of(table, column) : [];
        var steps = new EvenSteps(progress, Steps);

        var judged = DetectorScores.Of(artifact, table, chosen.MaxThreads, cancellationToken);
        steps.Next();
        EvaluationSummary before = judged.Judge(artifact.Policy.Threshold, ScoreSource.HeldOut, chosen.Intervals, cancellationToken);
        steps.Next();
        var tuning = new ThresholdTuning(artifact, judged.Raw.ToArray(), table.IsAnomaly.ToArray(), amounts, chosen);
        List<string> notes = [];
        Calibration? calibration = tuning.Calibrate(notes);
        ThresholdDesign design = tuning.Choose(calibration, cancellationToken);
        if (design.Threshold is not { } threshold) return new DetectorTuningResult { Artifact = null, Threshold = design, Before = before, After = null, Notes = [.. notes] };

        EvaluationSummary after = tuning.Judge(calibration, threshold, groups, notes, cancellationToken);
        var tuned = artifact with
        {
            Calibration = tuning.AtExpectedRate(calibration),
            Policy = PolicyOf(artifact.Policy, threshold, notes),
            Provenance = TuningRecord.Of(artifact.Provenance, chosen, calibration, table),
            Evaluation = after,
        };
        steps.Next();
        return new DetectorTuningResult { Artifact = tuned, Threshold = design with { Figures = after.Intervals }, Before = before, After = after, Notes = [.. notes] };
    }

    // A model file tells bands always, so whether they were set by hand shows in their place only.
    private static DecisionPolicy PolicyOf(DecisionPolicy old, double threshold, List<string> notes)
    {
        if (old == new DecisionPolicy { Threshold = old.Threshold }) return new DecisionPolicy { Threshold = threshold };
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"the bands of risk stay as they were set: medium from {old.MediumRiskFrom:0.######}, high from {old.HighRiskFrom:0.######}"));
        return old with { Threshold = threshold };
    }
}
