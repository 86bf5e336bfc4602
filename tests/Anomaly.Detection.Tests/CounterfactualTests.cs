using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Tests.Artifacts;
using static Anomaly.Detection.Tests.SmallDetectors;

namespace Anomaly.Detection.Tests;

/// <summary>What would change a prediction, on forests small enough to be worked by hand.</summary>
public sealed class CounterfactualTests
{
    // a ≤ 10.5: 0.1; a ≤ 20.5: 0.9; a ≤ 30.5: 0.2; else 0.8. Thresholds 10.5, 20.5, 30.5: quartiles 10.5 and 20.5, spread 10, median 20.5.
    private static readonly RandomForestModel Steps = Forest(1, [0, -1, 0, -1, 0, -1, -1], [10.5f, 20.5f, 30.5f], [0.1, 0.9, 0.2, 0.8]);

    // a ≤ 4.5 and b ≤ 8.5: 0.1, else 0.9 or more.
    private static readonly RandomForestModel Both = Forest(2, [0, 1, -1, -1, -1], [4.5f, 8.5f], [0.1, 0.9, 0.95]);

    [Theory]
    [InlineData(31, 30, 0.1, 20.5, 30.5, 0.2)]
    [InlineData(48, 30, 1.8, 20.5, 30.5, 0.2)]
    [InlineData(18, 21, 0.3, 20.5, 30.5, 0.2)]
    [InlineData(14, 10, 0.4, -3.4028234663852886e38, 10.5, 0.1)]
    [InlineData(double.NaN, 20, double.NaN, 0, 0, 0)]
    public void FindCounterfactuals_OneColumn_IsTheNearestPieceUnderTheThreshold(double from, double to, double distance, double lowest, double highest, double probability)
    {
        CounterfactualResult result = OfNumbers(Steps).FindCounterfactuals(Record(from));

        // A missing value is at the median 20.5, one spread away; the piece of 20.5 scores 0.9, so the next one up is nearest: 21.
        if (double.IsNaN(from)) (to, distance, lowest, highest, probability) = (21, 1.05, 20.5, 30.5, 0.2);
        ColumnChange change = result.Counterfactuals.Should().ContainSingle().Which.Changes.Should().ContainSingle().Which;
        (change.Column, change.From, change.To).Should().Be(("a", from, to));
        change.Distance.Should().BeApproximately(distance, 1e-12);

        // A double just above 10.5 rounds to the float 10.5 and goes left with it: pieces end between floats.
        ((float)change.Lowest).Should().Be(lowest < 0 ? (float)lowest : MathF.BitIncrement((float)lowest));
        ((float)change.Highest).Should().Be((float)highest);
        result.Counterfactuals[0].Probability.Should().Be(probability);
        result.Refusal.Should().BeNull();
    }

    [Fact]
    public void ToString_OfResult_IsASentenceAChange()
    {
        OfNumbers(Steps).FindCounterfactuals(Record(48)).ToString().Should().Be("a 30 instead of 48: probability 0.2, no alert");
        OfNumbers(Steps).FindCounterfactuals(Record(double.NaN)).ToString().Should().Be("a 21 instead of missing: probability 0.2, no alert");
        OfNumbers(Both).FindCounterfactuals(Record(7, 9)).ToString().Should().Be("a 4 instead of 7 and b 8 instead of 9: probability 0.1, no alert");
    }

    [Fact]
    public void FindCounterfactuals_BothColumnsNeeded_MovesBoth()
    {
        Counterfactual found = OfNumbers(Both).FindCounterfactuals(Record(7, 9)).Counterfactuals.Should().ContainSingle().Which;

        // One threshold a column, so both spreads are 1.
        found.Changes.Select(change => (change.Column, change.From, change.To)).Should().Equal(("a", 7, 4), ("b", 9, 8));
        found.Distance.Should().Be(3 + 1);
        found.Probability.Should().Be(0.1);
    }

    [Fact]
    public void FindCounterfactuals_OneOfTwoColumnsIsEnough_MovesNoOther() =>
        OfNumbers(Both).FindCounterfactuals(Record(7, 8)).Counterfactuals.Should().ContainSingle().Which.Changes.Should().ContainSingle().Which.Column.Should().Be("a");

    [Fact]
    public void FindCounterfactuals_OneColumnAsked_DoesNotMoveTwo() =>
        OfNumbers(Both).FindCounterfactuals(Record(7, 9), new CounterfactualOptions { MostColumns = 1 }).ToString()
            .Should().Be("No change of one numeric column was found that takes the probability 0.95 under the threshold 0.5.");

