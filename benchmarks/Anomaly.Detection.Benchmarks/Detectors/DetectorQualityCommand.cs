using System.Globalization;
using System.Text.Json;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Tests.Shared;
using Anomaly.Detection.Training;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Detectors;

/// <summary>
/// <c>detector-quality DATA</c>: five-fold ROC-AUC and average precision of the detectors that learn without labels, on the public tables, beside
/// scikit-learn's stored figures. The isolation forest over five seeds; the one-class SVM once, on tables of up to 8,000 rows.
/// </summary>
internal static class DetectorQualityCommand
{
    private const string Usage = "detector-quality DATA [--tables a,b]";
    private const int Folds = 5;
    private const int Seeds = 5;
    private const int MostSvmRows = 8_000;
    private const double Rounding = 5e-7;

    /// <exception cref="UsageException">An argument or a file is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, ["DATA"], ["--tables"]);
        string folder = Path.Combine(parsed.Text("DATA"), "public");
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "reference.json")));
        string[] names = parsed.Has("--tables") ? parsed.List("--tables", "") : [.. reference.RootElement.EnumerateObject().Select(table => table.Name)];
        (string Name, PublicTable Table)[] tables = [.. names.Select(name => (name, PublicTable.Load(folder, name)))];
        Console.WriteLine($"{Machine.Describe()}; {PackageVersions.Ours}. Means of {Folds} folds.{Environment.NewLine}");
        Console.WriteLine("| isolation forest | ours AUC | scikit-learn AUC | z | ours AP | scikit-learn AP | z |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach ((string name, PublicTable table) in tables)
        {
            if (!reference.RootElement.GetProperty(name).TryGetProperty("isolation_forest", out JsonElement theirs)) continue;
            (double[] auc, double[] ap) = Measure(table, Seeds, (training, seed) => new IsolationForestTrainer(new IsolationForestOptions { Seed = (ulong)seed, ScoreTrainingRows = false }).Train(training).Model, scaled: false);
            double[] theirAuc = Numbers(theirs, "auc"), theirAp = Numbers(theirs, "ap");
            Write($"| {name} | {Spread(auc)} | {Spread(theirAuc)} | {Difference(auc, theirAuc):0.0} | {Spread(ap)} | {Spread(theirAp)} | {Difference(ap, theirAp):0.0} |");
        }

        Console.WriteLine($"{Environment.NewLine}| one-class SVM | ours AUC | scikit-learn AUC | difference | ours AP | scikit-learn AP | difference |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach ((string name, PublicTable table) in tables.Where(one => one.Table.IsAnomaly.Length <= MostSvmRows))
        {
            if (!reference.RootElement.GetProperty(name).TryGetProperty("one_class_svm", out JsonElement theirs)) continue;
            (double[] auc, double[] ap) = Measure(table, 1, (training, _) => new OneClassSvmTrainer(new OneClassSvmOptions { Nu = 0.1 }).Train(training).Model, scaled: true);
            double theirAuc = Numbers(theirs, "auc")[0], theirAp = Numbers(theirs, "ap")[0];
            Write($"| {name} | {auc[0]:0.000000} | {theirAuc:0.000000} | {auc[0] - theirAuc:0.000000} | {ap[0]:0.000000} | {theirAp:0.000000} | {ap[0] - theirAp:0.000000} |");
        }

        return 0;
    }

    private static (double[] Auc, double[] AveragePrecision) Measure(PublicTable table, int seeds, Func<FeatureMatrix, int, IAnomalyModel> train, bool scaled)
    {
        double[] auc = new double[seeds];
        double[] ap = new double[seeds];
        foreach (TrainTestSplit fold in Splits.StratifiedKFold(table.IsAnomaly, Folds))
        {
            (FeatureMatrix training, FeatureMatrix tested) = (table.Features.Select(fold.Train.AsSpan()), table.Features.Select(fold.Test.AsSpan()));
            if (scaled)
            {
                var scaler = StandardScaler.Fit(training);
                (training, tested) = (scaler.Transform(training), scaler.Transform(tested));
            }

            var rows = LabelledRows.Of(tested, [.. fold.Test.Select(row => table.IsAnomaly[row])], [.. Enumerable.Range(0, tested.RowCount)]);
            double[] scores = new double[rows.Count];
            for (int seed = 0; seed < seeds; seed++)
            {
                Scorer.Compile(train(training, seed)).Score(rows.Values, scores);
                auc[seed] += Metrics.RocAuc(scores, rows.IsAnomaly) / Folds;
                ap[seed] += Metrics.AveragePrecision(scores, rows.IsAnomaly) / Folds;
            }
        }

        return (auc, ap);
    }

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static string Spread(double[] values) => string.Create(CultureInfo.InvariantCulture, $"{values.Mean():0.0000}{(values.Length > 1 ? $" ± {values.StandardDeviation():0.0000}" : "")}");

    // Standard errors of the difference of the means, from the spread of both together. Stored figures are rounded.
    private static double Difference(double[] ours, double[] theirs)
    {
        double pooled = (((ours.Length - 1) * ours.Variance()) + (theirs.Length > 1 ? (theirs.Length - 1) * theirs.Variance() : 0)) / (ours.Length + theirs.Length - 2);
        return (ours.Mean() - theirs.Mean()) / Math.Sqrt((pooled * ((1.0 / ours.Length) + (1.0 / theirs.Length))) + (Rounding * Rounding));
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
