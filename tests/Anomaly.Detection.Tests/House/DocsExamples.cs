using System.Collections.Immutable;
using System.Threading.Channels;
#pragma warning disable IDE0005 // A program of its own needs this line; a test inside the namespace does not.
using Anomaly.Detection;
#pragma warning restore IDE0005
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Reporting;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.House;

/// <summary>The examples of the pages in <c>docs</c>, compiled and run; marked as those of <see cref="ReadmeExamples"/>.</summary>
[Collection(nameof(Console))]
public sealed class DocsExamples
{
    private static Table Sessions => new SessionSimulator(new SessionSimulatorOptions { SessionCount = 1_000, AnomalyRate = 0.3 }).Draw();

    [Fact]
    public void CsvFiles_Run_ReadsAndWrites()
    {
        TableCsvWriter.Write(Sessions, "sessions.csv.gz");
        TableCsvWriter.Write(Sessions.Select([0, 1, 2]), "today.csv");

        // example: CsvFiles
        CsvReadResult read = TableCsvReader.Read("sessions.csv.gz", new CsvReadOptions { LabelColumn = "label" });
        Table table = read.Table;
        foreach (string note in read.Notes) Console.WriteLine(note);

        TableCsvWriter.Write(table, "copy.csv");
        // end of example

        // example: CsvLike
        Table test = TableCsvReader.Read("today.csv", new CsvReadOptions { Schema = table.Schema, LabelColumn = "label" }).Table;
        // end of example

        table.RowCount.Should().Be(1_000);
        table.AnomalyCount.Should().Be(300);
        test.Schema.Should().Be(table.Schema, "three rows would be inferred otherwise");
    }

    [Fact]
    public void Training_Run_SavesAModelAndPrintsOutOfBagFigures()
    {
        using var console = new CapturedConsole();
        Table table = Sessions;

        // example: Training
        TrainedDetector detector = new AnomalyDetectorTrainer(new AnomalyDetectorOptions
        {
            Learner = new RandomForestOptions { MaxDepth = 10, MinSamplesLeaf = 2 },
            Exclude = ["session_id"],
            ExpectedAnomalyRate = 0.04,
        }).Train(table);

        detector.Artifact.Save("model.json");
        Console.WriteLine(detector.Evaluation);            // figures on rows the trees did not see
        // end of example

        console.Text.Should().Contain("out of bag: ");
        File.Exists("model.json").Should().BeTrue();
    }

    [Fact]
    public void Ensemble_Run_IsCalibrated()
    {
        using var console = new CapturedConsole();
        Table table = Sessions;

        // example: Ensemble
        TrainedDetector detector = new AnomalyDetectorTrainer(new AnomalyDetectorOptions
        {
            Learner = new EnsembleOptions
            {
                Members =
                [
                    new EnsembleMember(new RandomForestOptions()) { Weight = 2 },
                    new EnsembleMember(new IsolationForestOptions()),
                    new EnsembleMember(new OneClassSvmOptions { Nu = 0.1 }),
                ],
            },
        }).Train(table);

        Console.WriteLine(detector.Evaluation);
        Console.WriteLine(detector.Artifact.Probability);   // Calibrated
        // end of example

        console.Text.Should().Contain("cross-validated: ").And.Contain("Calibrated");
    }

    [Fact]
    public void Encoding_Run_GivesTheSameBitsByBothRoutes()
    {
        Table table = Sessions;
        IReadOnlyDictionary<string, FeatureValue> record = table.Record(7);

        // example: Encoding
        FeatureEncoder encoder = FeatureEncoder.Fit(table, new FeatureEncoderOptions
        {
            MinCategoryCount = 5,
            DerivedFeatures = [DerivedFeature.Ratio("clicks_count", "page_views")],
        });

        FeatureMatrix features = encoder.Encode(table);      // a whole table

        float[] row = new float[encoder.FeatureCount];
        encoder.EncodeRow(record, row);                      // one record: the same bits
        // end of example

        float[] expected = new float[row.Length];
        features.CopyRow(7, expected);
        row.Should().Equal(expected);
    }

