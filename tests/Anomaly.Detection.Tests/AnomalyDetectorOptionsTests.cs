using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

public class AnomalyDetectorOptionsTests
{
    [Fact]
    public void Constructor_ThresholdBesideWhatWouldChooseIt_IsRefused()
    {
        FluentActions.Invoking(() => new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Threshold = 0.5, ExpectedAnomalyRate = 0.04 }))
            .Should().Throw<OptionsException>().WithMessage("option ExpectedAnomalyRate: expected null when Threshold is given (0.5), but was given 0.04");
        FluentActions.Invoking(() => new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Threshold = 0.5, Objective = ThresholdObjective.BestFBeta(2) }))
            .Should().Throw<OptionsException>().WithMessage("option Objective: expected f1 when Threshold is given (0.5), but was given fbeta:2");
    }

    [Fact]
    public void Options_CollectionsChangedAfterwards_KeepWhatWasGiven()
    {
        List<string> exclude = ["language"];
        Dictionary<string, FeatureKind> kinds = new() { ["user_id"] = FeatureKind.Categorical };
        AnomalyDetectorOptions options = new() { Exclude = exclude, Kinds = kinds };

        exclude.Add("device_type");
        kinds.Clear();

        options.Exclude.Should().Equal("language");
        options.Kinds.Should().ContainKey("user_id");
    }

    [Fact]
    public void Options_SameContent_AreEqualAndEachOptionCounts()
    {
        AnomalyDetectorOptions options = new() { Exclude = ["a"], Kinds = new Dictionary<string, FeatureKind> { ["b"] = FeatureKind.Categorical, ["c"] = FeatureKind.Numeric } };
        AnomalyDetectorOptions same = new() { Exclude = ["a"], Kinds = new Dictionary<string, FeatureKind> { ["c"] = FeatureKind.Numeric, ["b"] = FeatureKind.Categorical } };
        AnomalyDetectorOptions[] others =
        [
            options with { Exclude = ["b"] },
            options with { Kinds = new Dictionary<string, FeatureKind> { ["b"] = FeatureKind.Numeric, ["c"] = FeatureKind.Numeric } },
            options with { Learner = new RandomForestOptions { TreeCount = 7 } },
            options with { UseLabels = false },
            options with { Encoder = new FeatureEncoderOptions { MinCategoryCount = 2 } },
            options with { GroupBy = "d" },
            options with { Calibration = CalibrationMethod.Sigmoid },
            options with { MonotonicConstraints = new Dictionary<string, Monotonicity> { ["b"] = Monotonicity.Increasing } },
            options with { Threshold = 0.5 },
            options with { Objective = ThresholdObjective.BestFBeta(2) },
            options with { AmountColumn = "a" },
            options with { ExpectedAnomalyRate = 0.1 },
            options with { Intervals = null },
        ];

        same.Should().Be(options);
        same.GetHashCode().Should().Be(options.GetHashCode());
        others.Should().HaveCount(typeof(AnomalyDetectorOptions).GetProperties().Length, "each option is varied once").And.NotContain(options);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Action[] wrong =
        [
            () => _ = new AnomalyDetectorOptions { Threshold = 1.5 },
            () => _ = new AnomalyDetectorOptions { Threshold = double.NaN },
            () => _ = new AnomalyDetectorOptions { Objective = null! },
            () => _ = new AnomalyDetectorOptions { ExpectedAnomalyRate = 0 },
            () => _ = new AnomalyDetectorOptions { ExpectedAnomalyRate = 1 },
            () => _ = new AnomalyDetectorOptions { ExpectedAnomalyRate = double.NaN },
            () => _ = new AnomalyDetectorOptions { Learner = null! },
            () => _ = new AnomalyDetectorOptions { Exclude = null! },
            () => _ = new AnomalyDetectorOptions { Exclude = [null!] },
            () => _ = new AnomalyDetectorOptions { Kinds = null! },
            () => _ = new AnomalyDetectorOptions { Kinds = new Dictionary<string, FeatureKind> { ["x"] = (FeatureKind)9 } },
            () => _ = new AnomalyDetectorOptions { MonotonicConstraints = null! },
            () => _ = new AnomalyDetectorOptions { MonotonicConstraints = new Dictionary<string, Monotonicity> { ["x"] = (Monotonicity)9 } },
            () => _ = new PredictorOptions { MaxBatchRecords = 0 },
        ];
        foreach (Action action in wrong) action.Should().Throw<OptionsException>();
    }
}
