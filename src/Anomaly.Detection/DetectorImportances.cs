using System.Collections.Immutable;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection;

/// <summary>What each feature is worth to a detector on some rows.</summary>
internal static class DetectorImportances
{
    /// <summary>The falls of the ROC-AUC when features are permuted; none where no rows are to be looked at.</summary>
    public static ImmutableArray<NamedImportance> Of(DetectorArtifact artifact, Table test, DetectorEvaluationOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (options.ImportanceRows == 0) return [];
        Table rows = test.RowCount <= options.ImportanceRows ? test : DrawnRows.Stratified(test, options.ImportanceRows) ?? test;
        FeatureMatrix features = artifact.Encoder.Encode(rows, cancellationToken);
        var scorer = Scorer.Compile(artifact.Model);
        var permutation = new PermutationOptions { MaxThreads = options.MaxThreads };
        ImmutableArray<MetricDrop> drops = PermutationImportances.OfFunction(scorer.Score, features, rows.IsAnomaly, permutation, progress, cancellationToken);
        return [.. drops.Select((drop, feature) => new NamedImportance(artifact.Encoder.Features[feature].Name, drop.Mean))];
    }
}
