using System.Text.Json;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Tests.Oracles;
using Anomaly.Detection.Training;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Isolation forests on real tables, beside scikit-learn's.</summary>
public class IsolationForestTablesTests
{
    private static readonly string[] TextColumns = ["user_id", "session_id", "transaction_date"];

    [SharedDataFact]
    public void Train_OriginalTable_IsScikitLearnsWithinTheirSpread()
    {
        using JsonDocument oracle = Oracle.Open("isolation_forest.json");
        double[] theirs = Numbers(oracle.RootElement, "auc");
        Table training = Read("balanced_dataset_40_percent_anomalies"), test = Read("synthetic_behavior_dataset");
        var encoder = FeatureEncoder.Fit(training);
        FeatureMatrix features = encoder.Encode(training);
        float[] tested = IsolationSamples.RowsOf(encoder.Encode(test));
        double[] ours = new double[20];
        for (int seed = 0; seed < 20; seed++)
        {
            IsolationForestModel model = new IsolationForestTrainer(new IsolationForestOptions { Seed = (ulong)seed, ScoreTrainingRows = false }).Train(features).Model;
            ours[seed] = Metrics.RocAuc(IsolationSamples.Scores(model, tested), test.IsAnomaly);
        }

        double error = Math.Sqrt((ours.Variance() + theirs.Variance()) / 20);
        (ours.Mean() - theirs.Mean()).Should().BeInRange(-2 * error, 2 * error);
        ours.Min().Should().BeGreaterThan(theirs.Min() - (2 * theirs.StandardDeviation()));
        ours.Max().Should().BeLessThan(theirs.Max() + (2 * theirs.StandardDeviation()));
    }

    [SharedDataFact]
    public void WithContamination_OriginalTable_FlagsAsManyAsScikitLearn()
    {
        using JsonDocument oracle = Oracle.Open("isolation_forest.json");
        double[] shares = Numbers(oracle.RootElement, "contamination");
        Table training = Read("balanced_dataset_40_percent_anomalies");
        TrainedIsolationForest trained = new IsolationForestTrainer().Train(FeatureEncoder.Fit(training).Encode(training));

        long[] flagged = [.. shares.Select(share => (long)trained.Scores.Count(trained.WithContamination(share).Model.IsOutlier))];

        flagged.Should().Equal(oracle.RootElement.GetProperty("flagged")[0].EnumerateArray().Select(count => count.GetInt64()));
    }

    [SharedDataTheory]
    [InlineData("cardio")]
    [InlineData("pima")]
    [InlineData("vowels")]
    [InlineData("wdbc")]
    public void Train_PublicTable_IsScikitLearnsWithinTwoErrors(string name)
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllBytes(SharedData.File("public", "reference.json")));
        double[] theirs = Numbers(reference.RootElement.GetProperty(name).GetProperty("isolation_forest"), "auc");
        PublicTable table = PublicTable.Load(Path.Combine(SharedData.Folder, "public"), name);
        double[] ours = new double[5];
        foreach (TrainTestSplit fold in Splits.StratifiedKFold(table.IsAnomaly, 5))
        {
            FeatureMatrix training = table.Features.Select(fold.Train.AsSpan());
            float[] tested = IsolationSamples.RowsOf(table.Features.Select(fold.Test.AsSpan()));
            bool[] isAnomaly = [.. fold.Test.Select(row => table.IsAnomaly[row])];
            for (int seed = 0; seed < 5; seed++)
            {
                IsolationForestModel model = new IsolationForestTrainer(new IsolationForestOptions { Seed = (ulong)seed, ScoreTrainingRows = false }).Train(training).Model;
                ours[seed] += Metrics.RocAuc(IsolationSamples.Scores(model, tested), isAnomaly) / 5;
            }
        }

        double error = Math.Sqrt((ours.Variance() + theirs.Variance()) / 5);
        (ours.Mean() - theirs.Mean()).Should().BeInRange(-2 * error, 2 * error);
    }

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static Table Read(string file)
    {
        Table table = TableCsvReader.Read(SharedData.File("behaviour", file + ".csv"), new CsvReadOptions { LabelColumn = "label" }).Table;
        foreach (string column in TextColumns) table = table.WithKind(column, FeatureKind.Categorical);
        return table;
    }
}
