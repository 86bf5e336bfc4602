using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Numerics;

public class FloatOrderTests
{
    [Fact]
    public void Ascending_SpecialValues_StandsInOrderWithoutNaN()
    {
        float[] column = [1, float.NaN, -0f, 0, float.MaxValue, -float.MaxValue, float.Epsilon, -float.Epsilon, -1, float.NaN, 1];

        // −0 and 0 are equal and keep their order; so do the two ones.
        FloatOrder.Ascending(column, default).Should().Equal(5, 8, 7, 2, 3, 6, 0, 10, 4);
    }

    [Fact]
    public void Ascending_RandomBits_EqualsAStableSort()
    {
        var random = new RandomStream(5);
        for (int length = 0; length < 200; length++)
        {
            float[] column = new float[length];
            for (int i = 0; i < length; i++)
            {
                float value = BitConverter.UInt32BitsToSingle((uint)random.NextUInt64());
                column[i] = float.IsFinite(value) ? value : random.NextInt(3);
            }

            FloatOrder.Ascending(column, default).Should().Equal(Enumerable.Range(0, length).OrderBy(place => column[place]));
        }
    }

    [Fact]
    public void Ascending_Cancelled_Stops() =>
        FluentActions.Invoking(() => FloatOrder.Ascending([2, 1], new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();
}
