using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Numerics;

public class FloatSorterTests
{
    [Fact]
    public void Ascending_SpecialValues_StandsInOrderWithoutNaN()
    {
        float[] column = [1, float.NaN, -0f, 0, float.MaxValue, -float.MaxValue, float.Epsilon, -float.Epsilon, -1, float.NaN, 1];

        // −0 and 0 are equal and keep their order; so do the two ones.
        new FloatSorter().Ascending(column, default).ToArray().Should().Equal(5, 8, 7, 2, 3, 6, 0, 10, 4);
    }

    [Fact]
    public void Ascending_RandomBits_EqualsAStableSort()
    {
        var random = new RandomStream(5);
        var sorter = new FloatSorter();
        for (int set = 0; set < 200; set++)
        {
            int length = random.NextInt(200);
            float[] column = new float[length];
            for (int i = 0; i < length; i++)
            {
                float value = BitConverter.UInt32BitsToSingle((uint)random.NextUInt64());
                column[i] = float.IsFinite(value) ? value : random.NextInt(3);
            }

            // One sorter for all: nothing of an earlier column may be left in a later one, longer or shorter.
            sorter.Ascending(column, default).ToArray().Should().Equal(Enumerable.Range(0, length).OrderBy(place => column[place]));
        }
    }

    [Fact]
    public void Ascending_Cancelled_Stops() =>
        FluentActions.Invoking(() => new FloatSorter().Ascending([2, 1], new CancellationToken(canceled: true)).ToArray()).Should().Throw<OperationCanceledException>();
}
