using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Tests.Artifacts;
using static Anomaly.Detection.Tests.SmallDetectors;

namespace Anomaly.Detection.Tests;

/// <summary>Trees of detectors, told in the words of the user's columns.</summary>
public sealed class TreeWordsTests
{
    private static readonly FeatureSchema Schema = new(
        new FeatureColumn("clicks", FeatureKind.Numeric),
        new FeatureColumn("views", FeatureKind.Numeric),
        new FeatureColumn("device", FeatureKind.Categorical),
        new FeatureColumn("at", FeatureKind.Timestamp));

    private static readonly EncodedFeature[] Features =
    [
        new() { Name = "clicks", Operation = FeatureOperation.Value, Source = 0 },
        new() { Name = "views", Operation = FeatureOperation.Value, Source = 1, Fill = 3 },
        new() { Name = "device", Operation = FeatureOperation.Code, Source = 2 },
        new() { Name = "device.share", Operation = FeatureOperation.Frequency, Source = 2, Frequencies = [0.1, 0.6, 0.3] },
        new() { Name = "device=phone", Operation = FeatureOperation.OneHot, Source = 2, ClassCode = 1 },
        new() { Name = "at.hour", Operation = FeatureOperation.HourOfDay, Source = 3 },
        new() { Name = "at.day_of_week", Operation = FeatureOperation.DayOfWeek, Source = 3 },
        new() { Name = "at.elapsed_days", Operation = FeatureOperation.ElapsedDays, Source = 3, OriginSeconds = 1704067200 },
        new() { Name = "clicks/views", Operation = FeatureOperation.Ratio, Source = 0, SecondSource = 1 },
    ];

    private static readonly Dictionary<string, FeatureValue> Monday = new() { ["clicks"] = 48, ["device"] = "phone", ["at"] = "2024-01-15T05:30:00Z" };

    [Theory]
    [InlineData(0, 31.5f, true, "clicks ≤ 31.5 or missing", "clicks > 31.5", "clicks = 48")]
    [InlineData(1, 2.5f, true, "views ≤ 2.5", "views > 2.5", "views = 3")]
    [InlineData(2, 0.5f, false, "device = 'a, b'", "device ≠ 'a, b' or missing", "device = phone")]
    [InlineData(2, 1.5f, true, "device ≠ tablet or missing", "device = tablet", "device = phone")]
    [InlineData(3, 0.45f, false, "device ≠ phone", "device = phone or missing", "share of the class of device = 0.6")]
    [InlineData(4, 0.5f, true, "device ≠ phone or missing", "device = phone", "device = phone")]
    [InlineData(5, 5.5f, false, "at.hour < 6", "at.hour ≥ 6 or missing", "at.hour = 5")]
    [InlineData(5, 23f, false, "at.hour is not missing", "at.hour is missing", "at.hour = 5")]
    [InlineData(6, 0.5f, false, "at.day_of_week = Monday", "at.day_of_week ≠ Monday or missing", "at.day_of_week = Monday")]
    [InlineData(6, 2.5f, false, "at.day_of_week is one of Monday, Tuesday, Wednesday", "at.day_of_week is none of Monday, Tuesday, Wednesday or missing", "at.day_of_week = Monday")]
    [InlineData(7, 10.5f, false, "at ≤ 2024-01-11 12:00:00", "at > 2024-01-11 12:00:00 or missing", "at = 2024-01-15 05:30:00")]
    [InlineData(7, 1e20f, false, "at ≤ day 1E+20 after 2024-01-01", "at > day 1E+20 after 2024-01-01 or missing", "at = 2024-01-15 05:30:00")]
    [InlineData(8, 4f, false, "clicks/views ≤ 4", "clicks/views > 4 or missing", "clicks/views is missing")]
    public void DescribeTree_EveryOperation_HasWordsOfItsOwn(int feature, float threshold, bool missingGoesLeft, string left, string right, string held)
    {
        AnomalyDetectionPredictor predictor = Detector(feature, threshold, missingGoesLeft);
        bool isLeft = predictor.PredictSingle(Monday).AnomalyProbability == 0.25;

        predictor.DescribeTree(0).Should().Be($"{left} → 0.25 (50 %)\n{right} → 0.75 (50 %)");
        predictor.DescribePath(Monday, 0).Should().Be($"{held}: {(isLeft ? left : right)}\n→ {(isLeft ? "0.25" : "0.75")} (50 %)");
        predictor.DrawTree(0).Should().Contain($"n0 [label=\"{left}\\n0.5 (100 %)\"];");
    }

