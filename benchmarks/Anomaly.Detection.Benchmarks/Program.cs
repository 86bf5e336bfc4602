using Anomaly.Detection.Benchmarks;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Worker;
using BenchmarkDotNet.Running;

try
{
    switch (args)
    {
        case ["quality", .. var rest]: return QualityCommand.Run(rest);
        case ["worker", .. var rest]: return WorkerCommand.Run(rest);
        default:
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
            return 0;
    }
}
catch (UsageException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
