using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Training;
using Record = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Builder;

namespace Anomaly.Detection;

/// <summary>One-class support vector machines on the training stairs: no label is learned from.</summary>
internal sealed class OneClassSvmLearner(OneClassSvmOptions svm) : DetectorLearner
{
    public override bool NeedsLabels => false;

    public override bool NeedsScaling => true;

    public override bool NeedsEveryValue => true;

    public override ulong Seed => 0;

    public override void Check(AnomalyDetectorOptions options) => _ = new OneClassSvmTrainer(svm);

    public override LearnedModel Learn(LearningTask task, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var trainer = new OneClassSvmTrainer(svm);

        // A fold's machine too needs a row's worth of nu.
        int folds = CrossFit.FoldCount(task, fewestRows: 1 / svm.Nu);
        var stages = new StageProgress(progress, 1 + folds);
        TrainedOneClassSvm trained = trainer.Train(task.Features, ProgressOf(stages.Stage(0)), cancellationToken);

        // A decision value is a sum over the rows, so a fold's is smaller by the share of rows it was trained on.
        double[] unseen = folds == 0 ? [] : CrossFit.Score(task, (rows, stage) => trainer.Train(rows, ProgressOf(stage), cancellationToken).Model, growsWithRows: true, stages, 1, cancellationToken);
        return new LearnedModel(trained.Model, [.. unseen], ScoreSource.CrossValidated)
        {
            OwnMap = MarginMap.Fit(0, trained.TrainingScores.AsSpan()),
            Notes = trained.Message is { } message ? [message] : [],
        };
    }

    public override void Describe(Record record, string prefix, LearnedModel learned) => LearnerRecord.Add(record, prefix, svm);

    private static SvmProgressAsSteps? ProgressOf(IProgress<TrainingProgress>? target) => target is null ? null : new SvmProgressAsSteps(target);

    private sealed class SvmProgressAsSteps(IProgress<TrainingProgress> target) : IProgress<SvmProgress>
    {
        private const int Steps = 100;

        public void Report(SvmProgress value) => target.Report(new TrainingProgress((int)(value.Fraction * Steps), Steps));
    }
}
