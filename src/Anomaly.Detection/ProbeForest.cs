using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection;

/// <summary>A small forest for the checks of an audit that need a model: its out-of-bag scores are those of models that did not see a row.</summary>
internal static class ProbeForest
{
    private const int TreeCount = 60;
    private const int MaxDepth = 12;

    /// <summary>What an audit asks to score rows by.</summary>
    /// <param name="encoder">Which columns the detector reads: the probe sees no others.</param>
    /// <param name="maxThreads">Most threads; null for all processors.</param>
    public static UnseenRowScoring Of(FeatureEncoder encoder, int? maxThreads)
    {
        HashSet<string> read = [.. encoder.Schema.Columns.Where(column => column.Kind != FeatureKind.Identifier).Select(column => column.Name)];
        var forest = new RandomForestOptions { TreeCount = TreeCount, MaxDepth = MaxDepth, MinSamplesLeaf = 2, MaxThreads = maxThreads };
        return (rows, scores, cancellationToken) =>
        {
            Table seen = rows.Without([.. rows.Schema.Columns.Select(column => column.Name).Where(name => !read.Contains(name))]);
            var fitted = FeatureEncoder.Fit(seen, options: null, cancellationToken);
            new RandomForestTrainer(forest).Train(fitted.Encode(seen, cancellationToken), seen.IsAnomaly, progress: null, cancellationToken).OutOfBagScores.AsSpan().CopyTo(scores);
        };
    }
}
