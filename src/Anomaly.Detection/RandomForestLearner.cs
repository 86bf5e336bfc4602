using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using Record = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Builder;

namespace Anomaly.Detection;

/// <summary>Random forests on the training stairs.</summary>
internal sealed class RandomForestLearner(RandomForestOptions forest) : DetectorLearner
{
    public override bool NeedsLabels => true;

    public override bool NeedsScaling => false;

    public override bool NeedsEveryValue => false;

    public override ulong Seed => forest.Seed;

    public override void Check(AnomalyDetectorOptions options)
    {
        forest.Check();
        if (!options.UseLabels) OptionGuard.Throw(nameof(options.UseLabels), "true, as a random forest learns from labels", "false");
        if (forest.MonotonicConstraints.Count != 0) OptionGuard.Throw("Learner.MonotonicConstraints", "none, as the encoder decides on the order of features: the detector's own MonotonicConstraints go by name", forest.MonotonicConstraints.ToString());
        if (options.GroupBy is not { } column) return;
        if (!forest.Bootstrap) OptionGuard.Throw(nameof(options.GroupBy), "null when Learner.Bootstrap is false", column);
        if (forest.ClassSamples is not null) OptionGuard.Throw(nameof(options.GroupBy), "null when Learner.ClassSamples is given", column);
    }

    public override LearnedModel Learn(LearningTask task, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var trainer = new RandomForestTrainer(forest with { MonotonicConstraints = NamedConstraints.Of(task.Encoder, task.Options.MonotonicConstraints) });
        TrainedForest trained = trainer.TrainOn(new TrainingSet(task.Features, task.IsAnomaly, groups: task.Groups), progress, cancellationToken);
        return new LearnedModel(trained.Model, trained.OutOfBagScores, ScoreSource.OutOfBag) { Notes = NotesOf(trained), SplitSearch = trained.Options.SplitSearch };
    }

    public override void Describe(Record record, string prefix, LearnedModel learned) => LearnerRecord.Add(record, prefix, forest, learned.SplitSearch);

    private static List<string> NotesOf(TrainedForest trained)
    {
        List<string> notes = [];
        int treeCount = trained.Model.Trees.Length;
        if (treeCount < trained.Options.TreeCount) notes.Add($"the forest has {treeCount} trees of the {trained.Options.TreeCount} it was allowed; further ones did not improve out-of-bag scores");
        int unscored = trained.OutOfBagScores.Count(double.IsNaN);
        if (unscored > 0) notes.Add($"{unscored} of {trained.OutOfBagScores.Length} rows were seen by every tree and have no out-of-bag score; more trees would give them one");
        return notes;
    }
}
