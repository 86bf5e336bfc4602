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
        Table rows = Sample(test, options.ImportanceRows);
        FeatureMatrix features = artifact.Encoder.Encode(rows, cancellationToken);
        var scorer = Scorer.Compile(artifact.Model);
        var permutation = new PermutationOptions { MaxThreads = options.MaxThreads };
        ImmutableArray<MetricDrop> drops = PermutationImportances.OfFunction(scorer.Score, features, rows.IsAnomaly, permutation, progress, cancellationToken);
        return [.. drops.Select((drop, feature) => new NamedImportance(artifact.Encoder.Features[feature].Name, drop.Mean))];
    }

    // As many of each class as its share; of a class of few rows all.
    private static Table Sample(Table table, int most)
    {
        int anomalies = table.AnomalyCount, normals = table.RowCount - anomalies;
        if (table.RowCount <= most || anomalies < 2 || normals < 2) return table;
        double share = (double)most / table.RowCount;
        return anomalies * share < 1 || normals * share < 1 ? table : table.Select(Splits.StratifiedHoldOut(table.IsAnomaly, share, seed: 42).Test.AsSpan());
    }
}
