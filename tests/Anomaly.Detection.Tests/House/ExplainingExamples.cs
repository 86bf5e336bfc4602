#pragma warning disable IDE0005 // A program of its own needs this line; a test inside the namespace does not.
using Anomaly.Detection;
#pragma warning restore IDE0005
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Tests.House;

/// <summary>The examples of the page on explaining, compiled and run; marked as those of <see cref="ReadmeExamples"/>.</summary>
[Collection(nameof(Console))]
public sealed class ExplainingExamples
{
    private static TrainedDetector Detector => TestSessions.Trained;

    private static Table Sessions => TestSessions.Test;

    [Fact]
    public void Reasons_Run_PrintsSentencesAndWaterfall()
    {
        using var console = new CapturedConsole();
        TrainedDetector detector = Detector;

        // example: Reasons
        var predictor = new AnomalyDetectionPredictor(detector.Artifact, new PredictorOptions
        {
            Explaining = new ExplanationOptions { RowNoun = "sessions" },
        });

        PredictionExplanation explanation = predictor.PredictSingle("""
            { "device_type": "mobile", "clicks_count": 48, "page_views": 3, "session_duration": 12, "transaction_date": "2024-01-15T03:12:00Z" }
            """u8, explain: 3);

        foreach (ColumnContribution reason in explanation.Reasons) Console.WriteLine(reason);
        Console.WriteLine(explanation.Breakdown.ToText(width: 90));
        // end of example

        console.Text.Should().Contain("of normal sessions, ").And.Contain("base value");
        explanation.Reasons.Should().HaveCount(3);
    }

    [Fact]
    public void Background_Run_ExplainsAgainstNormalSessionsInLogOdds()
    {
        using var console = new CapturedConsole();
        TrainedDetector detector = Detector;
        Table table = Sessions;

        // example: Background
        int[] normal = [.. Enumerable.Range(0, table.RowCount).Where(row => !table.IsAnomaly[row]).Take(100)];
        var predictor = new AnomalyDetectionPredictor(detector.Artifact, new PredictorOptions
        {
            Explaining = new ExplanationOptions { Background = table.Select(normal), Scale = ContributionScale.LogOdds },
        });

        Console.WriteLine(predictor.Explain(table.Record(0)));   // the verdict and three reasons, on one line
        // end of example

        console.Text.Should().StartWith("normal, probability ");
    }

    [Fact]
    public void Model_Run_ListsColumns()
    {
        using var console = new CapturedConsole();
        var predictor = new AnomalyDetectionPredictor(Detector.Artifact);
        Table table = Sessions;

        // example: Model
        GlobalExplanation model = predictor.ExplainModel(table);

        foreach (ColumnEffect column in model.Columns.Take(5)) Console.WriteLine($"{column.Column}: {column.MeanAbsolute:F4}");
        // end of example

        console.Text.Trim().Split('\n').Should().HaveCount(5);
    }

    [Fact]
    public void Counterfactuals_Run_TellsWhatWouldChangeAnAlert()
    {
        using var console = new CapturedConsole();
        AnomalyDetectionPredictor predictor = TestSessions.Predictor;
        Table table = Sessions;
        IReadOnlyDictionary<string, FeatureValue> record = Enumerable.Range(0, table.RowCount).Select(table.Record).First(row => predictor.PredictSingle(row).IsAnomaly);

        // example: Counterfactuals
        CounterfactualResult result = predictor.FindCounterfactuals(record, new CounterfactualOptions
        {
            Fixed = ["avg_session_duration"],                                                     // what nobody can change
            Ranges = new Dictionary<string, AllowedRange> { ["bounce_rate"] = new(0, 1) },
        });

        Console.WriteLine(result);                       // a sentence a change, the nearest first, or why there is none
        foreach (Counterfactual change in result.Counterfactuals) Console.WriteLine(change.Distance);
        // end of example

        console.Text.Should().Contain(" instead of ").And.Contain(", no alert");
    }

    [Fact]
    public void Dependence_Run_PrintsACurveAndAGrid()
    {
        using var console = new CapturedConsole();
        AnomalyDetectionPredictor predictor = TestSessions.Predictor;
        Table table = Sessions;

        // example: Dependence
        PartialDependence clicks = predictor.DependenceOn("clicks_count", table, new DependenceOptions { MostPoints = 10 });
        foreach (DependencePoint point in clicks.Points) Console.WriteLine($"{point.Label}: {point.Mean:F3}");

        PairDependence pair = predictor.DependenceOn("clicks_count", "device_type", table, new DependenceOptions { MostPoints = 5, MostRows = 100 });
        Console.WriteLine(pair.Means[0][0]);             // both at their first value
        // end of example

        console.Text.Split('\n').Should().HaveCountGreaterThan(8);
        pair.Second.Points.Select(point => point.Label).Should().Contain("mobile");
    }

    [Fact]
    public void Surrogate_Run_PrintsRules()
    {
        using var console = new CapturedConsole();
        AnomalyDetectionPredictor predictor = TestSessions.Predictor;
        Table table = Sessions;

        // example: Surrogate
        SurrogateTree surrogate = SurrogateTree.Fit(predictor, table, new SurrogateOptions { MaxDepth = 2 });

        Console.WriteLine(surrogate);
        // end of example

        console.Text.Should().Contain(" rules fitted to 280 rows; on 120 others R² ").And.Contain("\nif ");
    }

    [Fact]
    public void Trees_Run_PrintsATreeAndAPath()
    {
        using var console = new CapturedConsole();
        AnomalyDetectionPredictor predictor = TestSessions.Predictor;
        IReadOnlyDictionary<string, FeatureValue> record = Sessions.Record(0);

        // example: Trees
        Console.WriteLine(predictor.DescribeTree(0, mostDepth: 3));
        Console.WriteLine(predictor.DescribePath(record, 0));

        File.WriteAllText("tree.dot", predictor.DrawTree(0, mostDepth: 4));    // dot -Tsvg tree.dot -o tree.svg
        // end of example

        console.Text.Should().Contain("→ ");
        File.ReadAllText("tree.dot").Should().StartWith("digraph tree {");
    }
}