    [Fact]
    public void Judging_Run_PrintsAReport()
    {
        using var console = new CapturedConsole();
        Table table = Sessions;

        // example: Judging
        // Whole users are set aside: a session of a user whose other sessions were trained on would be half known.
        ReadOnlySpan<string?> users = table.Categorical(table.Schema.RequiredIndexOf("user_id"));
        TrainTestSplit split = Splits.GroupedHoldOut(table.IsAnomaly, users, testFraction: 0.3, seed: 1);

        TrainedDetector detector = new AnomalyDetectorTrainer().Train(table.Select(split.Train.AsSpan()));
        EvaluationSummary report = new AnomalyDetectionPredictor(detector.Artifact).Evaluate(table.Select(split.Test.AsSpan()));
        Console.WriteLine(report);
        // end of example

        console.Text.Should().StartWith("held out: ");
    }

    [Fact]
    public void OutOfBag_Run_PrintsACurveImportancesAndIssues()
    {
        using var console = new CapturedConsole();
        Table table = Sessions;

        // example: OutOfBag
        // Sessions of one user are in a bag together or out of it together, so that no tree is judged on users it has seen.
        ReadOnlySpan<string?> users = table.Categorical(table.Schema.RequiredIndexOf("user_id"));
        LabelEncoder names = LabelEncoder.Fit(users);
        int[] groups = new int[table.RowCount];
        for (int row = 0; row < groups.Length; row++) groups[row] = names.Encode(users[row]);

        FeatureEncoder encoder = FeatureEncoder.Fit(table, new FeatureEncoderOptions { MinCategoryCount = 5 });
        var set = new TrainingSet(encoder.Encode(table), table.IsAnomaly, groups: groups);
        TrainedForest forest = new RandomForestTrainer().TrainOn(set);
        var analysis = OutOfBagAnalysis.Create(forest, set);

        foreach (LearningCurvePoint point in analysis.LearningCurve()) Console.WriteLine($"{point.TreeCount} trees: ROC-AUC {point.RocAuc:F3}");

        ImmutableArray<MetricDrop> worth = analysis.PermutationImportances(new PermutationOptions { Metric = Metrics.AveragePrecision });
        for (int feature = 0; feature < worth.Length; feature++) Console.WriteLine($"{encoder.Features[feature].Name}: {worth[feature].Mean:F4} ± {worth[feature].StandardError:F4}");

        foreach (LabelIssue issue in analysis.FindLabelIssues().Issues.Take(10)) Console.WriteLine($"row {issue.Row}: is it an anomaly? {issue.SuggestedIsAnomaly}");
        // end of example

        console.Text.Should().Contain("200 trees: ROC-AUC 0.").And.Contain("clicks_count: ").And.Contain("is it an anomaly? ");
    }

    [Fact]
    public async Task Serving_Run_JudgesATableAStreamAndAFile()
    {
        using var console = new CapturedConsole();
        Table table = Sessions;
        new AnomalyDetectorTrainer().Train(table).Artifact.Save("served.json");
        TableCsvWriter.Write(table.WithLabels([]), "large.csv.gz");
        var queue = Channel.CreateUnbounded<IReadOnlyDictionary<string, FeatureValue>>();
        for (int i = 0; i < 5; i++) queue.Writer.TryWrite(table.Record(i));
        queue.Writer.Complete();

        // example: ServingTable
        var options = new PredictorOptions { Scoring = new ScorerOptions { MaxThreads = null } };      // all processors
        AnomalyDetectionPredictor predictor = AnomalyDetectionPredictor.Load("served.json", options);

        AnomalyPrediction[] predictions = predictor.PredictBatch(table);
        // end of example

        // example: ServingStream
        await foreach (AnomalyPrediction prediction in predictor.PredictStream(queue.Reader.ReadAllAsync()))
        {
            Console.WriteLine($"{prediction.RiskLevel}: {prediction.AnomalyProbability:P1}");
        }
        // end of example

        // example: ServingFile
        IEnumerable<Table> chunks = TableCsvReader.ReadChunks("large.csv.gz", CsvReadOptions.ForSchema(predictor.Info.Schema)).Select(read => read.Table);
        long row = 0;
        foreach (AnomalyPrediction[] chunk in predictor.PredictChunks(chunks))
        {
            foreach (AnomalyPrediction prediction in chunk)
            {
                row++;
                if (prediction.RiskLevel == RiskLevel.High) Console.WriteLine($"row {row}: {prediction.AnomalyProbability:P1}");
            }
        }
        // end of example

        predictions.Should().HaveCount(1_000);
        row.Should().Be(1_000);
        console.Text.Split('\n').Should().HaveCountGreaterThan(100).And.Contain(line => line.StartsWith("row "));
    }

