using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
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
        if (options.Calibration == CalibrationMethod.ClassWeights && forest.ClassSamples is not null) OptionGuard.Throw(nameof(options.Calibration), "another method when Learner.ClassSamples is given, as drawing tilts scores too", nameof(CalibrationMethod.ClassWeights));
        if (options.GroupBy is not { } column) return;
        if (!forest.Bootstrap) OptionGuard.Throw(nameof(options.GroupBy), "null when Learner.Bootstrap is false", column);
        if (forest.ClassSamples is not null) OptionGuard.Throw(nameof(options.GroupBy), "null when Learner.ClassSamples is given", column);
    }

    public override LearnedModel Learn(LearningTask task, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var trainer = new RandomForestTrainer(forest with { MonotonicConstraints = NamedConstraints.Of(task.Encoder, task.Options.MonotonicConstraints) });
        TrainedForest trained = trainer.TrainOn(new TrainingSet(task.Features, task.IsAnomaly, groups: task.Groups), progress, cancellationToken);
        ClassWeightCorrection correction = CorrectionOf(task.IsAnomaly);
        return new LearnedModel(trained.Model, trained.OutOfBagScores, ScoreSource.OutOfBag)
        {
            WeightCorrection = correction,
            AreScoresTilted = IsTilt(MeanTrainingScore(trained.Model, correction) / correction.BaseRate!.Value),
            Notes = NotesOf(trained),
            SplitSearch = trained.Options.SplitSearch,
        };
    }

    public override void Describe(Record record, string prefix, LearnedModel learned) => LearnerRecord.Add(record, prefix, forest, learned.SplitSearch);

    // Weights that are balanced per bootstrap are, but for the luck of the draw, those of the table.
    private ClassWeightCorrection CorrectionOf(bool[] isAnomaly)
    {
        int anomalies = isAnomaly.AsSpan().Count(true);
        (double normal, double anomaly) = forest.ClassWeight.Resolve(isAnomaly.Length - anomalies, anomalies);
        return new ClassWeightCorrection { NormalWeight = normal, AnomalyWeight = anomaly, BaseRate = (double)anomalies / isAnomaly.Length };
    }

    private static bool IsTilt(double ratio) => ratio is > 2 or < 0.5;

    // Over rows as they are, without weights: a leaf's cover is w₁ for each anomaly and w₀ for each normal row.
    private static double MeanTrainingScore(RandomForestModel model, ClassWeightCorrection weights)
    {
        double sum = 0, rows = 0;
        foreach (DecisionTree tree in model.Trees)
        {
            for (int node = 0; node < tree.NodeCount; node++)
            {
                if (tree.Feature[node] != DecisionTree.Leaf) continue;
                double value = tree.Value[node], rowsHere = tree.Cover[node] * ((value / weights.AnomalyWeight) + ((1 - value) / weights.NormalWeight));
                sum += rowsHere * value;
                rows += rowsHere;
            }
        }

        return sum / rows;
    }

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
