using System.Text.Json;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Reporting;
using Anomaly.Detection.Tests.Oracles;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

/// <summary>The comparison that the original system ran, on its own files, by <see cref="DetectorComparison"/>: every line beside scikit-learn's.</summary>
public class OriginalComparisonTests
{
    private static readonly double[] Shares = [.01, .02, .05, .1, .15, .2];

    private static readonly Lazy<Table> Training = new(() => Read("balanced_dataset_40_percent_anomalies"));

    private static readonly Lazy<Table> Test = new(() => Read("synthetic_behavior_dataset"));

    // As the original: every column a feature, texts as codes, all of one scale, and each model decides by itself.
    private static readonly AnomalyDetectorOptions Original = new()
    {
        Kinds = new[] { "user_id", "session_id", "transaction_date" }.ToDictionary(column => column, _ => FeatureKind.Categorical),
        Encoder = new FeatureEncoderOptions { Scaling = Scaling.Standard },
        UseLabels = false,
    };

    [SharedDataFact]
    public void Comparison_OriginalTable_IsReproducedAndCalledTraining()
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllBytes(SharedData.File("behaviour", "reference.json")));
        DetectorCandidate[] candidates =
        [
            new("random forest", Original with { Learner = new RandomForestOptions { MaxDepth = 10, MinSamplesSplit = 5, MinSamplesLeaf = 2, SplitSearch = SplitSearch.Exact }, UseLabels = true, Calibration = CalibrationMethod.None, Threshold = Math.BitIncrement(0.5) }),
            .. Shares.Select(share => new DetectorCandidate(Name("isolation forest", share), Original with { Learner = new IsolationForestOptions { Contamination = share } })),
            .. Shares.Select(share => new DetectorCandidate(Name("one-class SVM", share), Original with { Learner = new OneClassSvmOptions { Nu = share } })),
        ];

        ComparisonReport report = new DetectorComparison(candidates, new ComparisonOptions { Bootstrap = null }).Run(Training.Value, [new ComparisonTest("synthetic", Test.Value)]);

        report.Rows.Should().HaveCount(13).And.OnlyContain(row => row.Source == ScoreSource.Training && row.RepeatedRows == 5000, "every test row is a training row");
        for (int i = 0; i < Shares.Length; i++)
        {
            ConfusionMatrix isolation = report.Rows[1 + i].Confusion;
            isolation.FlaggedCount.Should().Be((long)Math.Round(5000 * Shares[i]), "contamination {0}", Shares[i]);

            ConfusionMatrix svm = report.Rows[7 + i].Confusion;
            JsonElement expected = reference.RootElement.GetProperty($"ocsvm_{Text(Shares[i])}").GetProperty("confusion");
            long[] cells = [.. expected.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(cell => cell.GetInt64())];
            long[] ours = [svm.TrueNegatives, svm.FalsePositives, svm.FalseNegatives, svm.TruePositives];
            for (int cell = 0; cell < 4; cell++) ours[cell].Should().BeInRange(cells[cell] - 2, cells[cell] + 2, "cell {0} of nu {1}", cell, Shares[i]);
        }
    }

    [SharedDataFact]
    public void OneClassSvm_EachNu_IsLibsvmsMachine()
    {
        using JsonDocument oracle = Oracle.Open("original_svm.json");
        (FeatureMatrix training, FeatureMatrix test) = Encoded();
        foreach (double nu in Shares)
        {
            JsonElement expected = oracle.RootElement.GetProperty("one_class_svm").GetProperty($"{Text(nu)}, tolerance 1e-08");

            TrainedOneClassSvm trained = new OneClassSvmTrainer(new OneClassSvmOptions { Nu = nu, Tolerance = 1e-8 }).Train(training);

            trained.Model.Kernel.Gamma.Should().BeApproximately(expected.GetProperty("gamma").GetDouble(), 1e-6);
            trained.Model.Rho.Should().BeApproximately(expected.GetProperty("rho").GetDouble(), 1e-4, "nu {0}", nu);
            trained.Model.SupportVectorCount.Should().BeInRange(expected.GetProperty("support_vectors").GetInt32() - 2, expected.GetProperty("support_vectors").GetInt32() + 2);
            Auc(trained.Model, test).Should().BeApproximately(expected.GetProperty("auc").GetDouble(), 5e-4);
            OneClassSvmModel atDefault = new OneClassSvmTrainer(new OneClassSvmOptions { Nu = nu }).Train(training).Model;
            atDefault.Rho.Should().BeApproximately(oracle.RootElement.GetProperty("one_class_svm").GetProperty($"{Text(nu)}, tolerance 0.001").GetProperty("rho").GetDouble(), 1e-4, "nu {0}", nu);
        }
    }

    private static (FeatureMatrix Training, FeatureMatrix Test) Encoded()
    {
        Table training = Training.Value, test = Test.Value;
        foreach ((string column, FeatureKind kind) in Original.Kinds) (training, test) = (training.WithKind(column, kind), test.WithKind(column, kind));
        var encoder = FeatureEncoder.Fit(training, Original.Encoder);
        return (encoder.Encode(training), encoder.Encode(test));
    }

    private static double Auc(IAnomalyModel model, FeatureMatrix test)
    {
        float[] rows = new float[test.RowCount * test.FeatureCount];
        for (int row = 0; row < test.RowCount; row++) test.CopyRow(row, rows.AsSpan(row * test.FeatureCount, test.FeatureCount));
        double[] scores = new double[test.RowCount];
        Anomaly.Detection.Inference.Scorer.Compile(model).Score(rows, scores);
        return Metrics.RocAuc(scores, Test.Value.IsAnomaly);
    }

    private static string Name(string model, double share) => FormattableString.Invariant($"{model} {share}");

    private static string Text(double share) => FormattableString.Invariant($"{share}");

    private static Table Read(string file) => TableCsvReader.Read(SharedData.File("behaviour", file + ".csv"), new CsvReadOptions { LabelColumn = "label" }).Table;
}
