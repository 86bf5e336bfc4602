using Anomaly.Detection.Training;
using Record = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Builder;

namespace Anomaly.Detection;

/// <summary>What the training stairs need to know of an algorithm, whichever it is. Immutable.</summary>
internal abstract class DetectorLearner
{
    /// <summary>Whether it learns from labels, so that it cannot do without.</summary>
    public abstract bool NeedsLabels { get; }

    /// <summary>Whether features must be of one scale.</summary>
    public abstract bool NeedsScaling { get; }

    /// <summary>Whether it cannot learn what a missing value means, so that one must be filled in.</summary>
    public abstract bool NeedsEveryValue { get; }

    /// <summary>The seed of its random draws; 0 where there are none.</summary>
    public abstract ulong Seed { get; }

    /// <summary>The learner of some options.</summary>
    public static DetectorLearner Of(ILearnerOptions options) => options switch
    {
        RandomForestOptions forest => new RandomForestLearner(forest),
        IsolationForestOptions forest => new IsolationForestLearner(forest),
        OneClassSvmOptions svm => new OneClassSvmLearner(svm),
        EnsembleOptions ensemble => new EnsembleLearner(ensemble),
        _ => throw new NotSupportedException($"There is no learner of {options.GetType().Name}."),
    };

    /// <summary>The rules of its own options, and those between them and the detector's.</summary>
    /// <exception cref="Numerics.OptionsException">A rule is broken.</exception>
    public abstract void Check(AnomalyDetectorOptions options);

    /// <summary>Learns.</summary>
    public abstract LearnedModel Learn(LearningTask task, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Writes down the options that decide what is learned.</summary>
    /// <param name="record">Receives them.</param>
    /// <param name="prefix">Stands before every name.</param>
    /// <param name="learned">What came of them.</param>
    public abstract void Describe(Record record, string prefix, LearnedModel learned);
}
