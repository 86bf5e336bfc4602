namespace Anomaly.Detection.Benchmarks.Detectors;

/// <summary>What the Python program tells of one round: CPU seconds, −1 where a program is not there.</summary>
/// <param name="Fit">scikit-learn's training.</param>
/// <param name="Score">scikit-learn's scores of all rows.</param>
/// <param name="Rho">The offset it found.</param>
/// <param name="SupportVectors">How many it has.</param>
/// <param name="LibsvmFit">svm-train, reading and writing its files included.</param>
/// <param name="LibsvmScore">svm-predict, reading and writing its files included.</param>
internal sealed record SvmFigures(double Fit, double Score, double Rho, int SupportVectors, double LibsvmFit, double LibsvmScore);
