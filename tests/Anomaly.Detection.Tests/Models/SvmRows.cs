using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Models;

/// <summary>Rows and machines drawn for tests of one-class SVMs.</summary>
internal static class SvmRows
{
    /// <summary>One kernel of each kind.</summary>
    public static IReadOnlyList<SvmKernel> Kernels { get; } = [SvmKernel.Rbf(0.13), SvmKernel.Linear, SvmKernel.Polynomial(0.2, 3, 0.5), SvmKernel.Sigmoid(0.05, -0.1)];

    /// <summary>Numbers in [−3, 3).</summary>
    public static float[] Draw(ulong seed, int count)
    {
        var random = new RandomStream(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (float)((6 * random.NextDouble()) - 3);
        return values;
    }

    /// <summary>A machine of random support vectors.</summary>
    public static OneClassSvmModel Model(SvmKernel kernel, int supportVectors, int features)
    {
        double[] coefficients = [.. Draw(7, supportVectors).Select(value => (value + 3.001) / 6.002)];
        return new OneClassSvmModel(kernel, Draw(8, supportVectors * features), coefficients, 0.75, features);
    }
}
