using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

/// <summary>One detector of each kind that can be explained, trained on the shared sessions.</summary>
internal static class ExplainedModels
{
    private static readonly Lazy<DetectorArtifact> Isolation = new(() => Train(new IsolationForestOptions { TreeCount = 20, Seed = 3 }));

    private static readonly Lazy<DetectorArtifact> Ensemble = new(() => Train(new EnsembleOptions
    {
        Members = [new EnsembleMember(TestSessions.Forest), new EnsembleMember(new IsolationForestOptions { TreeCount = 20, Seed = 3 })],
    }));

    private static readonly Lazy<DetectorArtifact> Encoded = new(() => new AnomalyDetectorTrainer(TestSessions.Options with
    {
        Encoder = new FeatureEncoderOptions
        {
            CategoryEncoding = CategoryEncoding.OneHot,
            Scaling = Scaling.Standard,
            DerivedFeatures = [DerivedFeature.Ratio("clicks_count", "page_views"), DerivedFeature.Difference("session_duration", "clicks_count")],
        },
    }).Train(TestSessions.Training).Artifact);

    /// <summary>Their names.</summary>
    public static TheoryData<string> Names => ["forest", "isolation", "ensemble", "encoded"];

    /// <summary>The artefact of a name.</summary>
    public static DetectorArtifact Of(string model) => model switch
    {
        "isolation" => Isolation.Value,
        "ensemble" => Ensemble.Value,
        "encoded" => Encoded.Value,
        _ => TestSessions.Trained.Artifact,
    };

    /// <summary>Compares explanations row by row, to the bit.</summary>
    public static void ShouldEqual(PredictionExplanation[] found, PredictionExplanation[] expected)
    {
        found.Should().HaveSameCount(expected);
        for (int row = 0; row < found.Length; row++) ShouldEqual(found[row], expected[row]);
    }

    /// <summary>Compares two explanations to the bit: records compare doubles by their value.</summary>
    public static void ShouldEqual(PredictionExplanation found, PredictionExplanation expected)
    {
        found.Prediction.Should().Be(expected.Prediction);
        found.Breakdown.Contributions.Should().Equal(expected.Breakdown.Contributions);
        found.Reasons.Should().Equal(expected.Reasons);
        (found.Breakdown.BaseValue, found.Breakdown.Value, found.Breakdown.Scale).Should().Be((expected.Breakdown.BaseValue, expected.Breakdown.Value, expected.Breakdown.Scale));
    }

    private static DetectorArtifact Train(ILearnerOptions learner) => new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = learner }).Train(TestSessions.Training).Artifact;
}
