using System.Globalization;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection;

/// <summary>The training stairs: a table goes up and becomes an artefact. Immutable; safe to share between threads.</summary>
public sealed class AnomalyDetectorTrainer
{
    private readonly DetectorLearner _learner;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">How to train; the defaults when null.</param>
    /// <exception cref="Numerics.OptionsException">Two options contradict each other.</exception>
    public AnomalyDetectorTrainer(AnomalyDetectorOptions? options = null)
    {
        Options = options ?? new AnomalyDetectorOptions();
        Options.Check();
        _learner = DetectorLearner.Of(Options.Learner);
    }

    /// <summary>How detectors are trained.</summary>
    public AnomalyDetectorOptions Options { get; }

    /// <summary>Trains a detector.</summary>
    /// <param name="table">The rows. A random forest needs labels of both classes; the other models learn without, and labels of both classes then set threshold and calibration.</param>
    /// <param name="progress">Told after each step, in order, from the threads that train. What it throws ends the training and reaches the caller as it is.</param>
    /// <param name="cancellationToken">Stops the training; nothing is returned, and no thread is at work any more.</param>
    /// <returns>The artefact, its honest figures and notes; the same for the same table and options, on any number of threads.</returns>
    /// <exception cref="ArgumentException">The table is empty, without a usable column, or, where labels are needed, unlabelled or of one class; or an option names a column that is not there.</exception>
    /// <exception cref="Numerics.OptionsException">A monotonic constraint names no feature, or one made of categories.</exception>
    /// <exception cref="RecordFormatException">A column cannot be read as the kind the options declare.</exception>
    /// <exception cref="ThresholdNotFoundException">No threshold serves <see cref="AnomalyDetectorOptions.Objective"/>; it carries the trained detector.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainedDetector Train(Table table, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var notes = new List<string>();
        LabelUse use = LabelsOf(table, notes);
        int[] groups = Options.GroupBy is { } column ? RowGroups.Of(table, column) : [];
        double[] amounts = use == LabelUse.Judge && Options.AmountColumn is { } amount ? AtStake.Of(table, amount) : [];
        Table prepared = Prepare(table);
        FeatureEncoderOptions encoding = EncoderNeeds.Complete(Options.Encoder, _learner);
        var encoder = FeatureEncoder.Fit(prepared, encoding, cancellationToken);
        notes.AddRange(encoder.Notes);
        NoteGroupFeature(notes, prepared.Schema);
        EncoderNeeds.NoteFilled(notes, Options.Encoder, encoding, prepared);

        bool[] labels = use == LabelUse.Judge ? prepared.IsAnomaly.ToArray() : [];
        var task = new LearningTask(Options, encoder, encoder.Encode(prepared, cancellationToken), labels, groups);
        LearnedModel learned = _learner.Learn(task, progress, cancellationToken);
        notes.AddRange(learned.Notes);

