using System.Runtime.Intrinsics;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Numerics;

public class ExponentialTests
{
    [Fact]
    public void Exp_ManyNumbers_IsWithinTwoUnitsOfThePlatforms()
    {
        var random = new RandomStream(1);
        for (int i = 0; i < 100_000; i++)
        {
            double x = (random.NextDouble() * 1416) - 708;
            UnitsApart(Exponential.Exp(x), Math.Exp(x)).Should().BeLessThanOrEqualTo(2, "of {0:R}", x);
            double small = (random.NextDouble() * 2) - 1;
            UnitsApart(Exponential.Exp(small), Math.Exp(small)).Should().BeLessThanOrEqualTo(1, "of {0:R}", small);
        }
    }

    [Fact]
    public void Exp2_ManyNumbers_IsWithinTwoUnitsOfThePlatforms()
    {
        var random = new RandomStream(2);
        for (int i = 0; i < 100_000; i++)
        {
            double x = (random.NextDouble() * 2000) - 1000;
            UnitsApart(Exponential.Exp2(x), Math.Pow(2, x)).Should().BeLessThanOrEqualTo(2, "of {0:R}", x);
        }
    }

    [Fact]
    public void Exp2_WholeNumbers_IsExact()
    {
        for (int k = -1022; k <= 1023; k++) Exponential.Exp2(k).Should().Be(Math.ScaleB(1, k));
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(-709.0, 0.0)]
    [InlineData(710.0, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Exp_Ends_AreExact(double x, double expected)
    {
        Exponential.Exp(x).Should().Be(expected);
        Exponential.Exp2(2 * x).Should().Be(expected);
    }

    [Fact]
    public void Exp_Vectors_GiveTheBitsOfOne()
    {
        var random = new RandomStream(3);
        for (int i = 0; i < 20_000; i++)
        {
            double[] numbers = new double[8];
            for (int lane = 0; lane < 8; lane++) numbers[lane] = Number(ref random);
            Vector512<double> eight = Exponential.Exp(Vector512.Create(numbers));
            Vector256<double> four = Exponential.Exp(Vector256.Create(numbers));
            for (int lane = 0; lane < 8; lane++)
            {
                long expected = BitConverter.DoubleToInt64Bits(Exponential.Exp(numbers[lane]));
                BitConverter.DoubleToInt64Bits(eight[lane]).Should().Be(expected, "of {0:R}", numbers[lane]);
                if (lane < 4) BitConverter.DoubleToInt64Bits(four[lane]).Should().Be(expected, "of {0:R}", numbers[lane]);
            }
        }
    }

    private static double Number(ref RandomStream random) => random.NextInt(12) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        3 => -708.3964185322641,
        4 => Math.BitDecrement(-708.3964185322641),
        5 => 709.782712893384,
        6 => Math.BitIncrement(709.782712893384),
        7 => 0.0,
        8 => BitConverter.UInt64BitsToDouble(random.NextUInt64()),
        _ => (random.NextDouble() * 100) - 95,
    };

    private static long UnitsApart(double left, double right) => Math.Abs(BitConverter.DoubleToInt64Bits(left) - BitConverter.DoubleToInt64Bits(right));
}
