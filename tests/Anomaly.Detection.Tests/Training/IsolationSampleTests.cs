using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

public class IsolationSampleTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(1000, 256)]
    [InlineData(257, 256)]
    public void Draw_AnyTable_GivesDistinctRowsInTableOrder(int rows, int size)
    {
        var sample = new IsolationSample(rows, size);
        var random = new RandomStream(1);
        for (int repeat = 0; repeat < 50; repeat++)
        {
            int[] drawn = sample.Draw(ref random);

            drawn.Should().HaveCount(size).And.OnlyHaveUniqueItems().And.BeInAscendingOrder().And.OnlyContain(row => row >= 0 && row < rows);
        }
    }

    [Fact]
    public void Draw_PairsOfFive_AreEquallyLikely()
    {
        // Ten pairs, 20,000 draws: 2,000 each, with a standard deviation of 42.
        var sample = new IsolationSample(5, 2);
        var random = new RandomStream(2);
        int[] counts = new int[25];
        for (int repeat = 0; repeat < 20_000; repeat++)
        {
            int[] drawn = sample.Draw(ref random);
            counts[(5 * drawn[0]) + drawn[1]]++;
        }

        counts.Where(count => count > 0).Should().HaveCount(10).And.OnlyContain(count => count > 1800 && count < 2200);
    }
}
