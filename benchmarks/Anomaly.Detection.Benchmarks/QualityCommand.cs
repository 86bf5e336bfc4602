using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Tests.Shared;
using Anomaly.Detection.Training;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks;

/// <summary>
/// <c>quality DATA</c>: five-fold ROC-AUC and average precision of the forest on the public tables, beside scikit-learn's stored figures.
/// </summary>
/// <remarks>DATA holds <c>public/reference.json</c> and the tables. A difference counts in standard errors of both means together.</remarks>
internal static class QualityCommand
{
    private const string Usage = "quality DATA [--tables a,b] [--search exact|binned|auto]";
    private const int Folds = 5;
    private const int Seeds = 5;
    private const double Allowed = -2;
    private const double Rounding = 5e-7;

    // The names that the reference gives to its configurations.
    private static readonly (string Name, RandomForestOptions Options)[] Configurations =
    [
        ("rf_seed_config", new RandomForestOptions { MaxDepth = 10, MinSamplesSplit = 5, MinSamplesLeaf = 2 }),
        ("rf_balanced", new RandomForestOptions()),
    ];

    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, ["DATA"], ["--tables", "--search"]);
        SplitSearch search = OurOptions.Named(parsed);
        string folder = Path.Combine(parsed.Text("DATA"), "public");
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "reference.json")));
        string[] tables = parsed.Has("--tables") ? parsed.List("--tables", "") : [.. reference.RootElement.EnumerateObject().Select(table => table.Name)];
        Console.WriteLine("| table | configuration | ours AUC | scikit-learn AUC | z | ours AP | scikit-learn AP | z | seconds a forest |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        int below = 0;
        foreach (string table in tables)
        {
            PublicTable data = PublicTable.Load(folder, table);
            foreach ((string name, RandomForestOptions options) in Configurations)
            {
                var watch = Stopwatch.StartNew();
                (double[] auc, double[] ap) = Measure(data, options with { SplitSearch = search });
                double seconds = watch.Elapsed.TotalSeconds / (Seeds * Folds);
                JsonElement theirs = reference.RootElement.GetProperty(table).GetProperty(name);
                double[] theirAuc = Numbers(theirs, "auc");
                double[] theirAp = Numbers(theirs, "ap");
                if (Difference(auc, theirAuc) < Allowed) below++;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {table} | {name} | {Text(auc)} | {Text(theirAuc)} | {Signed(Difference(auc, theirAuc))} | {Text(ap)} | {Text(theirAp)} | {Signed(Difference(ap, theirAp))} | {seconds:0.00} |"));
            }
        }

        Console.WriteLine($"\n{below} of {tables.Length * Configurations.Length} AUCs lie more than two standard errors below scikit-learn's.");
        return below == 0 ? 0 : 1;
    }

    private static (double[] Auc, double[] AveragePrecision) Measure(PublicTable table, RandomForestOptions options)
    {
        double[] auc = new double[Seeds];
        double[] ap = new double[Seeds];
        foreach (TrainTestSplit fold in Splits.StratifiedKFold(table.IsAnomaly, Folds))
        {
            FeatureMatrix training = table.Features.Select(fold.Train.AsSpan());
            bool[] isAnomaly = [.. fold.Train.Select(row => table.IsAnomaly[row])];
            bool[] tested = [.. fold.Test.Select(row => table.IsAnomaly[row])];
            for (int seed = 0; seed < Seeds; seed++)
            {
                TrainedForest forest = new RandomForestTrainer(options with { Seed = (ulong)seed }).Train(training, isAnomaly);
                double[] scores = new double[tested.Length];
                Parallel.For(0, scores.Length, i =>
                {
                    float[] row = new float[table.Features.FeatureCount];
                    table.Features.CopyRow(fold.Test[i], row);
                    scores[i] = forest.Model.Score(row);
                });
                auc[seed] += Metrics.RocAuc(scores, tested) / Folds;
                ap[seed] += Metrics.AveragePrecision(scores, tested) / Folds;
            }
        }

        return (auc, ap);
    }

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static string Text(double[] values) => string.Create(CultureInfo.InvariantCulture, $"{values.Mean():0.00000}{(values.Length > 1 ? $" ± {values.StandardDeviation():0.00000}" : "")}");

    // Rounded first: a format of its own for negative numbers shows −0.04 as −+0.0.
    private static string Signed(double value) => Math.Round(value, 1).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    // How many standard errors of the difference of the means lie between, from the spread of both together. Stored figures are rounded.
    private static double Difference(double[] ours, double[] theirs)
    {
        double pooled = (((ours.Length - 1) * ours.Variance()) + (theirs.Length > 1 ? (theirs.Length - 1) * theirs.Variance() : 0)) / (ours.Length + theirs.Length - 2);
        double error = Math.Sqrt((pooled * ((1.0 / ours.Length) + (1.0 / theirs.Length))) + (Rounding * Rounding));
        return (ours.Mean() - theirs.Mean()) / error;
    }
}
