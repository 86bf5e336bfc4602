using System.Globalization;
using System.Runtime.InteropServices;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Data;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Tests.Shared;
using Anomaly.Detection.Training;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Detectors;

/// <summary><c>svm DATA</c>: CPU time of one-class SVMs on 5,000 scaled rows beside scikit-learn's, which is libsvm inside, and libsvm's own programs, in turn.</summary>
internal static class SvmCommand
{
    private const string Usage = "svm DATA [--tables a,b] [--rounds 5]";
    private const string DefaultTables = "behav,magic_gamma,satellite";
    private const int MostRows = 5_000;
    private const int Warming = 5;

    private static readonly double[] Nus = [0.05, 0.2];

    /// <exception cref="UsageException">An argument or a file is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, ["DATA"], ["--tables", "--rounds"]);
        int rounds = parsed.Count("--rounds", 5);
        string root = Directory.CreateTempSubdirectory("svm").FullName;
        try
        {
            var peer = PythonPeer.Find(root, SvmScript.Text);
            Console.WriteLine($"{Machine.Describe()}; {PackageVersions.Ours}; {peer?.Version ?? "scikit-learn was not found and is skipped"}. RBF, gamma scale, standard-scaled, one thread, medians of {rounds} rounds.{Environment.NewLine}");
            Console.WriteLine("| table | nu | support vectors | fit, ours ms | scikit-learn | svm-train | score a row, ours µs | scikit-learn | svm-predict | rho, ours − scikit-learn |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            double? cold = null;
            foreach (string name in parsed.List("--tables", DefaultTables))
            {
                FeatureMatrix features = ScaledRows(PeerTables.Load(parsed.Text("DATA"), name));
                string folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
                float[] rows = LabelledRows.Of(features, new bool[features.RowCount], [.. Enumerable.Range(0, features.RowCount)]).Values;
                File.WriteAllBytes(Path.Combine(folder, "train.f32"), MemoryMarshal.AsBytes(rows.AsSpan()));
                cold ??= Cost.Of(() => Train(features, Nus[0])).CpuSeconds;
                foreach (double nu in Nus) Measure(name, features, rows, nu, rounds, folder, peer);
            }

            Console.WriteLine(Text($"{Environment.NewLine}First fit in the process, compilation included: {cold * 1000:0} ms. In brackets: how many times ours."));
            return 0;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Measure(string name, FeatureMatrix features, float[] rows, double nu, int rounds, string folder, PythonPeer? peer)
    {
        double[] scores = new double[features.RowCount];
        for (int repeat = 0; repeat < Warming; repeat++) Score(Train(features, nu), rows, scores);
        var fits = new List<double>();
        var scorings = new List<double>();
        var theirs = new List<SvmFigures>();
        TrainedOneClassSvm trained = Train(features, nu);
        for (int round = 0; round < rounds; round++)
        {
            fits.Add(RepeatedCost.Of(() => Train(features, nu)));
            scorings.Add(RepeatedCost.Of(() => Score(trained, rows, scores)));
            if (peer is not null) theirs.Add(peer.Measure<SvmFigures>(folder, features.FeatureCount.ToString(CultureInfo.InvariantCulture), nu.ToString(CultureInfo.InvariantCulture)));
        }

        double fit = fits.Median() * 1000;
        double score = scorings.Median() * 1e6 / features.RowCount;
        string rho = theirs.Count == 0 ? "" : Text($"{trained.Model.Rho - theirs[0].Rho:0.0E+0}");
        Console.WriteLine(Text($"| {name}, {features.RowCount:N0} × {features.FeatureCount} | {nu} | {trained.Model.SupportVectorCount} | {fit:0.0} | {Beside(theirs, one => one.Fit * 1000, fit)} | {Beside(theirs, one => one.LibsvmFit * 1000, fit)} | {score:0.00} | {Beside(theirs, one => one.Score * 1e6 / features.RowCount, score)} | {Beside(theirs, one => one.LibsvmScore * 1e6 / features.RowCount, score)} | {rho} |"));
    }

    private static string Beside(List<SvmFigures> rounds, Func<SvmFigures, double> figure, double ours)
    {
        if (rounds.Count == 0 || figure(rounds[0]) < 0) return "skipped";
        double median = rounds.Select(figure).Median();
        return Text($"{median:0.0} ({median / ours:0.0})");
    }

    private static TrainedOneClassSvm Train(FeatureMatrix features, double nu) => new OneClassSvmTrainer(new OneClassSvmOptions { Nu = nu }).Train(features);

    private static void Score(TrainedOneClassSvm trained, float[] rows, double[] scores) => Scorer.Compile(trained.Model).Score(rows, scores);

    // Evenly over the table, so that both classes are in it.
    private static FeatureMatrix ScaledRows(PublicTable table)
    {
        int count = Math.Min(MostRows, table.Features.RowCount);
        int[] rows = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * table.Features.RowCount / count))];
        FeatureMatrix features = table.Features.Select(rows);
        return StandardScaler.Fit(features).Transform(features);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
