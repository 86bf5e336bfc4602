namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>What one child process measured of a training.</summary>
internal sealed record PeerFigures(double CpuSeconds, double WallSeconds, double Megabytes, double RocAuc, double AveragePrecision);
