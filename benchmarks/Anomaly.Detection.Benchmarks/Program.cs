using Anomaly.Detection.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["quality", .. var rest]) return QualityCommand.Run(rest);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
