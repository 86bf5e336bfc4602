using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;
using CsCheck;

namespace Anomaly.Detection.Tests;

/// <summary>Changes that were found against all that could have been, on forests with missing values, derived features, imputation and scaling.</summary>
public sealed class CounterfactualSearchTests
{
    private static readonly string[] Columns = ["clicks", "views", "seconds"];

    public static TheoryData<string, bool, bool> Detectors
    {
        get
        {
            var cases = new TheoryData<string, bool, bool>();
            cases.Add("forest", false, true);
            foreach (string model in new[] { "forest", "isolation", "extended", "ensemble" })
            {
                cases.Add(model, false, false);
                cases.Add(model, true, model != "extended");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Detectors))]
    public void FindCounterfactuals_OneColumn_IsTheNearestOfAll(string model, bool isScaled, bool isDerived)
    {
        Table table = Numbers(seed: 5, rowCount: 300);
        AnomalyDetectionPredictor predictor = Train(table, model, isScaled, isDerived);
        CounterfactualOptions options = new() { MostColumns = 1, MostResults = 10, Ranges = Columns.ToDictionary(column => column, _ => new AllowedRange(-5, 90)) };
        int alerts = 0, changes = 0;
        foreach (int row in Enumerable.Range(0, 50))
        {
            IReadOnlyDictionary<string, FeatureValue> record = table.Record(row);
            CounterfactualResult result = predictor.FindCounterfactuals(record, options);
            result.Prediction.Should().Be(predictor.PredictSingle(record));
            if (!result.Prediction.IsAnomaly) continue;
            alerts++;
            changes += result.Counterfactuals.Length;
            foreach (string column in Columns) AgreesWithAllValues(predictor, record, column, result.Counterfactuals.SingleOrDefault(found => found.Changes[0].Column == column), isWhole: model == "forest" && !isScaled);
        }

        alerts.Should().BeGreaterThan(5);
        changes.Should().BeGreaterThan(2);
    }

