using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Models;

public class SvmKernelTests
{
    private static readonly float[] Left = [1, 2, -1];
    private static readonly float[] Right = [0, 4, 1];

    // |x − y|² = 1 + 4 + 4 = 9 and x·y = 0 + 8 − 1 = 7.
    [Fact]
    public void Of_ByHand_IsTheFormula()
    {
        SvmKernel.Rbf(0.1).Of(Left, Right).Should().BeApproximately(Math.Exp(-.9), 1e-15);
        SvmKernel.Linear.Of(Left, Right).Should().Be(7);
        SvmKernel.Polynomial(0.5, 3, 1).Of(Left, Right).Should().Be(4.5 * 4.5 * 4.5);
        SvmKernel.Polynomial(0.5, 1, 1).Of(Left, Right).Should().Be(4.5);
        SvmKernel.Sigmoid(0.1, 0.2).Of(Left, Right).Should().BeApproximately(Math.Tanh(.9), 1e-15);
        SvmKernel.Sigmoid(0.1, -1.7).Of(Left, Right).Should().BeApproximately(Math.Tanh(-1), 1e-15);
    }

    [Fact]
    public void Of_GreatNumbers_StaysANumber()
    {
        float[] great = [float.MaxValue, float.MaxValue];

        SvmKernel.Polynomial(1e30, 20, 0).Of(great, great).Should().Be(1e100);
        SvmKernel.Sigmoid(1e30, 0).Of(great, great).Should().Be(1);
        SvmKernel.Rbf(1e30).Of(great, [0, 0]).Should().Be(0);
        SvmKernel.Rbf(1e30).Of(great, great).Should().Be(1);
    }

    [Fact]
    public void Of_DifferentLengths_IsRefused() =>
        FluentActions.Invoking(() => SvmKernel.Linear.Of([1, 2], [1])).Should().Throw<ArgumentException>().WithMessage("The rows have 2 and 1 features.*");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e31)]
    public void Rbf_GammaOutOfRange_IsRefused(double gamma) => FluentActions.Invoking(() => SvmKernel.Rbf(gamma)).Should().Throw<OptionsException>().WithMessage("*gamma*");

    [Fact]
    public void Polynomial_OutOfRange_IsRefused()
    {
        FluentActions.Invoking(() => SvmKernel.Polynomial(1, 0, 0)).Should().Throw<OptionsException>().WithMessage("*degree*0*");
        FluentActions.Invoking(() => SvmKernel.Polynomial(1, 21, 0)).Should().Throw<OptionsException>().WithMessage("*degree*21*");
        FluentActions.Invoking(() => SvmKernel.Polynomial(1, 2, double.NaN)).Should().Throw<OptionsException>().WithMessage("*coef0*");
    }
}
