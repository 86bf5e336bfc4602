using Anomaly.Detection.Data;

namespace Anomaly.Detection.Explanation;

/// <summary>How <see cref="ShapExplainer"/> tells what a row would score without knowing some of its features.</summary>
public sealed record ShapOptions
{
    /// <summary>
    /// Rows that take the place of what is not known (interventional contributions), encoded, at least one. Default: null, the rows of the training, as the covers of the trees remember
    /// them (path-dependent contributions).
    /// </summary>
    public FeatureMatrix? Background { get; init; }
}
