using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Numerics;

public sealed class LogarithmTests
{
    [Fact]
    public void Log2_RandomNumbers_IsWithinAFewUnitsOfTheRuntime()
    {
        var random = new RandomStream(6);
        for (int i = 0; i < 100_000; i++)
        {
            double value = Math.ScaleB(1 - random.NextDouble(), -random.NextInt(53));
            double expected = Math.Log2(value);

            Math.Abs(Logarithm.Log2(value) - expected).Should().BeLessThanOrEqualTo(4 * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)), "of log2 {0:R}", value);
        }
    }

    [Fact]
    public void Log2_PowersOfTwo_IsExact()
    {
        for (int power = -1022; power <= 1023; power++) Logarithm.Log2(Math.ScaleB(1, power)).Should().Be(power);
    }
}
