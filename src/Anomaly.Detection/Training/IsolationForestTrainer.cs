using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Trains isolation forests, which need no labels. Immutable; safe to share between threads.</summary>
/// <remarks>
/// <para>Liu, Ting and Zhou, "Isolation forest" (2008) and "Isolation-based anomaly detection" (2012); with planes, Hariri, Kind and Brunner, "Extended
/// isolation forest" (2019), whose weights here are in units of a feature's spread in the node, so that the scale of features does not matter.</para>
/// <para>Tree t draws from stream t of the seed, so trees do not depend on one another, nor on the number of threads that grow them.</para>
/// <para>Memory beyond the table and the forest: 4 bytes a row that a tree draws, 16 a row of the table for scores, and a byte a row and thread.</para>
/// </remarks>
public sealed class IsolationForestTrainer
{
    /// <summary>Creates a trainer.</summary>
    /// <param name="options">How to train; the defaults when null.</param>
    /// <exception cref="OptionsException">Two options contradict each other.</exception>
    public IsolationForestTrainer(IsolationForestOptions? options = null)
    {
        Options = options ?? new IsolationForestOptions();
        Options.Check();
    }

    /// <summary>How forests are trained.</summary>
    public IsolationForestOptions Options { get; }

    /// <summary>Trains a forest.</summary>
    /// <param name="features">The rows, at least one; NaN is missing.</param>
    /// <param name="categoricalFeatures">Indexes of features whose values stand for categories, for <see cref="CategoricalSplits.RandomSubset"/>; none by default.</param>
    /// <param name="progress">Told after each tree, in order, from the threads that train. What it throws ends the training and reaches the caller as it is.</param>
    /// <param name="cancellationToken">Stops the training before the next tree; nothing is returned.</param>
    /// <returns>The forest; the same for the same rows, options and seed, on any number of threads.</returns>
    /// <exception cref="ArgumentException">There are no rows, or no such feature.</exception>
    /// <exception cref="OptionsException">The extension level is not below the number of features.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainedIsolationForest Train(FeatureMatrix features, ReadOnlySpan<int> categoricalFeatures = default, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.RowCount == 0) throw new ArgumentException("There are no rows to train on; at least one is needed.", nameof(features));
        if (Options.ExtensionLevel >= features.FeatureCount) OptionGuard.Throw(nameof(Options.ExtensionLevel), string.Create(CultureInfo.InvariantCulture, $"a level below the number of features, {features.FeatureCount}"), Options.ExtensionLevel.ToString(CultureInfo.InvariantCulture));
        bool[] isCategorical = MarksOf(categoricalFeatures, features.FeatureCount);
        int threads = Options.MaxThreads ?? Environment.ProcessorCount;
        int sampleSize = Math.Min(Options.SampleSize, features.RowCount);
        int[][] samples = new int[Options.TreeCount][];
        var trees = new IsolationTree[Options.TreeCount];
        var turnstile = new ProgressTurnstile(trees.Length, progress);
        Crew.Run(trees.Length, threads, _ => Hire(features, isCategorical, sampleSize, samples, trees, turnstile), cancellationToken);
        return Finish(features, sampleSize, samples, trees, threads, cancellationToken);
    }

    private Action<int> Hire(FeatureMatrix features, bool[] isCategorical, int sampleSize, int[][] samples, IsolationTree[] trees, ProgressTurnstile turnstile)
    {
        var sample = new IsolationSample(features.RowCount, sampleSize);
        var grower = new IsolationTreeGrower(features, sampleSize, Options, isCategorical);
        return tree =>
        {
            var random = new RandomStream(Options.Seed, (ulong)tree);
            samples[tree] = sample.Draw(ref random);
            trees[tree] = grower.Grow(samples[tree], ref random);
            turnstile.Pass(tree);
        };
    }

    private TrainedIsolationForest Finish(FeatureMatrix features, int sampleSize, int[][] samples, IsolationTree[] grown, int threads, CancellationToken cancellationToken)
    {
        var trees = new DecisionTree[grown.Length];
        var projections = ImmutableArray.CreateBuilder<SplitProjection>();
        for (int tree = 0; tree < trees.Length; tree++)
        {
            trees[tree] = grown[tree].Build(projections.Count);
            projections.AddRange(grown[tree].Projections);
        }

        var model = IsolationForestModel.FromChecked(ImmutableCollectionsMarshal.AsImmutableArray(trees), features.FeatureCount, sampleSize, Options.PathLengths, projections.ToImmutable(), IsolationForestModel.DefaultOffset);
        model = model.WithOffset(OffsetOf(model));
        if (!Options.ScoreTrainingRows) return new TrainedIsolationForest(model, [], [], Options);
        double[] scores = new double[features.RowCount];
        double[] unseen = new double[features.RowCount];
        int blocks = (scores.Length + IsolationRowScorer.BlockRows - 1) / IsolationRowScorer.BlockRows;
        Crew.Run(blocks, threads, stop => Hire(new IsolationRowScorer(features, model, samples), scores, unseen, stop), cancellationToken);
        var trained = new TrainedIsolationForest(model, ImmutableCollectionsMarshal.AsImmutableArray(scores), ImmutableCollectionsMarshal.AsImmutableArray(unseen), Options);
        return Options.Contamination is { } contamination ? trained.WithContamination(contamination) : trained;
    }

    private static Action<int> Hire(IsolationRowScorer scorer, double[] scores, double[] unseen, CancellationToken stop) =>
        block => scorer.Score(block * IsolationRowScorer.BlockRows, scores, unseen, stop);

    // One half, up to the rounding of the sum that it is the score of: rows that no tree tells apart are no outliers, however many trees there are.
    private static double OffsetOf(IsolationForestModel model)
    {
        double average = AveragePathLength.Of(model.SampleSize, model.PathLengths);
        double sum = 0;
        for (int tree = 0; tree < model.Trees.Length; tree++) sum += average;
        return model.ScoreOf(sum, model.Trees.Length);
    }

    private static bool[] MarksOf(ReadOnlySpan<int> categoricalFeatures, int featureCount)
    {
        bool[] marks = new bool[featureCount];
        foreach (int feature in categoricalFeatures)
        {
            if (feature < 0 || feature >= featureCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Feature {feature} is to hold categories, but there are {featureCount} features."), nameof(categoricalFeatures));
            marks[feature] = true;
        }

        return marks;
    }
}
