namespace Anomaly.Detection.Training;

/// <summary>How far a solver has come.</summary>
/// <param name="Iterations">Steps taken.</param>
/// <param name="Violation">By how much the optimality conditions are violated; it falls, though not at every step.</param>
/// <param name="Fraction">An estimate of the share that is done, in [0, 1], by how the violation shrank towards the tolerance; it never falls.</param>
public readonly record struct SvmProgress(int Iterations, double Violation, double Fraction);