    [Fact]
    public void FindCounterfactuals_FarPair_IsPulledNearColumnByColumn()
    {
        // a ≤ 2.5 scores least, but a ≤ 6.5 does with b ≤ 8.5: the greedy first step to 2 is taken back to 6.
        RandomForestModel forest = Forest(2, [1, 0, -1, 0, -1, -1, 0, -1, -1], [8.5f, 2.5f, 6.5f, 2.5f], [0.1, 0.2, 0.9, 0.7, 0.95]);

        OfNumbers(forest).FindCounterfactuals(Record(7, 9)).ToString().Should().Be("a 6 instead of 7 and b 8 instead of 9: probability 0.2, no alert");
    }

    [Fact]
    public void FindCounterfactuals_Fixed_StaysAndTheOtherMoves()
    {
        RandomForestModel either = Forest(2, [0, -1, 1, -1, -1], [4.5f, 8.5f], [0.1, 0.2, 0.95]);

        OfNumbers(either).FindCounterfactuals(Record(7, 20)).Counterfactuals.Select(found => found.Changes.Single().Column).Should().Equal("a", "b");
        OfNumbers(either).FindCounterfactuals(Record(7, 20), new CounterfactualOptions { Fixed = ["a"] }).Counterfactuals.Single().Changes.Single().Column.Should().Be("b");
        OfNumbers(either).FindCounterfactuals(Record(7, 20), new CounterfactualOptions { MostResults = 1 }).Counterfactuals.Single().Changes.Single().Column.Should().Be("a");
        OfNumbers(either).FindCounterfactuals(Record(7, 20), new CounterfactualOptions { Fixed = ["b", "a"] }).Refusal.Should().Be("No column may move: none that feeds the model is numeric and free.");
    }

    [Theory]
    [InlineData(25, 29, 29)]
    [InlineData(12, 20, double.NaN)]
    [InlineData(-5, 8, 8)]
    [InlineData(26.5, 26.7, double.NaN)]
    public void FindCounterfactuals_Range_IsKept(double lowest, double highest, double expected)
    {
        CounterfactualResult result = OfNumbers(Steps).FindCounterfactuals(Record(48), new CounterfactualOptions { Ranges = new Dictionary<string, AllowedRange> { ["a"] = new(lowest, highest) } });

        result.Counterfactuals.Select(found => found.Changes.Single().To).Should().Equal(double.IsNaN(expected) ? [] : [expected]);
    }

    [Fact]
    public void FindCounterfactuals_ThresholdsNotBelowZero_DoNotLeadBelowZero()
    {
        // b divides: below 0 the ratio is small, and nothing else is under the threshold.
        var schema = new FeatureSchema(new FeatureColumn("a", FeatureKind.Numeric), new FeatureColumn("b", FeatureKind.Numeric));
        EncodedFeature[] features = [new() { Name = "b", Operation = FeatureOperation.Value, Source = 1 }, new() { Name = "a/b", Operation = FeatureOperation.Ratio, Source = 0, SecondSource = 1 }];
        FeatureEncoder encoder = FeatureEncoder.FromParts(schema, [null, null], features, scaler: null);
        AnomalyDetectionPredictor predictor = Of(encoder, Forest(2, [1, -1, 0, -1, -1], [-1f, 50.5f], [0.1, 0.8, 0.9]));

        predictor.FindCounterfactuals(Record(100, 40), new CounterfactualOptions { Fixed = ["a"] }).Refusal.Should().StartWith("No change of one or two");
        predictor.FindCounterfactuals(Record(100, 40), new CounterfactualOptions { Fixed = ["a"], Ranges = new Dictionary<string, AllowedRange> { ["b"] = new(-200, 200) } })
            .ToString().Should().Be("b -1 instead of 40: probability 0.1, no alert");
        predictor.FindCounterfactuals(Record(100, -200)).Counterfactuals.Single(found => found.Changes.Length == 1 && found.Changes[0].Column == "b").Changes[0].To.Should().Be(-100, "a record that is below 0 may stay there");
    }

    [Fact]
    public void FindCounterfactuals_UnderTheThreshold_SaysSo()
    {
        CounterfactualResult result = OfNumbers(Steps).FindCounterfactuals(Record(3));

        result.ToString().Should().Be("The probability 0.1 is under the threshold 0.5 as it is.");
        result.Counterfactuals.Should().BeEmpty();
        result.Prediction.AnomalyProbability.Should().Be(0.1);
    }

