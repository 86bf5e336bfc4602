using System.Globalization;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Artifacts;

/// <summary>Refuses to write what the default <see cref="ArtifactLoadOptions"/> refuse to read, so that no file is saved that cannot be loaded.</summary>
internal static class SaveLimits
{
    private static ArtifactLoadOptions Limits => ArtifactLoadOptions.Default;

    /// <summary>Checks counts and texts, before anything is written.</summary>
    /// <exception cref="InvalidOperationException">Something goes beyond its limit.</exception>
    /// <exception cref="NotSupportedException">The model is of no known kind.</exception>
    public static void Check(DetectorArtifact artifact)
    {
        CheckText(artifact.Provenance.LibraryVersion);
        CheckText(artifact.Provenance.Algorithm);
        foreach (string value in artifact.Provenance.Options.Values) CheckText(value);
        Check(artifact.Encoder);
        Check(artifact.Model);
    }

    /// <summary>Checks how long the file has become.</summary>
    public static void CheckBytes(long count) => Check(count, Limits.MaxBytes, nameof(Limits.MaxBytes), "bytes");

    private static void Check(FeatureEncoder encoder)
    {
        Check(encoder.Schema.Count, Limits.MaxColumns, nameof(Limits.MaxColumns), "columns");
        Check(encoder.FeatureCount, Limits.MaxFeatures, nameof(Limits.MaxFeatures), "features");
        long categories = 0;
        for (int column = 0; column < encoder.Schema.Count; column++)
        {
            CheckText(encoder.Schema[column].Name);
            if (encoder.ClassesOf(column) is not { } labels) continue;
            categories += labels.ClassCount;
            foreach (string text in labels.Classes) CheckText(text);
        }

        Check(categories, Limits.MaxCategories, nameof(Limits.MaxCategories), "categories");
        foreach (EncodedFeature feature in encoder.Features) CheckText(feature.Name);
    }

    private static void Check(IAnomalyModel model)
    {
        _ = ModelSection.TypeOf(model);
        if (model is EnsembleModel ensemble)
        {
            foreach (WeightedModel member in ensemble.Members) Check(member.Model);
        }

        if (model is OneClassSvmModel svm) Check(svm.SupportVectorCount, Limits.MaxSupportVectors, nameof(Limits.MaxSupportVectors), "support vectors");
        if (model is not ITreeModel forest) return;
        Check(forest.Trees.Length, Limits.MaxTrees, nameof(Limits.MaxTrees), "trees");
        Check(forest.Trees.Sum(tree => (long)tree.NodeCount), Limits.MaxNodes, nameof(Limits.MaxNodes), "nodes");
    }

    private static void CheckText(string text) => Check(text.Length, Limits.MaxTextLength, nameof(Limits.MaxTextLength), "UTF-16 units of one text");

    private static void Check(long count, int limit, string option, string unit)
    {
        if (count > limit) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The model file would hold {count} {unit}; by default {nameof(ArtifactLoadOptions)}.{option} lets at most {limit} be loaded again."));
    }
}
