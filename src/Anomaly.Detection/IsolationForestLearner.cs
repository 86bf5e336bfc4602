using System.Collections.Immutable;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;
using Record = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Builder;

namespace Anomaly.Detection;

/// <summary>Isolation forests on the training stairs: no label is learned from.</summary>
internal sealed class IsolationForestLearner(IsolationForestOptions forest) : DetectorLearner
{
    public override bool NeedsLabels => false;

    public override bool NeedsScaling => false;

    public override bool NeedsEveryValue => false;

    public override ulong Seed => forest.Seed;

    public override void Check(AnomalyDetectorOptions options)
    {
        _ = new IsolationForestTrainer(forest);
        if (!forest.ScoreTrainingRows) OptionGuard.Throw("Learner.ScoreTrainingRows", "true, as what a score stands for follows from those of the training rows", "false");
    }

    public override LearnedModel Learn(LearningTask task, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var trainer = new IsolationForestTrainer(forest);
        int[] categorical = CategoricalFeatures(task.Encoder);

        // Rows that a tree did not draw are scored by it unseen. Where trees draw all rows, or rows belong together, only folds can tell.
        int folds = forest.SampleSize >= task.Features.RowCount || task.Groups.Length > 0 ? CrossFit.FoldCount(task) : 0;
        var stages = new StageProgress(progress, 1 + folds);
        TrainedIsolationForest trained = trainer.Train(task.Features, categorical, stages.Stage(0), cancellationToken);
        ImmutableArray<double> unseen = !task.IsLabelled || (folds == 0 && task.Groups.Length > 0) ? []
            : folds == 0 ? trained.UnseenScores
            : [.. CrossFit.Score(task, (rows, stage) => trainer.Train(rows, categorical, stage, cancellationToken).Model, growsWithRows: false, stages, 1, cancellationToken)];
        return new LearnedModel(trained.Model, unseen, folds == 0 ? ScoreSource.OutOfBag : ScoreSource.CrossValidated)
        {
            OwnMap = MarginMap.Fit(trained.Model.Offset, trained.Scores.AsSpan()),
            OwnThreshold = Math.BitIncrement(0.5), // beyond the offset, not at it
            Notes = NotesOf(task),
        };
    }

    public override void Describe(Record record, string prefix, LearnedModel learned) => LearnerRecord.Add(record, prefix, forest);

    private static int[] CategoricalFeatures(FeatureEncoder encoder) =>
        [.. Enumerable.Range(0, encoder.FeatureCount).Where(feature => encoder.Features[feature].Operation == FeatureOperation.Code)];

    private List<string> NotesOf(LearningTask task)
    {
        if (!task.IsLabelled || forest.Contamination is null) return [];
        return ["labels set the threshold, so Contamination decides nothing; UseLabels = false lets it decide"];
    }
}