    [Fact]
    public void FindCounterfactuals_AnyDetectorAndRecord_GivesNearNeededChangesThatHold() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 59], Gen.Bool, Gen.Int[0, 3]).Holds(
            (seed, row, isScaled, held) =>
            {
                Table table = Numbers(seed % 7, rowCount: 150);
                AnomalyDetectionPredictor predictor = Train(table, "forest", isScaled, isDerived: true);
                IReadOnlyDictionary<string, FeatureValue> record = table.Record(row);
                string[] stay = held < Columns.Length ? [Columns[held]] : [];

                CounterfactualResult result = predictor.FindCounterfactuals(record, new CounterfactualOptions { Fixed = stay, MostResults = 10 });

                result.Counterfactuals.Should().BeInAscendingOrder(found => found.Distance);
                result.Counterfactuals.Select(found => string.Join('+', found.Changes.Select(change => change.Column))).Should().OnlyHaveUniqueItems();
                foreach (Counterfactual found in result.Counterfactuals) Holds(predictor, record, found, stay);
                return (result.Refusal is null) == (result.Counterfactuals.Length > 0);
            },
            count: 60);

    [Fact]
    public void FindCounterfactuals_PlaneOverAColumnAndItsRatio_IsRefused()
    {
        Table table = Numbers(seed: 5, rowCount: 200);
        AnomalyDetectionPredictor predictor = Train(table, "extended", isScaled: false, isDerived: true);
        int alert = Enumerable.Range(0, table.RowCount).First(row => predictor.PredictSingle(table.Record(row)).IsAnomaly);

        new Action(() => predictor.FindCounterfactuals(table.Record(alert))).Should().Throw<NotSupportedException>()
            .WithMessage("A split asks for a projection of several features that are made of column 'clicks', whose answer may turn more than once as the column moves; let the column be fixed.");
        predictor.FindCounterfactuals(table.Record(alert), new CounterfactualOptions { Fixed = Columns }).Refusal.Should().StartWith("No column may move");
    }

    [Fact]
    public void FindCounterfactuals_Sessions_FindsChangesOfMostAlerts()
    {
        AnomalyDetectionPredictor predictor = TestSessions.Predictor;
        IReadOnlyDictionary<string, FeatureValue>[] alerts = [.. Enumerable.Range(0, TestSessions.Test.RowCount).Select(TestSessions.Test.Record).Where(record => predictor.PredictSingle(record).IsAnomaly).Take(12)];

        CounterfactualResult[] results = [.. alerts.Select(record => predictor.FindCounterfactuals(record))];

        results.Should().OnlyContain(result => result.Counterfactuals.Length <= 3);
        results.Count(result => result.Refusal is null).Should().BeGreaterThan(alerts.Length / 2);
        foreach ((IReadOnlyDictionary<string, FeatureValue> record, CounterfactualResult result) in alerts.Zip(results))
        {
            foreach (Counterfactual found in result.Counterfactuals) Holds(predictor, record, found, []);
        }
    }

    // Whole numbers all over, and a fine grid around: none that is nearer is under the threshold, but those of the piece that the value was told for.
    private static void AgreesWithAllValues(AnomalyDetectionPredictor predictor, IReadOnlyDictionary<string, FeatureValue> record, string column, Counterfactual? found, bool isWhole)
    {
        double[] grid = [.. Enumerable.Range(-20, 381).Select(step => step / 4.0)];
        double[] under = [.. grid.Where(value => !predictor.PredictSingle(With(record, column, value)).IsAnomaly)];
        if (found is null)
        {
            under.Where(value => value == Math.Floor(value)).Should().BeEmpty();
            return;
        }

        ColumnChange change = found.Changes[0];
        predictor.PredictSingle(With(record, column, change.To)).AnomalyProbability.Should().Be(found.Probability).And.BeLessThan(predictor.Info.Policy.Threshold);
        if (double.IsNaN(change.From))
        {
            change.Distance.Should().BeGreaterThanOrEqualTo(1);
            return;
        }

        under.Should().NotContain(value => value == Math.Floor(value) && Math.Abs(value - change.From) < Math.Abs(change.To - change.From));
        if (isWhole) change.To.Should().Be(Math.Floor(change.To));
        else under.Should().NotContain(value => value > Math.Min(change.From, change.To) && value < Math.Max(change.From, change.To) && (value < change.Lowest || value > change.Highest));
    }

    private static void Holds(AnomalyDetectionPredictor predictor, IReadOnlyDictionary<string, FeatureValue> record, Counterfactual found, string[] stay)
    {
        found.Changes.Should().NotContain(change => stay.Contains(change.Column));
        Dictionary<string, FeatureValue> changed = new(record);
        foreach (ColumnChange change in found.Changes)
        {
            record[change.Column].Number.Should().Be(change.From);
            changed[change.Column] = change.To;
        }

        AnomalyPrediction after = predictor.PredictSingle(changed);
        after.IsAnomaly.Should().BeFalse();
        after.AnomalyProbability.Should().Be(found.Probability);
        found.Distance.Should().Be(found.Changes.Sum(change => change.Distance));
        foreach (ColumnChange change in found.Changes)
        {
            predictor.PredictSingle(With(changed, change.Column, record[change.Column])).IsAnomaly.Should().BeTrue("no column moves without need");
            predictor.PredictSingle(With(changed, change.Column, change.Highest)).RawScore.Should().Be(after.RawScore);
            if (change.Lowest > -float.MaxValue) predictor.PredictSingle(With(changed, change.Column, change.Lowest)).RawScore.Should().Be(after.RawScore);
        }
    }

    private static Dictionary<string, FeatureValue> With(IReadOnlyDictionary<string, FeatureValue> record, string column, FeatureValue value) => new(record) { [column] = value };

    private static Table Numbers(int seed, int rowCount)
    {
        var random = new RandomStream((ulong)seed);
        var rows = new List<Dictionary<string, FeatureValue>>();
        var labels = new List<bool>();
        for (int row = 0; row < rowCount; row++)
        {
            (int clicks, int views, int seconds) = (random.NextInt(60), random.NextInt(12), random.NextInt(80));
            bool isAnomaly = (clicks > 35 && views < 6) || (views > 0 && clicks / views > 9) || random.NextInt(12) == 0;
            rows.Add(new Dictionary<string, FeatureValue>
            {
                ["clicks"] = random.NextInt(10) == 0 ? FeatureValue.Missing : clicks,
                ["views"] = random.NextInt(10) == 0 ? FeatureValue.Missing : views,
                ["seconds"] = random.NextInt(10) == 0 ? FeatureValue.Missing : seconds,
                ["kind"] = random.NextInt(2) == 0 ? "x" : "y",
            });
            labels.Add(isAnomaly);
        }

        return Table.FromRows(rows, [.. labels]);
    }

    private static AnomalyDetectionPredictor Train(Table table, string model, bool isScaled, bool isDerived)
    {
        var forest = new RandomForestOptions { TreeCount = 12, MaxDepth = 6, Seed = 3 };
        var isolation = new IsolationForestOptions { TreeCount = 20, SampleSize = 64, ExtensionLevel = model == "extended" ? 1 : 0, Contamination = 0.3 };
        var options = new AnomalyDetectorOptions
        {
            Learner = model switch
            {
                "forest" => forest,
                "ensemble" => new EnsembleOptions { Members = [new EnsembleMember(forest), new EnsembleMember(isolation)] },
                _ => isolation,
            },
            Encoder = new FeatureEncoderOptions
            {
                Scaling = isScaled ? Scaling.Standard : Scaling.None,
                NumericImputation = isScaled ? Imputation.Median : Imputation.None,
                DerivedFeatures = isDerived ? [DerivedFeature.Ratio("clicks", "views"), DerivedFeature.Difference("seconds", "clicks")] : [],
            },
            Intervals = null,
        };
        return new AnomalyDetectionPredictor(new AnomalyDetectorTrainer(options).Train(table).Artifact);
    }
}