    [Fact]
    public void Comparison_Run_PrintsATableAndWritesCsv()
    {
        using var console = new CapturedConsole();
        Table training = Sessions;
        Table june = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 400, AnomalyRate = 0.1, Population = 1 }).Draw();
        Table july = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 400, AnomalyRate = 0.1, Population = 2 }).Draw();

        // example: Comparison
        var comparison = new DetectorComparison(
        [
            new DetectorCandidate("all columns", new AnomalyDetectorOptions { ExpectedAnomalyRate = 0.1 }),
            new DetectorCandidate("without the city", new AnomalyDetectorOptions { ExpectedAnomalyRate = 0.1, Exclude = ["geolocation_city"] }),
        ]);

        ComparisonReport report = comparison.Run(training, [new ComparisonTest("june", june), new ComparisonTest("july", july)]);
        Console.WriteLine(report);

        using (StreamWriter file = File.CreateText("comparison.csv")) report.WriteCsv(file);

        ComparisonRow? best = report.Best(ComparisonMetric.AveragePrecision, "june");
        if (best is not null) Console.WriteLine($"{best.ModelName}: {best.AveragePrecision.Low:F3} to {best.AveragePrecision.High:F3}");
        // end of example

        console.Text.Should().StartWith("model").And.Contain("without the city");
        File.ReadAllText("comparison.csv").Should().Be(report.ToCsv());
        report.Rows.Should().HaveCount(4).And.OnlyContain(row => row.IsPerformance);
    }

    [Fact]
    public void ComparisonGrid_Run_MakesEveryCombination()
    {
        Table training = Sessions;
        Table test = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 400, AnomalyRate = 0.1, Population = 1 }).Draw();

        // example: ComparisonGrid
        ImmutableArray<DetectorCandidate> grid = CandidateGrid.Vary(
            "forest",
            new AnomalyDetectorOptions { Exclude = ["session_id"] },
            GridAxis.Of<int?>("depth", [5, 10, null], (options, depth) => options with { Learner = ((RandomForestOptions)options.Learner) with { MaxDepth = depth } }),
            GridAxis.Of("trees", [20, 40], (options, trees) => options with { Learner = ((RandomForestOptions)options.Learner) with { TreeCount = trees } }));

        ComparisonReport report = new DetectorComparison(grid).Run(training, [new ComparisonTest("test", test)]);
        // end of example

        report.Rows.Select(row => row.ModelName).Should().Equal(
            "forest depth=5 trees=20", "forest depth=5 trees=40", "forest depth=10 trees=20", "forest depth=10 trees=40", "forest depth=none trees=20", "forest depth=none trees=40");
    }

    [Fact]
    public void ComparisonIntervals_Run_AreOfAnybodysScores()
    {
        double[] scores = [.1, .4, .4, .8, .8, .35, .2, .9, .4, .05];
        bool[] isAnomaly = [false, false, true, true, false, true, false, true, false, false];
        Table training = Sessions;
        Table test = Sessions.Select([4, 8, 15]);

        // example: ComparisonIntervals
        MetricIntervals intervals = MetricIntervals.Compute(scores, isAnomaly, threshold: 0.5, new BootstrapOptions { Replicates = 2_000 });
        MetricInterval area = intervals.RocAuc;                        // area.Value, area.Low, area.High

        int repeated = RepeatedRows.Count(training, test);             // test rows that are training rows
        // end of example

        area.Value.Should().BeInRange(area.Low, area.High);
        repeated.Should().Be(3);
    }

    [Fact]
    public void Figures_Run_AreThoseOfTheComments()
    {
        // example: Figures
        double[] scores = [.1, .4, .4, .8, .8, .35, .2, .9, .4, .05];
        bool[] isAnomaly = [false, false, true, true, false, true, false, true, false, false];

        double area = Metrics.RocAuc(scores, isAnomaly);                                       // 0.7708
        double averagePrecision = Metrics.AveragePrecision(scores, isAnomaly);                 // 0.6845, where a random ranking gets 0.4
        ThresholdDesign design = ThresholdDesigner.Choose(scores, isAnomaly, ThresholdObjective.BestFBeta(2), ScoreSource.HeldOut);
        ConfusionMatrix counts = ConfusionMatrix.At(scores, isAnomaly, design.Threshold!.Value);
        // end of example

        area.Should().BeApproximately(0.7708, 0.00005);
        averagePrecision.Should().BeApproximately(0.6845, 0.00005);
        counts.Should().Be(design.Confusion);
    }
}
