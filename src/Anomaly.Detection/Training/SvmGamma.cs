using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>How γ of a kernel is chosen. Immutable.</summary>
public readonly record struct SvmGamma
{
    private readonly Kind _kind;
    private readonly double _value;

    private SvmGamma(Kind kind, double value)
    {
        _kind = kind;
        _value = value;
    }

    private enum Kind
    {
        Scale,
        Auto,
        Given,
    }

    /// <summary>1 / (features · variance of all values): 1 / features on standard-scaled rows. The default, as scikit-learn's.</summary>
    public static SvmGamma Scale => default;

    /// <summary>1 / features, whatever their scale: libsvm's default.</summary>
    public static SvmGamma Auto => new(Kind.Auto, 0);

    /// <summary>A given number.</summary>
    /// <param name="value">In (0, 10³⁰].</param>
    /// <returns>The choice.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public static SvmGamma Of(double value) => new(Kind.Given, OptionGuard.AboveWithin(0, SvmKernel.LargestGamma, value, "Gamma"));

    /// <summary><c>scale</c>, <c>auto</c> or the number.</summary>
    /// <inheritdoc/>
    public override string ToString() => _kind switch
    {
        Kind.Scale => "scale",
        Kind.Auto => "auto",
        _ => NumberText.Format(_value),
    };

    /// <summary>γ for rows.</summary>
    /// <param name="featureCount">The length of a row.</param>
    /// <param name="variance">The population variance over all values of all rows.</param>
    internal double Resolve(int featureCount, double variance) => _kind switch
    {
        Kind.Scale => Math.Min(1 / (featureCount * (variance > 0 ? variance : 1)), SvmKernel.LargestGamma),
        Kind.Auto => 1.0 / featureCount,
        _ => _value,
    };
}
