using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection;

/// <summary>Judges a way to train: every fold trains a detector from scratch, threshold and calibration too, and tests it on rows it did not meet. Immutable; safe to share between threads.</summary>
/// <remarks>
/// <para>
/// The threshold is nested: each fold's is chosen by its own training on its own rows, so figures at it are not flattered by the choice, as those of a
/// threshold that was chosen on the rows it is judged on are.
/// </para>
/// <para>
/// Which division? Rows of one user resemble each other: name the column in <see cref="AnomalyDetectorOptions.GroupBy"/>. The detector will judge the future: name
/// <see cref="CrossValidationOptions.TimeColumn"/>. Only where rows are independent of each other are the stratified folds honest.
/// </para>
/// </remarks>
public sealed class CrossValidation
{
    private readonly AnomalyDetectorTrainer _trainer;

    /// <summary>Creates a cross-validation.</summary>
    /// <param name="detector">How detectors are trained; the defaults when null.</param>
    /// <param name="options">How rows are divided; the defaults when null.</param>
    /// <exception cref="Numerics.OptionsException">Two options contradict each other.</exception>
    public CrossValidation(AnomalyDetectorOptions? detector = null, CrossValidationOptions? options = null)
    {
        _trainer = new AnomalyDetectorTrainer(detector);
        Options = options ?? new CrossValidationOptions();
    }

    /// <summary>How detectors are trained.</summary>
    public AnomalyDetectorOptions Detector => _trainer.Options;

    /// <summary>How rows are divided.</summary>
    public CrossValidationOptions Options { get; }

    /// <summary>Trains and judges, fold by fold.</summary>
    /// <param name="table">Labelled rows of both classes.</param>
    /// <param name="progress">Told in hundredths of a training, in order, from the threads that train. What it throws ends the run and reaches the caller as it is.</param>
    /// <param name="cancellationToken">Stops the run; nothing is returned.</param>
    /// <returns>The figures; the same for the same table and options, on any number of threads.</returns>
    /// <exception cref="ArgumentException">The table is unlabelled, a fold would lack a class, a named column is not there, or a time is missing; or as for <see cref="AnomalyDetectorTrainer.Train"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public CrossValidationResult Run(Table table, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.IsLabelled) throw new ArgumentException("The table carries no labels; cross-validation needs one per row.", nameof(table));
        ImmutableArray<TrainTestSplit> splits = SplitsOf(table);
        var stages = new StageProgress(progress, splits.Length + (Options.Refit ? 1 : 0));
        var tested = new TestedFolds(table.RowCount);
        var folds = ImmutableArray.CreateBuilder<CrossValidationFold>(splits.Length);
        for (int fold = 0; fold < splits.Length; fold++) folds.Add(RunFold(table, splits[fold], tested, stages.Stage(fold), cancellationToken));
        var notes = new List<string>(NotesOf(table, tested));
        TrainedDetector? refitted = Options.Refit ? Refit(table, stages.Stage(splits.Length), notes, cancellationToken) : null;

        (MetricInterval mean, double deviation) = FoldMean.RocAuc(splits, tested.RawScores, table.IsAnomaly, Options.Intervals?.Confidence);
        return new CrossValidationResult
        {
            Folds = folds.MoveToImmutable(),
            Evaluation = tested.Judge(table.IsAnomaly, Options.Intervals, cancellationToken),
            MeanRocAuc = mean,
            RocAucDeviation = deviation,
            Probabilities = ImmutableArray.Create(tested.Probabilities),
            RawScores = ImmutableArray.Create(tested.RawScores),
            Detector = refitted,
            Notes = [.. notes],
        };
    }

    private ImmutableArray<TrainTestSplit> SplitsOf(Table table)
    {
        if (Options.TimeColumn is { } time) return Splits.TimeOrderedFolds(table.IsAnomaly, TimesOf(table, time), Options.Folds);
        if (Detector.GroupBy is not { } group) return Splits.StratifiedKFold(table.IsAnomaly, Options.Folds, Options.Seed);
        string?[] groups = [.. RowGroups.Of(table, group).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        return Splits.GroupedKFold(table.IsAnomaly, groups, Options.Folds, Options.Seed ?? 0);
    }

    private static ReadOnlySpan<double> TimesOf(Table table, string column)
    {
        int index = table.Schema.RequiredIndexOf(column);
        if (table.Schema[index].IsText) throw new ArgumentException($"Column '{column}' is {table.Schema[index].Kind}; folds in time need a column of times or numbers.", nameof(table));
        return table.Numeric(index);
    }

    private CrossValidationFold RunFold(Table table, TrainTestSplit split, TestedFolds tested, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        TrainedDetector detector;
        string? refusal = null;
        try
        {
            detector = _trainer.Train(table.Select(split.Train.AsSpan()), progress, cancellationToken);
        }
        catch (ThresholdNotFoundException exception)
        {
            (detector, refusal) = (exception.Detector, exception.Design.Refusal);
        }

        var predictor = new AnomalyDetectionPredictor(detector.Artifact);
        Table test = table.Select(split.Test.AsSpan());
        AnomalyPrediction[] predictions = predictor.PredictBatch(test, progress: null, cancellationToken);
        double threshold = refusal is null ? detector.Artifact.Policy.Threshold : double.PositiveInfinity;
        return new CrossValidationFold
        {
            Split = split,
            Threshold = threshold,
            Evaluation = tested.Add(split.Test.AsSpan(), predictions, predictor.Info, threshold, test.IsAnomaly, Options.Intervals, cancellationToken),
            Notes = refusal is null ? detector.Notes : detector.Notes.Add($"{refusal}: nothing was flagged"),
        };
    }

    // The folds have been judged by now: what they say is not lost because all rows together have no threshold.
    private TrainedDetector? Refit(Table table, IProgress<TrainingProgress>? progress, List<string> notes, CancellationToken cancellationToken)
    {
        try
        {
            return _trainer.Train(table, progress, cancellationToken);
        }
        catch (ThresholdNotFoundException exception)
        {
            notes.Add($"no detector of all rows: {exception.Design.Refusal}");
            return null;
        }
    }

    private IEnumerable<string> NotesOf(Table table, TestedFolds tested)
    {
        int untested = table.RowCount - tested.Count;
        if (untested > 0) yield return string.Create(CultureInfo.InvariantCulture, $"{untested:N0} of {table.RowCount:N0} rows, the earliest, were only trained on");
        if (tested.SilentFolds > 0) yield return $"in {tested.SilentFolds} of {Options.Folds} folds no threshold held what {Detector.Objective} asks for: nothing was flagged there";
        if (Options.TimeColumn is null || Detector.GroupBy is not { } group) yield break;
        yield return $"folds are divided by time, so rows of one {group} may be trained on and tested";
    }
}
