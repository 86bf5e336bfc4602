using System.Globalization;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Tests.Shared;
using Anomaly.Detection.Training;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Bags;

/// <summary>
/// <c>bags DATA</c>: whether what the bags know is true. Out-of-bag ROC-AUC beside ten folds; the same with every row planted twice, in plain and in
/// grouped bags; and what a column of unique numbers does to the score and to the importances.
/// </summary>
internal static class BagsCommand
{
    private const string Usage = "bags DATA [--tables a,b] [--trees N]";
    private const string DefaultTables = "annthyroid,cardio,magic_gamma,mammography,pima";
    private const int Folds = 10;
    private const int Seeds = 5;

    /// <exception cref="UsageException">An argument or a file is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, ["DATA"], ["--tables", "--trees"]);
        var options = new RandomForestOptions { TreeCount = parsed.Count("--trees", 200) };
        string folder = Path.Combine(parsed.Text("DATA"), "public");
        string[] names = parsed.List("--tables", DefaultTables);
        (string Name, PublicTable Table)[] tables = [.. names.Select(name => (name, PublicTable.Load(folder, name)))];

        Console.WriteLine($"{Machine.Describe()}; {PackageVersions.Ours}. {options.TreeCount} trees grown to the end, balanced, means over {Seeds} seeds.{Environment.NewLine}");
        Console.WriteLine("| table | rows | out of bag | 10 folds | difference | every row twice: plain bags | grouped bags |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach ((string name, PublicTable table) in tables)
        {
            double outOfBag = Mean(seed => OutOfBag(options with { Seed = seed }, new TrainingSet(table.Features, table.IsAnomaly)));
            double folds = Mean(seed => OutOfFold(options with { Seed = seed }, table));
            TrainingSet twice = Twice(table, grouped: false), groups = Twice(table, grouped: true);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {table.IsAnomaly.Length:N0} | {outOfBag:0.0000} | {folds:0.0000} | {outOfBag - folds:+0.0000;-0.0000} | {Mean(seed => OutOfBag(options with { Seed = seed }, twice)):0.0000} | {Mean(seed => OutOfBag(options with { Seed = seed }, groups)):0.0000} |"));
        }

        Console.WriteLine($"{Environment.NewLine}| table | held out | with a unique number | fall | its unbiased importance | its impurity importance |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach ((string name, PublicTable table) in tables) Console.WriteLine(UniqueNumber(name, table, options));
        return 0;
    }

    private static double Mean(Func<ulong, double> measure) => Enumerable.Range(0, Seeds).Select(seed => measure((ulong)seed)).Mean();

    private static double OutOfBag(RandomForestOptions options, TrainingSet set) => Metrics.RocAuc(new RandomForestTrainer(options).TrainOn(set).OutOfBagScores.AsSpan(), set.IsAnomaly);

    private static double OutOfFold(RandomForestOptions options, PublicTable table)
    {
        double[] scores = new double[table.IsAnomaly.Length];
        foreach (TrainTestSplit fold in Splits.StratifiedKFold(table.IsAnomaly, Folds))
        {
            bool[] isAnomaly = [.. fold.Train.Select(row => table.IsAnomaly[row])];
            TrainedForest forest = new RandomForestTrainer(options).Train(table.Features.Select(fold.Train.AsSpan()), isAnomaly);
            float[] row = new float[table.Features.FeatureCount];
            foreach (int tested in fold.Test)
            {
                table.Features.CopyRow(tested, row);
                scores[tested] = forest.Model.Score(row);
            }
        }

        return Metrics.RocAuc(scores, table.IsAnomaly);
    }

    private static TrainingSet Twice(PublicTable table, bool grouped)
    {
        int[] rows = [.. Enumerable.Range(0, table.IsAnomaly.Length).SelectMany(row => new[] { row, row })];
        return new TrainingSet(table.Features.Select(rows), [.. rows.Select(row => table.IsAnomaly[row])], default, grouped ? rows : default);
    }

    private static string UniqueNumber(string name, PublicTable table, RandomForestOptions options)
    {
        TrainTestSplit split = Splits.StratifiedHoldOut(table.IsAnomaly, 0.3, 42);
        int[] unique = [.. Enumerable.Range(0, table.IsAnomaly.Length)];
        new RandomStream(7).Shuffle(unique.AsSpan());
        FeatureMatrix with = FeatureMatrix.FromColumns([.. Enumerable.Range(0, table.Features.FeatureCount).Select(feature => table.Features.Column(feature).ToArray()), [.. unique.Select(number => (float)number)]]);
        double plain = Mean(seed => HeldOut(table.Features, table.IsAnomaly, split, options with { Seed = seed }).Auc);
        var measured = Enumerable.Range(0, Seeds).Select(seed => HeldOut(with, table.IsAnomaly, split, options with { Seed = (ulong)seed })).ToArray();
        double[] unbiased = [.. measured.Select(one => OutOfBagAnalysis.Create(one.Forest, one.Set).UnbiasedImpurityImportances()[^1])];
        double[] impurity = [.. measured.Select(one => Explanation.ImpurityImportances.Of(one.Forest.Model)[^1])];
        double auc = measured.Select(one => one.Auc).Mean();
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {plain:0.0000} | {auc:0.0000} | {plain - auc:0.0000} | {unbiased.Mean():0.0000} ± {unbiased.StandardDeviation():0.0000} | {impurity.Mean():0.0000} |");
    }

    private static (double Auc, TrainedForest Forest, TrainingSet Set) HeldOut(FeatureMatrix features, bool[] isAnomaly, TrainTestSplit split, RandomForestOptions options)
    {
        var set = new TrainingSet(features.Select(split.Train.AsSpan()), [.. split.Train.Select(row => isAnomaly[row])]);
        TrainedForest forest = new RandomForestTrainer(options).TrainOn(set);
        float[] row = new float[features.FeatureCount];
        double[] scores = [.. split.Test.Select(Score)];
        return (Metrics.RocAuc(scores, [.. split.Test.Select(tested => isAnomaly[tested])]), forest, set);

        double Score(int tested)
        {
            features.CopyRow(tested, row);
            return forest.Model.Score(row);
        }
    }
}