    [Fact]
    public void DescribeTree_ManyClasses_NamesTheFirst()
    {
        string[] classes = [.. Enumerable.Range(10, 30).Select(code => $"c{code}")];
        FeatureEncoder encoder = FeatureEncoder.FromParts(new FeatureSchema(new FeatureColumn("city", FeatureKind.Categorical)), [LabelEncoder.FromClasses(classes)], [new EncodedFeature { Name = "city", Operation = FeatureOperation.Code, Source = 0 }], scaler: null);

        Of(encoder, Forest(1, [0, -1, -1], [9.5f], [0, 1])).DescribeTree(0)
            .Should().StartWith("city is one of c10, c11, c12, c13, c14, c15, c16, c17, … (10 classes) → 0 (50 %)\ncity is none of c10, ");
    }

    [Fact]
    public void DescribeTree_Scaled_TellsRawNumbers()
    {
        // Scaled by (x − 10) / 4: 5.375 is 31.5.
        FeatureEncoder encoder = FeatureEncoder.FromParts(new FeatureSchema(new FeatureColumn("a", FeatureKind.Numeric)), [null], [new EncodedFeature { Name = "a", Operation = FeatureOperation.Value, Source = 0 }], StandardScaler.FromParts([10], [4]));
        AnomalyDetectionPredictor predictor = Of(encoder, Forest(1, [0, -1, -1], [5.375f], [0, 1]));

        // The float above 31.5 still rounds to 5.375, so that the last float to the left may lie a little above 31.5.
        predictor.DescribeTree(0).Should().MatchRegex("^a ≤ 31\\.50000\\d* → 0 \\(50 %\\)\na > 31\\.50000\\d* or missing → 1 \\(50 %\\)$|^a ≤ 31\\.5 → 0 \\(50 %\\)\na > 31\\.5 or missing → 1 \\(50 %\\)$");
        predictor.DescribePath(Record(32), 0).Should().StartWith("a = 32: a > 31.5");
    }

    [Fact]
    public void DescribeTree_PlanesAndSubsets_AreTold()
    {
        AnomalyDetectionPredictor predictor = OfNumbers(Samples.Isolation());

        // 0.5·(a − 1) − 0.1·(c − 2.5), then a; and b in a subset.
        predictor.DescribeTree(0).Should().Be("0.5 × (a − 1) + -0.1 × (c − 2.5) ≤ 0 or missing → 2 (12.5 %)\n0.5 × (a − 1) + -0.1 × (c − 2.5) > 0\n  a ≤ 7.5 → 1.5 (25 %)\n  a > 7.5 or missing → 3.25 (62.5 %)");
        predictor.DescribeTree(1).Should().Be("b is one of -1, 0.25, 3 → 1 (37.5 %)\nb is not one of -1, 0.25, 3 or missing → 3.6 (62.5 %)");
        predictor.DescribePath(Record(3, 3, 2.5), 0).Should().Be("0.5 × (a − 1) + -0.1 × (c − 2.5) = 1: 0.5 × (a − 1) + -0.1 × (c − 2.5) > 0\na = 3: a ≤ 7.5\n→ 1.5 (25 %)");
        predictor.DescribePath(Record(3, 3, 2.5), 1).Should().Be("b = 3: b is one of -1, 0.25, 3\n→ 1 (37.5 %)");
    }

    [Fact]
    public void DescribeTree_EveryTreeOfASession_EndsWhereTheModelEnds()
    {
        AnomalyDetectionPredictor predictor = TestSessions.Predictor;
        var forest = (RandomForestModel)predictor.Artifact.Model;
        float[] row = new float[forest.FeatureCount];
        predictor.Artifact.Encoder.EncodeRow(TestSessions.Test.Record(3), row);

        predictor.Info.TreeCount.Should().Be(forest.Trees.Length);
        for (int tree = 0; tree < forest.Trees.Length; tree++)
        {
            string last = predictor.DescribePath(TestSessions.Test.Record(3), tree).Split('\n')[^1];
            last.Should().Be("→ " + TreeFigures.Of(forest.Trees[tree], forest.Trees[tree].LeafOf(row)));
            predictor.DescribeTree(tree).Should().Contain(last);
        }
    }

    [Fact]
    public void DescribeTree_NoSuchTree_IsRefused()
    {
        new Action(() => Detector(0, 1, false).DescribeTree(1)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("There are 1 trees, 0 to 0.*");
        new Action(() => Detector(0, 1, false).DrawTree(-1)).Should().Throw<ArgumentOutOfRangeException>();
        new Action(() => OfNumbers(Samples.Svm(), calibration: new SigmoidCalibration { Slope = 1, Intercept = 0 }).DescribeTree(0)).Should().Throw<NotSupportedException>().WithMessage("A OneClassSvmModel has no trees to show.");
    }

    private static AnomalyDetectionPredictor Detector(int feature, float threshold, bool missingGoesLeft) =>
        Of(FeatureEncoder.FromParts(Schema, [null, null, LabelEncoder.FromClasses(["a, b", "phone", "tablet"]), null], Features, scaler: null), Forest(Features.Length, [feature, -1, -1], [threshold], [0.25, 0.75], missingGoesLeft));
}