    [Fact]
    public void FindCounterfactuals_Threshold_IsThatOfThePolicyInForce() =>
        OfNumbers(Steps, threshold: 0.15).FindCounterfactuals(Record(48)).ToString().Should().Be("a 10 instead of 48: probability 0.1, no alert");

    [Fact]
    public void FindCounterfactuals_Calibrated_TellsCalibratedProbabilities()
    {
        var calibration = new SigmoidCalibration { Slope = 8, Intercept = -4 };

        Counterfactual found = OfNumbers(Steps, calibration: calibration).FindCounterfactuals(Record(48)).Counterfactuals.Single();

        found.Probability.Should().Be(calibration.Probability(0.2)).And.BeLessThan(0.2);
    }

    [Fact]
    public void FindCounterfactuals_EveryRoute_FindsTheSame()
    {
        AnomalyDetectionPredictor predictor = OfNumbers(Both);
        string expected = predictor.FindCounterfactuals(Record(7, 9)).ToString();
        RecordBinder<double[]> binder = new RecordBinder<double[]>().Map("a", values => values[0]).Map("b", values => values[1]);

        predictor.FindCounterfactuals(new Dictionary<string, object?> { ["a"] = 7, ["b"] = "9" }).ToString().Should().Be(expected);
        predictor.FindCounterfactuals("""{"a":7,"b":9}"""u8).ToString().Should().Be(expected);
        predictor.FindCounterfactuals(JsonDocument.Parse("""{"a":7,"b":9}""").RootElement).ToString().Should().Be(expected);
        predictor.FindCounterfactuals([7.0, 9.0], binder).ToString().Should().Be(expected);
        new Action(() => predictor.FindCounterfactuals(default(JsonElement))).Should().Throw<RecordFormatException>().WithMessage("expected an object, but found nothing");
    }

    [Fact]
    public void FindCounterfactuals_WrongOptions_NamesTheColumn()
    {
        AnomalyDetectionPredictor predictor = TestSessions.Predictor;
        IReadOnlyDictionary<string, FeatureValue> record = TestSessions.Test.Record(0);

        new Action(() => predictor.FindCounterfactuals(record, new CounterfactualOptions { Fixed = ["clicks"] })).Should().Throw<ArgumentException>().WithMessage("There is no column 'clicks'; the columns are *clicks_count*");
        new Action(() => predictor.FindCounterfactuals(record, new CounterfactualOptions { Ranges = new Dictionary<string, AllowedRange> { ["device_type"] = new(0, 1) } })).Should().Throw<ArgumentException>().WithMessage("Column 'device_type' has a range, but is Categorical, not Numeric.*");
        new Action(() => _ = new CounterfactualOptions { MostColumns = 3 }).Should().Throw<OptionsException>().WithMessage("option MostColumns: expected a whole number in [1, 2], but was given 3");
        new Action(() => _ = new AllowedRange(2, 1)).Should().Throw<OptionsException>().WithMessage("option highest: expected a number in [2, *], but was given 1");
        new Action(() => _ = new CounterfactualOptions { Fixed = [""] }).Should().Throw<OptionsException>().WithMessage("option Fixed: expected names of columns, but was given an empty text");
    }

    [Fact]
    public void FindCounterfactuals_NoTrees_IsRefused()
    {
        AnomalyDetectionPredictor predictor = OfNumbers(Samples.Svm(), calibration: new SigmoidCalibration { Slope = 1, Intercept = 0 });

        new Action(() => predictor.FindCounterfactuals(Record(1, 2, 3))).Should().Throw<NotSupportedException>().WithMessage("A OneClassSvmModel has no trees; this needs a random forest, an isolation forest, or an ensemble of such.");
    }

    [Fact]
    public void FindCounterfactuals_Cancelled_Stops() =>
        new Action(() => OfNumbers(Steps).FindCounterfactuals(Record(48), cancellationToken: new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();

    [Fact]
    public void Options_EqualContent_AreEqual()
    {
        var one = new CounterfactualOptions { Fixed = ["a"], Ranges = new Dictionary<string, AllowedRange> { ["b"] = new(0, 1) } };
        var other = new CounterfactualOptions { Fixed = ["a"], Ranges = new Dictionary<string, AllowedRange> { ["b"] = new(0, 1) } };

        one.Should().Be(other);
        one.GetHashCode().Should().Be(other.GetHashCode());
        one.Should().NotBe(other with { Fixed = ["b"] });
    }
}
