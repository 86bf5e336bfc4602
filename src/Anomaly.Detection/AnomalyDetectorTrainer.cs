using System.Globalization;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection;

/// <summary>The training stairs: a labelled table goes up and becomes an artefact. Immutable; safe to share between threads.</summary>
public sealed class AnomalyDetectorTrainer
{
    private const double ThresholdWithoutScores = 0.5;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">How to train; the defaults when null.</param>
    /// <exception cref="Numerics.OptionsException">Two options contradict each other.</exception>
    public AnomalyDetectorTrainer(AnomalyDetectorOptions? options = null)
    {
        Options = options ?? new AnomalyDetectorOptions();
        Options.Check();
    }

    /// <summary>How detectors are trained.</summary>
    public AnomalyDetectorOptions Options { get; }

    /// <summary>Trains a detector.</summary>
    /// <param name="table">Labelled rows of both classes.</param>
    /// <param name="progress">Told after each tree, in order, from the threads that train. What it throws ends the training and reaches the caller as it is.</param>
    /// <param name="cancellationToken">Stops the training; nothing is returned, and no thread is at work any more.</param>
    /// <returns>The artefact, its out-of-bag figures and notes; the same for the same table and options, on any number of threads.</returns>
    /// <exception cref="ArgumentException">The table is unlabelled, empty, of one class, or without a usable column; or an option names a column that is not there.</exception>
    /// <exception cref="Numerics.OptionsException">A monotonic constraint names no feature, or one made of categories.</exception>
    /// <exception cref="RecordFormatException">A column cannot be read as the kind the options declare.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainedDetector Train(Table table, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.IsLabelled) throw new ArgumentException("The table carries no labels; training needs one per row.", nameof(table));
        RefuseOneClass(table);
        int[] groups = Options.GroupBy is { } column ? RowGroups.Of(table, column) : [];
        Table prepared = Prepare(table);
        var encoder = FeatureEncoder.Fit(prepared, Options.Encoder, cancellationToken);
        var trainer = new RandomForestTrainer(Options.Forest with { MonotonicConstraints = NamedConstraints.Of(encoder, Options.MonotonicConstraints) });
        TrainedForest forest = trainer.TrainOn(new TrainingSet(encoder.Encode(prepared, cancellationToken), prepared.IsAnomaly, groups: groups), progress, cancellationToken);

        var notes = new List<string>(encoder.Notes);
        NoteGroupFeature(notes, prepared.Schema);
        NoteEarlyStop(notes, forest);
        var seen = ScoredRows.Keep(forest.OutOfBagScores, prepared.IsAnomaly);
        NoteUnscored(notes, seen, forest);
        double threshold = ChooseThreshold(seen, notes);
        EvaluationReport? outOfBag = seen.HasBothClasses ? EvaluationReport.Compute(seen.Scores, seen.IsAnomaly, threshold, ScoreSource.OutOfBag) : null;
        var artifact = new DetectorArtifact(encoder, forest.Model, new DecisionPolicy { Threshold = threshold }, ProvenanceOf(prepared, forest), outOfBag);
        return new TrainedDetector(artifact, outOfBag, forest.OutOfBagScores, [.. notes]);
    }

    // Known before any work is done, so said before it.
    private static void RefuseOneClass(Table table)
    {
        int normalCount = table.RowCount - table.AnomalyCount;
        if (table.AnomalyCount == 0 || normalCount == 0) throw new ArgumentException($"Training needs rows of both classes, but of {table.RowCount} rows, {table.AnomalyCount} are anomalies and {normalCount} are normal.", nameof(table));
    }

    private Table Prepare(Table table)
    {
        Table prepared = table.Without([.. Options.Exclude]);
        foreach ((string column, FeatureKind kind) in Options.Kinds) prepared = prepared.WithKind(column, kind);
        return prepared;
    }

    private double ChooseThreshold(ScoredRows seen, List<string> notes)
    {
        if (Options.Threshold is { } given) return given;
        if (seen.HasBothClasses) return ThresholdSearch.BestFBeta(seen.Scores, seen.IsAnomaly, Options.Beta, Options.ExpectedAnomalyRate).Threshold;
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"no out-of-bag scores of both classes: the threshold is {ThresholdWithoutScores}, not chosen on data"));
        return ThresholdWithoutScores;
    }

    private void NoteGroupFeature(List<string> notes, FeatureSchema schema)
    {
        if (Options.GroupBy is not { } column || schema.IndexOf(column) is not (>= 0 and int index) || schema[index].Kind == FeatureKind.Identifier) return;
        notes.Add($"{column} groups the rows and is a feature too, so the forest may learn groups by heart; Exclude leaves it out");
    }

    private static void NoteEarlyStop(List<string> notes, TrainedForest forest)
    {
        int treeCount = forest.Model.Trees.Length;
        if (treeCount < forest.Options.TreeCount) notes.Add($"the forest has {treeCount} trees of the {forest.Options.TreeCount} it was allowed; further ones did not improve out-of-bag scores");
    }

    private static void NoteUnscored(List<string> notes, ScoredRows seen, TrainedForest forest)
    {
        int unscored = forest.OutOfBagScores.Length - seen.Scores.Length;
        if (unscored > 0) notes.Add($"{unscored} of {forest.OutOfBagScores.Length} rows were seen by every tree and have no out-of-bag score; more trees would give them one");
    }

    private Provenance ProvenanceOf(Table table, TrainedForest forest) => new()
    {
        Algorithm = "random-forest",
        Seed = Options.Forest.Seed,
        RowCount = table.RowCount,
        AnomalyCount = table.AnomalyCount,
        Options = TrainingRecord.Of(Options, forest.Options.SplitSearch),
    };
}
