using System.Globalization;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Judging;

/// <summary>
/// <c>calibration</c>: what probabilities of a balanced forest are worth on sessions of which 1 % are anomalies, by kind of calibration; and whether the rate is
/// found when it becomes 5 %.
/// </summary>
internal static class CalibrationCommand
{
    private const string Usage = "calibration [--train N] [--test N] [--trees N] [--seeds N]";
    private const double Rate = 0.01;
    private const double NewRate = 0.05;

    private static readonly CalibrationMethod[] Methods = [CalibrationMethod.None, CalibrationMethod.ClassWeights, CalibrationMethod.Sigmoid, CalibrationMethod.Auto];

    /// <exception cref="UsageException">An argument is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, [], ["--train", "--test", "--trees", "--seeds"]);
        int trainingRows = parsed.Count("--train", 50_000), testRows = parsed.Count("--test", 100_000), trees = parsed.Count("--trees", 100), seeds = parsed.Count("--seeds", 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Machine.Describe()}; {PackageVersions.Ours}. {trainingRows:N0} training and {testRows:N0} test sessions with {Rate:0 %} anomalies; {trees} balanced trees.{Environment.NewLine}"));
        Console.WriteLine($"| seed | least rows of a leaf | calibration | mean probability | ECE | Brier score | log loss | rate found when it is {NewRate.ToString(CultureInfo.InvariantCulture)} |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (int seed = 1; seed <= seeds; seed++)
        {
            Table training = Draw(trainingRows, Rate, seed, 0), validation = Draw(testRows, Rate, seed, 1), test = Draw(testRows, Rate, seed, 2), later = Draw(testRows, NewRate, seed, 3);
            foreach (int leaf in new[] { 1, 5 })
            {
                foreach (CalibrationMethod method in Methods)
                {
                    var options = new AnomalyDetectorOptions { Learner = new RandomForestOptions { TreeCount = trees, MinSamplesLeaf = leaf, Seed = (ulong)seed }, Calibration = method, Threshold = 0.5, Intervals = null };
                    var predictor = new AnomalyDetectionPredictor(new AnomalyDetectorTrainer(options).Train(training).Artifact);
                    Print(seed, leaf, method, Probabilities(predictor, test), test.IsAnomaly.ToArray(), Probabilities(predictor, validation).Mean(), Probabilities(predictor, later));
                }
            }
        }

        return 0;
    }

    private static void Print(int seed, int leaf, CalibrationMethod method, double[] probabilities, bool[] isAnomaly, double validationMean, double[] later)
    {
        double error = ReliabilityTable.Compute(probabilities, isAnomaly).ExpectedCalibrationError;
        double found = PriorEstimation.Estimate(later, validationMean).Prior;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {seed} | {leaf} | {method} | {probabilities.Mean():0.00000} | {error:0.0000} | {Metrics.BrierScore(probabilities, isAnomaly):0.00000} | {Metrics.LogLoss(probabilities, isAnomaly):0.0000} | {found:0.0000} |"));
    }

    private static double[] Probabilities(AnomalyDetectionPredictor predictor, Table table) => Array.ConvertAll(predictor.PredictBatch(table), prediction => prediction.AnomalyProbability);

    private static Table Draw(int rows, double rate, int seed, int population) =>
        new SessionSimulator(new SessionSimulatorOptions { SessionCount = rows, AnomalyRate = rate, Seed = (ulong)seed, Population = (ulong)population }).Draw();
}