        var seen = ScoredRows.Keep(learned.UnseenScores, labels);
        Calibration? calibration = CalibrationChoice.Of(Options.Calibration, learned, seen, notes);
        Calibration? inUse = AtExpectedRate(calibration);
        double[] probabilities = seen.Through(inUse);
        ThresholdDesign? design = DesignThreshold(seen, probabilities, amounts, learned.Source, cancellationToken);
        double threshold = ThresholdOf(design, seen, probabilities, learned, use, notes);
        EvaluationSummary? evaluation = Judge(seen, probabilities, CrossFittedProbabilities.Of(seen, calibration, groups), threshold, learned.Source, cancellationToken);
        var provenance = new Provenance
        {
            Algorithm = Options.Learner.Algorithm,
            Seed = _learner.Seed,
            RowCount = prepared.RowCount,
            AnomalyCount = labels.AsSpan().Count(true),
            Options = TrainingRecord.Of(Options, encoding, _learner, learned, use, evaluation),
        };
        var artifact = new DetectorArtifact(encoder, learned.Model, new DecisionPolicy { Threshold = threshold }, provenance, evaluation, inUse) { Baseline = TrainingBaseline.Of(prepared, encoder, Options.UseLabels, cancellationToken) };
        var detector = new TrainedDetector(artifact, evaluation, learned.UnseenScores, [.. notes]) { Threshold = design is { IsFound: true } ? design with { Figures = evaluation!.Intervals } : null };
        return design is { IsFound: false } ? throw new ThresholdNotFoundException(design, detector) : detector;
    }

    // Known before any work is done, so said before it.
    private LabelUse LabelsOf(Table table, List<string> notes)
    {
        if (!table.IsLabelled)
        {
            return _learner.NeedsLabels ? throw new ArgumentException("The table carries no labels; training needs one per row.", nameof(table)) : LabelUse.None;
        }

        int normalCount = table.RowCount - table.AnomalyCount;
        if (table.AnomalyCount > 0 && normalCount > 0) return Options.UseLabels ? LabelUse.Judge : LabelUse.Ignored;
        if (_learner.NeedsLabels) throw new ArgumentException($"Training needs rows of both classes, but of {table.RowCount} rows, {table.AnomalyCount} are anomalies and {normalCount} are normal.", nameof(table));
        if (Options.UseLabels) notes.Add($"of {table.RowCount} rows, {table.AnomalyCount} are anomalies and {normalCount} are normal: labels of one class set no threshold");
        return LabelUse.Ignored;
    }

    private Table Prepare(Table table)
    {
        Table prepared = table.Without([.. Options.Exclude]);
        foreach ((string column, FeatureKind kind) in Options.Kinds) prepared = prepared.WithKind(column, kind);
        return prepared;
    }

    // Figures are of the rows as they are, so that they keep the calibration of these.
    private Calibration? AtExpectedRate(Calibration? calibration) =>
        Options.ExpectedAnomalyRate is { } rate && calibration is { BaseRate: not null } ? calibration.WithPrior(rate) : calibration;

    // Null where the threshold is given, or there is nothing to choose it on. Its figures are those of the evaluation.
    private ThresholdDesign? DesignThreshold(ScoredRows seen, double[] probabilities, double[] amounts, ScoreSource source, CancellationToken cancellationToken)
    {
        if (Options.Threshold is not null || !seen.HasBothClasses) return null;
        double[] atStake = amounts.Length == 0 ? [] : [.. seen.Rows.ToArray().Select(row => amounts[row])];
        var options = new ThresholdDesignOptions { AnomalyRate = Options.ExpectedAnomalyRate, Intervals = null };
        return ThresholdDesigner.Choose(probabilities, seen.IsAnomaly, Options.Objective, source, options, atStake, cancellationToken);
    }

    private double ThresholdOf(ThresholdDesign? design, ScoredRows seen, double[] probabilities, LearnedModel learned, LabelUse use, List<string> notes)
    {
        if (Options.Threshold is { } given) return given;
        if (design is not null) return design.Threshold ?? BestF1(seen, probabilities, learned.Source);
        if (use == LabelUse.Judge) notes.Add(string.Create(CultureInfo.InvariantCulture, $"no {(_learner.NeedsLabels ? "out-of-bag" : "honest")} scores of both classes: the threshold is {learned.OwnThreshold}, not chosen on data"));
        return learned.OwnThreshold;
    }

    private static double BestF1(ScoredRows seen, double[] probabilities, ScoreSource source) =>
        ThresholdDesigner.Choose(probabilities, seen.IsAnomaly, ThresholdObjective.BestF1, source, new ThresholdDesignOptions { Intervals = null }).Threshold!.Value;

    private EvaluationSummary? Judge(ScoredRows seen, double[] probabilities, double[] honest, double threshold, ScoreSource source, CancellationToken cancellationToken)
    {
        if (!seen.HasBothClasses) return null;
        var rows = new JudgedScores { Ranking = seen.Scores, Deciding = probabilities, Probabilities = honest, IsAnomaly = seen.IsAnomaly };
        return DetectorFigures.Of(rows, threshold, source, Options.Intervals, cancellationToken);
    }

    private void NoteGroupFeature(List<string> notes, FeatureSchema schema)
    {
        if (Options.GroupBy is not { } column || schema.IndexOf(column) is not (>= 0 and int index) || schema[index].Kind == FeatureKind.Identifier) return;
        notes.Add($"{column} groups the rows and is a feature too, so the forest may learn groups by heart; Exclude leaves it out");
    }
}
