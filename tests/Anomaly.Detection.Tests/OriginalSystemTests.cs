using System.Text.Json;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Tests.Oracles;
using Anomaly.Detection.Training;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Tests;

/// <summary>
/// The system that this library replaces: its headline, reproduced, and what an honest judge says of the same files. Its test rows are its
/// training rows with other labels, so the headline is memorisation.
/// </summary>
public class OriginalSystemTests
{
    private static readonly CsvReadOptions Labelled = new() { LabelColumn = "label" };

    private static readonly RandomForestOptions OriginalForest = new() { TreeCount = 200, MaxDepth = 10, MinSamplesSplit = 5, MinSamplesLeaf = 2, ClassWeight = ClassWeight.Balanced };

    private static readonly string[] TextColumnsOfTheOriginal = ["user_id", "session_id", "transaction_date"];

    [SharedDataFact]
    public void Headline_SeedsZeroToNine_IsReproduced()
    {
        Table training = Read("balanced_dataset_40_percent_anomalies");
        Table test = Read("synthetic_behavior_dataset");
        Dictionary<string, FeatureKind> kinds = TextColumnsOfTheOriginal.ToDictionary(column => column, _ => FeatureKind.Categorical);
        foreach (string column in TextColumnsOfTheOriginal) test = test.WithKind(column, FeatureKind.Categorical);
        for (ulong seed = 0; seed < 10; seed++)
        {
            // scikit-learn flags a row when its own, uncalibrated probability is above one half, and searches exactly. How much of labels without a signal a
            // forest memorises depends on its search.
            AnomalyDetectorOptions options = new() { Learner = OriginalForest with { Seed = seed, SplitSearch = SplitSearch.Exact }, Kinds = kinds, Calibration = CalibrationMethod.None, Threshold = Math.BitIncrement(0.5) };
            TrainedDetector trained = new AnomalyDetectorTrainer(options).Train(training);

            EvaluationSummary report = new AnomalyDetectionPredictor(trained.Artifact).Evaluate(test, ScoreSource.Training);

            report.RocAuc.Should().BeInRange(0.795, 0.811, "seed {0}", seed);
            report.Confusion.Recall.Should().BeInRange(0.92, 0.97, "seed {0}", seed);
            report.Confusion.Precision.Should().BeInRange(0.093, 0.099, "seed {0}", seed);
        }
    }

    [SharedDataTheory]
    [InlineData("balanced_dataset_40_percent_anomalies")]
    [InlineData("synthetic_behavior_dataset")]
    public void Honest_FilesWithoutSignal_AreNoBetterThanChance(string file)
    {
        (double[] auc, _) = OutOfFold(file);

        auc.Mean().Should().BeApproximately(0.50, 0.02);
    }

    [SharedDataTheory]
    [InlineData("multifeature_train_40_percent")]
    [InlineData("multifeature_test_5_percent")]
    public void Honest_FilesWithSignal_EqualScikitLearnWithinTwoDeviations(string file)
    {
        using JsonDocument oracle = Oracle.Open("honest_behaviour.json");
        JsonElement expected = oracle.RootElement.GetProperty("tables").GetProperty(file);

        (double[] auc, double[] averagePrecision) = OutOfFold(file);

        ShouldAgree(auc, Numbers(expected, "auc"));
        ShouldAgree(averagePrecision, Numbers(expected, "ap"));
    }

    // Five seeds each: the means may differ by two deviations of a single seed.
    private static void ShouldAgree(double[] ours, double[] theirs) =>
        ours.Mean().Should().BeApproximately(theirs.Mean(), 2 * Math.Max(theirs.StandardDeviation(), ours.StandardDeviation()));

    private static (double[] Auc, double[] AveragePrecision) OutOfFold(string file)
    {
        Table table = Read(file).Without("user_id", "session_id");
        double[] auc = new double[5];
        double[] averagePrecision = new double[5];
        for (int seed = 0; seed < 5; seed++)
        {
            double[] scores = new double[table.RowCount];
            foreach (TrainTestSplit fold in Splits.StratifiedKFold(table.IsAnomaly, 5))
            {
                Table training = table.Select(fold.Train.AsSpan());
                var encoder = FeatureEncoder.Fit(training);
                TrainedForest forest = new RandomForestTrainer(OriginalForest with { Seed = (ulong)seed }).Train(encoder.Encode(training), training.IsAnomaly);
                FeatureMatrix tested = encoder.Encode(table.Select(fold.Test.AsSpan()));
                float[] row = new float[tested.FeatureCount];
                for (int i = 0; i < tested.RowCount; i++)
                {
                    tested.CopyRow(i, row);
                    scores[fold.Test[i]] = forest.Model.Score(row);
                }
            }

            auc[seed] = Metrics.RocAuc(scores, table.IsAnomaly);
            averagePrecision[seed] = Metrics.AveragePrecision(scores, table.IsAnomaly);
        }

        return (auc, averagePrecision);
    }

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static Table Read(string file) => TableCsvReader.Read(SharedData.File("behaviour", file + ".csv"), Labelled).Table;
}
