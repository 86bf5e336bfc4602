using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection;

/// <summary>Trains any number of candidates on one table and judges each on any number of tests, with intervals. Immutable; safe to share between threads.</summary>
public sealed class DetectorComparison
{
    private readonly ImmutableArray<AnomalyDetectorTrainer> _trainers;

    /// <summary>Creates a comparison.</summary>
    /// <param name="candidates">What to compare, at least one, under different names. The list is copied.</param>
    /// <param name="options">How to run; the defaults when null.</param>
    /// <exception cref="ArgumentException">There are no candidates, one is null, or two have one name.</exception>
    /// <exception cref="ComparisonException">Two options of a candidate contradict each other; it is named.</exception>
    public DetectorComparison(IReadOnlyList<DetectorCandidate> candidates, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        Candidates = [.. candidates];
        Options = options ?? new ComparisonOptions();
        CheckNames([.. Candidates.Select(candidate => candidate?.Name)], "candidate", nameof(candidates));
        _trainers = [.. Candidates.Select(TrainerOf)];
    }

    /// <summary>What is compared, in order.</summary>
    public ImmutableArray<DetectorCandidate> Candidates { get; }

    /// <summary>How comparisons run.</summary>
    public ComparisonOptions Options { get; }

    /// <summary>Trains every candidate and judges it on every test.</summary>
    /// <param name="training">The rows to train on; labelled where a candidate needs labels.</param>
    /// <param name="tests">The tests, at least one, under different names.</param>
    /// <param name="progress">Told in order, by candidate and then by test, when a candidate is trained and when it is judged on a test, from the threads that work. What it throws ends the comparison and reaches the caller as it is.</param>
    /// <param name="cancellationToken">Stops the comparison; nothing is returned, and no thread is at work any more.</param>
    /// <returns>One row per candidate and test, in their order; the same, seconds aside, on any number of threads.</returns>
    /// <exception cref="ArgumentException">There are no tests, one is null, two have one name, or a test has no column of the training table.</exception>
    /// <exception cref="ComparisonException">A candidate failed; it and the test are named, and the others are stopped. Of several that fail, any may be the one.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// Before the first training, test rows are compared with training rows, cell by cell as the tables have them and labels aside: those that are both are counted and noted, and where
    /// all of a test are, its source becomes <see cref="Evaluation.ScoreSource.Training"/>, whatever the test was said to be.
    /// </remarks>
    public ComparisonReport Run(Table training, IReadOnlyList<ComparisonTest> tests, IProgress<ComparisonProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(tests);
        CheckNames([.. tests.Select(test => test?.Name)], "test", nameof(tests));
        foreach (DetectorCandidate candidate in Candidates) CheckColumns(candidate, training);
        ImmutableArray<TestAudit> audits = TestAudit.Of(training, tests, cancellationToken);

        var rows = new ComparisonRow[Candidates.Length * audits.Length];
        int stepCount = audits.Length + 1;
        var done = new InOrder<int>((_, step) => progress?.Report(ProgressAt(step, stepCount)));
        Crew.Run(Candidates.Length, Options.MaxThreads ?? Environment.ProcessorCount, stop => candidate => RunOne(candidate, stop), cancellationToken);
        return new ComparisonReport(rows, Options.Bootstrap?.Confidence);

        void RunOne(int candidate, CancellationToken stop)
        {
            var run = CandidateRun.Train(Candidates[candidate].Name, _trainers[candidate], training, stop);
            int step = candidate * stepCount;
            done.Pass(step, step);
            for (int test = 0; test < audits.Length; test++)
            {
                rows[(candidate * audits.Length) + test] = run.Judge(audits[test], Options.Bootstrap, stop);
                step++;
                done.Pass(step, step);
            }
        }
    }

    // Steps of a candidate: 0 is its training, then one a test.
    private ComparisonProgress ProgressAt(int step, int stepCount)
    {
        int candidate = step / stepCount, testsOfIt = step % stepCount, testCount = stepCount - 1;
        int candidatesDone = candidate + (testsOfIt == testCount ? 1 : 0);
        return new ComparisonProgress(candidatesDone, Candidates.Length, (candidate * testCount) + testsOfIt, Candidates.Length * testCount, Candidates[candidate].Name);
    }

    private static AnomalyDetectorTrainer TrainerOf(DetectorCandidate candidate)
    {
        try
        {
            // The figures of the tests are what is compared; intervals of the training's own would only take time.
            return new AnomalyDetectorTrainer(candidate.Options with { Intervals = null });
        }
        catch (ArgumentException exception)
        {
            throw new ComparisonException(candidate.Name, testSet: null, exception);
        }
    }

    // Each training would find its own mistake out, but the last one only when all before it are done.
    private static void CheckColumns(DetectorCandidate candidate, Table training)
    {
        AnomalyDetectorOptions options = candidate.Options;
        try
        {
            foreach (string column in options.Exclude) training.Schema.RequiredIndexOf(column);
            foreach (string column in options.Kinds.Keys) training.Schema.RequiredIndexOf(column);
            if (options.GroupBy is { } group) training.Schema.RequiredIndexOf(group);
        }
        catch (ArgumentException exception)
        {
            throw new ComparisonException(candidate.Name, testSet: null, exception);
        }
    }

    private static void CheckNames(ReadOnlySpan<string?> names, string what, string parameter)
    {
        if (names.IsEmpty) throw new ArgumentException($"There are 0 {what}s; at least one is needed.", parameter);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i] is not { } name) throw new ArgumentException($"The {what} at {i} (first = 0) is null.", parameter);
            if (!known.TryAdd(name, i)) throw new ArgumentException($"The {what}s at {known[name]} and {i} (first = 0) are both named '{name}'; names must differ.", parameter);
        }
    }
}
