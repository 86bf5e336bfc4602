namespace Anomaly.Detection.Models;

/// <summary>How a support vector machine measures that two rows are alike.</summary>
public enum SvmKernelKind
{
    /// <summary>exp(−γ·|x − y|²): 1 for equal rows, towards 0 for distant ones.</summary>
    Rbf,

    /// <summary>x·y.</summary>
    Linear,

    /// <summary>(γ·x·y + c)^d.</summary>
    Polynomial,

    /// <summary>tanh(γ·x·y + c).</summary>
    Sigmoid,
}
