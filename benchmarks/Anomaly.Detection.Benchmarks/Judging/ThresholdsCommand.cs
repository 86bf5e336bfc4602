using System.Globalization;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Judging;

/// <summary>
/// <c>thresholds</c>: how often a threshold that was chosen for a precision of 0.80 misses it on rows to come, by the plain rule and by bounds. Scores are
/// normal, 80 anomalies among 4,080 rows, so that the true precision of a threshold is known.
/// </summary>
internal static class ThresholdsCommand
{
    private const string Usage = "thresholds [--draws N] [--seed N]";
    private const int Anomalies = 80;
    private const int Normals = 4000;
    private const double Asked = 0.8;
    private const double Confidence = 0.95;

    private static readonly (string Name, Func<double[], bool[], double?> Choose)[] Rules =
    [
        ("plain, the lowest threshold that reaches it", Lowest),
        ("plain, the designer's: of equal recall the highest", (scores, isAnomaly) => Designed(scores, isAnomaly, null, default)),
        ("95 %, Clopper and Pearson", (scores, isAnomaly) => Designed(scores, isAnomaly, Confidence, ProportionBound.ClopperPearson)),
        ("95 %, Wilson", (scores, isAnomaly) => Designed(scores, isAnomaly, Confidence, ProportionBound.Wilson)),
    ];

    /// <exception cref="UsageException">An argument is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, [], ["--draws", "--seed"]);
        int draws = parsed.Count("--draws", 600);
        ulong seed = parsed.Seed("--seed", 42);
        Console.WriteLine($"{Machine.Describe()}; {PackageVersions.Ours}. {draws} draws, precision asked {Asked.ToString(CultureInfo.InvariantCulture)}, seed {seed}.{Environment.NewLine}");
        Console.WriteLine("| separation | rule | returned a threshold | missed, of all draws | true recall, mean of those returned |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (double separation in new[] { 2, 2.5, 3, 3.5, 4, 4.5, 5 }) Print(separation, draws, seed);
        return 0;
    }

    private static void Print(double separation, int draws, ulong seed)
    {
        var random = new RandomStream(seed);
        int[] misses = new int[Rules.Length];
        List<double>[] recalls = [.. Rules.Select(_ => new List<double>())];
        for (int draw = 0; draw < draws; draw++)
        {
            (double[] scores, bool[] isAnomaly) = Draw(ref random, separation);
            for (int rule = 0; rule < Rules.Length; rule++)
            {
                if (Rules[rule].Choose(scores, isAnomaly) is not { } threshold) continue;
                double recall = Normal.CDF(0, 1, separation - threshold), falseAlarms = Normal.CDF(0, 1, -threshold);
                recalls[rule].Add(recall);
                if (Anomalies * recall / ((Anomalies * recall) + (Normals * falseAlarms)) < Asked) misses[rule]++;
            }
        }

        for (int rule = 0; rule < Rules.Length; rule++)
        {
            string recall = recalls[rule].Count == 0 ? "-" : recalls[rule].Mean().ToString("0.000", CultureInfo.InvariantCulture);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {separation} | {Rules[rule].Name} | {100.0 * recalls[rule].Count / draws:0.0} % | {100.0 * misses[rule] / draws:0.0} % | {recall} |"));
        }
    }

    private static double? Designed(double[] scores, bool[] isAnomaly, double? confidence, ProportionBound bound) => ThresholdDesigner.Choose(
        scores, isAnomaly, ThresholdObjective.MaximumRecall(Asked, confidence), ScoreSource.HeldOut, new ThresholdDesignOptions { Bound = bound, Intervals = null }).Threshold;

    // What is often done by hand: walk down the curve, and keep the last threshold whose precision is enough.
    private static double? Lowest(double[] scores, bool[] isAnomaly)
    {
        PrecisionRecallPoint[] enough = [.. PrecisionRecallCurve.Compute(scores, isAnomaly).Points.Where(point => point.Precision >= Asked && double.IsFinite(point.Threshold))];
        return enough.Length == 0 ? null : enough[^1].Threshold;
    }

    private static (double[] Scores, bool[] IsAnomaly) Draw(ref RandomStream random, double separation)
    {
        double[] scores = new double[Anomalies + Normals];
        bool[] isAnomaly = new bool[scores.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            isAnomaly[row] = row < Anomalies;
            scores[row] = Normal.InvCDF(isAnomaly[row] ? separation : 0, 1, random.NextDouble());
        }

        return (scores, isAnomaly);
    }
}
