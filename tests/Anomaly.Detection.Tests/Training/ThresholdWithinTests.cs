using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

public class ThresholdWithinTests
{
    private static readonly float[] Values =
    [
        float.MinValue, -1e30f, -2, -1, -1.1754942e-38f, -float.Epsilon, 0, float.Epsilon, 2 * float.Epsilon, 1.1754942e-38f, 0.1f, 1, 1.0000001f, 3e30f, MathF.BitDecrement(float.MaxValue), float.MaxValue,
    ];

    [Fact]
    public void Within_AnyTwoValues_LiesBelowTheHigherOne()
    {
        double[] shares = [0, double.Epsilon, 1e-9, 0.25, 0.5, 0.999, 1 - (1.0 / (1L << 53))];
        for (int low = 0; low < Values.Length; low++)
        {
            for (int high = low + 1; high < Values.Length; high++)
            {
                foreach (double share in shares)
                {
                    float threshold = Threshold.Within(Values[low], Values[high], share);

                    (threshold >= Values[low] && threshold < Values[high]).Should().BeTrue("{0} between {1} and {2}, share {3}", threshold, Values[low], Values[high], share);
                }
            }
        }
    }
}
