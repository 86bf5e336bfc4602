using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection;

/// <summary>A small forest for the checks of an audit that need a model: its out-of-bag scores are those of models that did not see a row.</summary>
public static class ProbeForest
{
    private const int TreeCount = 60;
    private const int MaxDepth = 12;

    /// <summary>Makes the model that <see cref="AuditOptions.Model"/> asks for, where there is no detector yet.</summary>
    /// <param name="maxThreads">Most threads, at least 1; null for as many as the machine has processors. Scores do not depend on it.</param>
    /// <returns>A model that trains 60 trees of depth 12 on all columns but identifiers.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public static AuditModel Create(int? maxThreads = null)
    {
        RandomForestOptions forest = Options(maxThreads);
        return new AuditModel
        {
            ScoreUnseen = (rows, scores, cancellationToken) =>
                Score(forest, rows.Without([.. rows.Schema.Columns.Where(column => column.Kind == FeatureKind.Identifier).Select(column => column.Name)]), scores, cancellationToken),
        };
    }

    /// <summary>What an audit asks to score rows by.</summary>
    /// <param name="encoder">Which columns the detector reads: the probe sees no others.</param>
    /// <param name="maxThreads">Most threads; null for all processors.</param>
    internal static UnseenRowScoring Of(FeatureEncoder encoder, int? maxThreads)
    {
        HashSet<string> read = [.. encoder.Schema.Columns.Where(column => column.Kind != FeatureKind.Identifier).Select(column => column.Name)];
        RandomForestOptions forest = Options(maxThreads);
        return (rows, scores, cancellationToken) =>
            Score(forest, rows.Without([.. rows.Schema.Columns.Select(column => column.Name).Where(name => !read.Contains(name))]), scores, cancellationToken);
    }

    private static RandomForestOptions Options(int? maxThreads) => new() { TreeCount = TreeCount, MaxDepth = MaxDepth, MinSamplesLeaf = 2, MaxThreads = maxThreads };

    private static void Score(RandomForestOptions forest, Table seen, Span<double> scores, CancellationToken cancellationToken)
    {
        var fitted = FeatureEncoder.Fit(seen, options: null, cancellationToken);
        new RandomForestTrainer(forest).Train(fitted.Encode(seen, cancellationToken), seen.IsAnomaly, progress: null, cancellationToken).OutOfBagScores.AsSpan().CopyTo(scores);
    }
}
