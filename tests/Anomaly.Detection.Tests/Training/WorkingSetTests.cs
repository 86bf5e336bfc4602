using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

public class WorkingSetTests
{
    private const double Infinity = double.PositiveInfinity;

    // Numbers of few different values, so that most candidates have equals; the loops are libsvm's select_working_set.
    [Fact]
    public void FirstAndSecond_EveryLengthAndManyTies_EqualThePlainLoop()
    {
        var random = new RandomStream(3);
        for (int length = 0; length <= 70; length++)
        {
            for (int draw = 0; draw < 40; draw++)
            {
                int values = draw % 2 == 0 ? 3 : 1000;
                double[] gradient = Draw(ref random, length, values), diagonal = Draw(ref random, length, values);
                float[] row = [.. Draw(ref random, length, values).Select(value => (float)value)];
                double[] upper = Bounds(ref random, length, draw % 5), lower = Bounds(ref random, length, draw % 7);

                (int first, double most) = WorkingSet.First(gradient, upper);
                (int expected, double greatest) = PlainFirst(gradient, upper);
                (first, most).Should().Be((expected, greatest), "length {0}, draw {1}", length, draw);

                WorkingSet.Second(gradient, lower, diagonal, row, 0.5, greatest).Should().Be(PlainSecond(gradient, lower, diagonal, row, 0.5, greatest), "length {0}, draw {1}", length, draw);
            }
        }
    }

    [Fact]
    public void Update_EveryLength_EqualsThePlainLoopBitForBit()
    {
        var random = new RandomStream(4);
        for (int length = 0; length <= 70; length++)
        {
            double[] gradient = Draw(ref random, length, 1000);
            float[] left = [.. Draw(ref random, length, 1000).Select(value => (float)value / 7)], right = [.. Draw(ref random, length, 1000).Select(value => (float)value / 3)];
            double[] expected = [.. gradient.Select((value, i) => value + ((left[i] * 0.3) + (right[i] * -0.7)))];

            GradientSums.Update(gradient, left, 0.3, right, -0.7);

            gradient.Should().Equal(expected);
        }
    }

    private static (int Place, double Greatest) PlainFirst(double[] gradient, double[] upper)
    {
        (int place, double greatest) = (-1, -Infinity);
        for (int i = 0; i < gradient.Length; i++)
        {
            if (upper[i] == 0 && -gradient[i] >= greatest) (place, greatest) = (i, -gradient[i]);
        }

        return (place, greatest);
    }

    private static (int Place, double Greatest) PlainSecond(double[] gradient, double[] lower, double[] diagonal, float[] row, double own, double first)
    {
        (int place, double least, double greatest) = (-1, Infinity, -Infinity);
        for (int i = 0; i < gradient.Length; i++)
        {
            if (lower[i] != 0) continue;
            greatest = Math.Max(greatest, gradient[i]);
            double difference = first + gradient[i];
            if (!(difference > 0)) continue;
            double curvature = own + diagonal[i] - (2.0 * row[i]);
            double change = -(difference * difference) / (curvature > 0 ? curvature : 1e-12);
            if (change <= least) (place, least) = (i, change);
        }

        return (place, greatest);
    }

    private static double[] Draw(ref RandomStream random, int length, int values)
    {
        double[] drawn = new double[length];
        for (int i = 0; i < length; i++) drawn[i] = (random.NextInt(values) - (values / 2)) / 4.0;
        return drawn;
    }

    private static double[] Bounds(ref RandomStream random, int length, int share)
    {
        double[] bounds = new double[length];
        for (int i = 0; i < length; i++) bounds[i] = random.NextInt(4) < share ? Infinity : 0;
        return bounds;
    }
}
