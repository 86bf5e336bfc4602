using Anomaly.Detection.Benchmarks;
using Anomaly.Detection.Benchmarks.Auditing;
using Anomaly.Detection.Benchmarks.Bags;
using Anomaly.Detection.Benchmarks.Detectors;
using Anomaly.Detection.Benchmarks.Explaining;
using Anomaly.Detection.Benchmarks.Growth;
using Anomaly.Detection.Benchmarks.Judging;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Benchmarks.Scoring;
using Anomaly.Detection.Benchmarks.Worker;
using Anomaly.Detection.Numerics;
using BenchmarkDotNet.Running;

try
{
    switch (args)
    {
        case ["quality", .. var rest]: return QualityCommand.Run(rest);
        case ["worker", .. var rest]: return WorkerCommand.Run(rest);
        case ["peers", .. var rest]: return await PeersCommand.RunAsync(rest);
        case ["growth", .. var rest]: return await GrowthCommand.RunAsync(rest);
        case ["score-growth", .. var rest]: return ScoreGrowthCommand.Run(rest);
        case ["bags", .. var rest]: return BagsCommand.Run(rest);
        case ["isolation", .. var rest]: return IsolationCommand.Run(rest);
        case ["svm", .. var rest]: return SvmCommand.Run(rest);
        case ["audit", .. var rest]: return AuditCommand.Run(rest);
        case ["detector-quality", .. var rest]: return DetectorQualityCommand.Run(rest);
        case ["calibration", .. var rest]: return CalibrationCommand.Run(rest);
        case ["intervals", .. var rest]: return IntervalsCommand.Run(rest);
        case ["thresholds", .. var rest]: return ThresholdsCommand.Run(rest);
        case [MeasureScoringCommand.Name, .. var rest]: return MeasureScoringCommand.Run(rest);
        case [MeasureExplainingCommand.Name, .. var rest]: return MeasureExplainingCommand.Run(rest);
        case [MeasurePeerCommand.Name, .. var rest]: return MeasurePeerCommand.Run(rest);
        default:
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
            return 0;
    }
}
catch (Exception exception) when (exception is UsageException or OptionsException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
