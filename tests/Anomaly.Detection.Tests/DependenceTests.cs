using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using static Anomaly.Detection.Tests.SmallDetectors;

namespace Anomaly.Detection.Tests;

/// <summary>How the probability follows columns.</summary>
public sealed class DependenceTests
{
    private static readonly DependenceOptions Few = new() { MostPoints = 6, MostRows = 70, MostCurves = 4 };

    private static readonly AnomalyDetectionPredictor Derived = new(new AnomalyDetectorTrainer(TestSessions.Options with
    {
        Encoder = new FeatureEncoderOptions { Scaling = Scaling.Standard, NumericImputation = Imputation.Mean, DerivedFeatures = [DerivedFeature.Ratio("clicks_count", "session_duration")] },
        Intervals = null,
    }).Train(TestSessions.Training).Artifact);

    [Fact]
    public void DependenceOn_TwoRowsByHand_AveragesTheirAnswers()
    {
        // a ≤ 4.5: 0.1; else b ≤ 8.5: 0.3, else 0.9. Rows (1, 9) and (7, 2): with a = 1 both are 0.1, with a = 7 they are 0.9 and 0.3.
        AnomalyDetectionPredictor predictor = OfNumbers(Forest(2, [0, -1, 1, -1, -1], [4.5f, 8.5f], [0.1, 0.3, 0.9]));
        Table table = Table.FromRows([Record(1, 9), Record(7, 2)]);

        PartialDependence dependence = predictor.DependenceOn("a", table);
        PairDependence pair = predictor.DependenceOn("a", "b", table);

        dependence.Points.Should().Equal(new DependencePoint(1, "1", 0.1), new DependencePoint(7, "7", 0.6));
        dependence.Curves.Select(curve => string.Join(' ', curve.Select(NumberText.Format))).Should().Equal("0.1 0.9", "0.1 0.3");
        (dependence.Column, dependence.Kind, dependence.RowCount).Should().Be(("a", FeatureKind.Numeric, 2));
        pair.First.Points.Should().Equal(dependence.Points);
        pair.Second.Points.Select(point => point.Value).Should().Equal(2, 9);
        pair.Means.Select(row => string.Join(' ', row.Select(NumberText.Format))).Should().Equal("0.1 0.1", "0.3 0.9");
    }

    [Theory]
    [InlineData("clicks_count")]
    [InlineData("session_duration")]
    [InlineData("device_type")]
    [InlineData("transaction_date")]
    public void DependenceOn_Sessions_EqualsTheSlowReference(string column)
    {
        PartialDependence dependence = Derived.DependenceOn(column, TestSessions.Test, Few);

        // 70 of 400 rows, evenly: row i is 400·i / 70.
        int[] rows = [.. Enumerable.Range(0, 70).Select(i => i * 400 / 70)];
        dependence.RowCount.Should().Be(70);
        dependence.Points.Length.Should().BeGreaterThan(1).And.BeLessThanOrEqualTo(column == "device_type" ? 10 : 6);
        foreach (DependencePoint point in dependence.Points)
        {
            double sum = 0;
            foreach (int row in rows) sum += Judge(Derived, row, (column, point.Label));
            point.Mean.Should().Be(sum / 70);
        }

        dependence.Curves.Should().HaveCount(4);
        for (int curve = 0; curve < 4; curve++) dependence.Curves[curve].Should().Equal(dependence.Points.Select(point => Judge(Derived, rows[curve * 70 / 4], (column, point.Label))));
    }

    [Fact]
    public void DependenceOn_Pair_EqualsTheSlowReference()
    {
        DependenceOptions options = Few with { MostPoints = 3, MostRows = 20 };

        PairDependence pair = Derived.DependenceOn("clicks_count", "device_type", TestSessions.Test, options);

        pair.First.Should().BeEquivalentTo(Derived.DependenceOn("clicks_count", TestSessions.Test, options));
        pair.Second.Should().BeEquivalentTo(Derived.DependenceOn("device_type", TestSessions.Test, options));
        for (int i = 0; i < pair.First.Points.Length; i++)
        {
            for (int j = 0; j < pair.Second.Points.Length; j++)
            {
                double sum = 0;
                for (int row = 0; row < 20; row++) sum += Judge(Derived, row * 20, ("clicks_count", pair.First.Points[i].Label), ("device_type", pair.Second.Points[j].Label));
                pair.Means[i][j].Should().Be(sum / 20);
            }
        }
    }

