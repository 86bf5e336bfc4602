using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tool.Comparing;

/// <summary>The comparison that the original system ran with scikit-learn: a random forest, isolation forests and one-class SVMs at six shares each.</summary>
/// <remarks>Every column is a feature, identifiers and dates too, texts are codes, all is of one scale, and each model decides by itself.</remarks>
internal static class OriginalComparison
{
    private static readonly ImmutableArray<double> Shares = [.01, .02, .05, .1, .15, .2];

    /// <summary>The thirteen candidates for a table.</summary>
    public static ImmutableArray<DetectorCandidate> CandidatesFor(FeatureSchema schema)
    {
        var original = new AnomalyDetectorOptions
        {
            Kinds = ColumnsTakenAsTexts(schema).ToDictionary(name => name, _ => FeatureKind.Categorical),
            Encoder = new FeatureEncoderOptions { Scaling = Scaling.Standard },
            UseLabels = false,
        };

        // scikit-learn's forest flags a row when the anomaly has more than half of the votes.
        var forest = new DetectorCandidate("random-forest", original with
        {
            Learner = new RandomForestOptions { MaxDepth = 10, MinSamplesSplit = 5, MinSamplesLeaf = 2, SplitSearch = SplitSearch.Exact },
            UseLabels = true,
            Calibration = CalibrationMethod.None,
            Threshold = Math.BitIncrement(0.5),
        });
        return
        [
            forest,
            .. Shares.Select(share => new DetectorCandidate(NameOf("isolation c", share), original with { Learner = new IsolationForestOptions { Contamination = share } })),
            .. Shares.Select(share => new DetectorCandidate(NameOf("svm nu", share), original with { Learner = new OneClassSvmOptions { Nu = share } })),
        ];
    }

    /// <summary>Identifiers and dates, which are features as codes here.</summary>
    public static ImmutableArray<string> ColumnsTakenAsTexts(FeatureSchema schema) =>
        [.. schema.Columns.Where(column => column.Kind is FeatureKind.Identifier or FeatureKind.Timestamp).Select(column => column.Name)];

    // Short enough for a table of 100 characters.
    private static string NameOf(string model, double share) => string.Create(CultureInfo.InvariantCulture, $"{model}={share}");
}
