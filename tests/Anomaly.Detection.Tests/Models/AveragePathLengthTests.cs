using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tests.Models;

public class AveragePathLengthTests
{
    [Theory]
    [InlineData(PathLengthForm.Approximate, 3, 1.207392357589623)]
    [InlineData(PathLengthForm.Approximate, 10, 3.748880484475504)]
    [InlineData(PathLengthForm.Approximate, 256, 10.244770920119917)]
    [InlineData(PathLengthForm.Exact, 3, 1.6666666666666667)]
    [InlineData(PathLengthForm.Exact, 10, 3.8579365079365076)]
    [InlineData(PathLengthForm.Exact, 256, 10.248689925634562)]
    public void Of_KnownCounts_IsTheFormula(PathLengthForm form, int count, double expected) =>
        AveragePathLength.Of(count, form).Should().BeApproximately(expected, 1e-12);

    [Theory]
    [InlineData(PathLengthForm.Approximate)]
    [InlineData(PathLengthForm.Exact)]
    public void Of_UpToAMillion_BeginsWithZeroZeroOneAndNeverFalls(PathLengthForm form)
    {
        AveragePathLength.Of(0, form).Should().Be(0);
        AveragePathLength.Of(1, form).Should().Be(0);
        AveragePathLength.Of(2, form).Should().Be(1);
        double before = 0;
        int falls = 0;
        for (int count = 1; count <= 1_000_000; count++)
        {
            double now = AveragePathLength.Of(count, form);
            if (!(now >= before)) falls++;
            before = now;
        }

        falls.Should().Be(0);
    }

    [Fact]
    public void Of_ExactForm_IsTheDirectSumUpToAMillion()
    {
        double sum = 0, lost = 0, greatest = 0;
        for (int count = 2; count <= 1_000_000; count++)
        {
            // Compensated, so that the sum itself is right to the last bits.
            double term = (1.0 / (count - 1)) - lost;
            double next = sum + term;
            lost = next - sum - term;
            sum = next;
            double expected = (2 * sum) - (2.0 * (count - 1) / count);
            greatest = Math.Max(greatest, Math.Abs(AveragePathLength.Of(count, PathLengthForm.Exact) - expected));
        }

        greatest.Should().BeLessThan(1e-12);
    }
}