    [Fact]
    public void DependenceOn_AnyThreads_GivesTheSameBitsAndProgressInOrder()
    {
        foreach (int? threads in new int?[] { 1, 3, null })
        {
            var predictor = new AnomalyDetectionPredictor(Derived.Artifact, new PredictorOptions { Scoring = new ScorerOptions { MaxThreads = threads } });
            var progress = new ListedProgress<int>();

            predictor.DependenceOn("clicks_count", TestSessions.Test, Few, progress).Points.Should().Equal(Derived.DependenceOn("clicks_count", TestSessions.Test, Few).Points);

            progress.Values.Should().Equal(Enumerable.Range(1, progress.Values.Count)).And.HaveCountGreaterThan(1);
        }
    }

    [Fact]
    public void DependenceOn_Grids_AreQuantilesAndClasses()
    {
        AnomalyDetectionPredictor predictor = OfNumbers(Forest(1, [-1], [], [0.5]));
        Table table = Table.FromRows([.. Enumerable.Range(0, 101).Select(i => Record(i < 60 ? 0 : i)), Record(double.NaN)]);

        // Ranks 0, 25, 50, 75, 100 of 101 values, most of them 0; the missing one is no point.
        predictor.DependenceOn("a", table, new DependenceOptions { MostPoints = 5 }).Points.Select(point => point.Value).Should().Equal(0, 75, 100);
        predictor.DependenceOn("a", table, new DependenceOptions { MostPoints = 5, MostCurves = 0 }).Curves.Should().BeEmpty();
        predictor.DependenceOn("a", table.Select([101])).Points.Should().Equal(new DependencePoint(double.NaN, "missing", 0.5));
        TestSessions.Predictor.DependenceOn("device_type", TestSessions.Test, Few).Points.Select(point => point.Label).Should().Equal(TestSessions.Predictor.Artifact.Encoder.ClassesOf(2)!.Classes);
        TestSessions.Predictor.DependenceOn("transaction_date", TestSessions.Test, Few).Points.Select(point => point.Label).Should().OnlyContain(label => label.StartsWith("20")).And.BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public void DependenceOn_WrongInput_IsRefusedByName()
    {
        AnomalyDetectionPredictor predictor = TestSessions.Predictor;

        new Action(() => predictor.DependenceOn("clicks", TestSessions.Test)).Should().Throw<ArgumentException>().WithMessage("There is no column 'clicks'; the columns are *clicks_count*");
        new Action(() => predictor.DependenceOn("user_id", TestSessions.Test)).Should().Throw<ArgumentException>().WithMessage("Column 'user_id' (Identifier) feeds nothing into the model, so nothing depends on it.*");
        new Action(() => predictor.DependenceOn("clicks_count", "clicks_count", TestSessions.Test)).Should().Throw<ArgumentException>().WithMessage("Column 'clicks_count' was given twice; a pair needs two columns.*");
        new Action(() => predictor.DependenceOn("clicks_count", TestSessions.Test.Select([]))).Should().Throw<ArgumentException>().WithMessage("The table has no rows to look at.*");
        new Action(() => new AnomalyDetectionPredictor(predictor.Artifact, new PredictorOptions { Strict = true }).DependenceOn("a", Table.FromRows([Record(1)]))).Should().Throw<RecordFormatException>().WithMessage("the field 'a' is no column of the model*");
        new Action(() => predictor.DependenceOn("clicks_count", TestSessions.Test, cancellationToken: new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();
        new Action(() => predictor.DependenceOn("clicks_count", Table.FromRows([new Dictionary<string, FeatureValue> { ["clicks_count"] = 1e200 }]))).Should().Throw<RecordFormatException>().WithMessage("column 'clicks_count' (row 1): 1E+200 is beyond the range*");
    }

    private static double Judge(AnomalyDetectionPredictor predictor, int row, params ReadOnlySpan<(string Column, string Label)> set)
    {
        var record = new Dictionary<string, FeatureValue>(TestSessions.Test.Record(row));
        foreach ((string column, string label) in set) record[column] = label;
        return predictor.PredictSingle(record).AnomalyProbability;
    }
}
