using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

public class KernelCacheTests
{
    // The value of rows i and j is 1000·i + j by their first places; the cache must show it wherever they are now.
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(1000)]
    public void Take_AfterRandomSwaps_IsRightWhateverWasDropped(int keptRows)
    {
        const int count = 40;
        var random = new RandomStream((ulong)keptRows);
        var cache = new KernelCache(count, count, keptRows * count * sizeof(float));
        int[] order = [.. Enumerable.Range(0, count)];
        int active = count, reused = 0;
        for (int step = 0; step < 20_000; step++)
        {
            if (random.NextInt(4) == 0)
            {
                int left = random.NextInt(count), right = random.NextInt(count);
                cache.Swap(left, right);
                (order[left], order[right]) = (order[right], order[left]);
            }

            if (random.NextInt(50) == 0) active = 1 + random.NextInt(count);
            int row = random.NextInt(count), wanted = random.NextInt(3) == 0 ? count : active;
            float[] values = cache.Take(row, wanted, out int known);
            known.Should().BeInRange(0, wanted);
            reused += known;
            for (int i = known; i < wanted; i++) values[i] = (1000 * order[row]) + order[i];
            for (int i = 0; i < wanted; i++)
            {
                if (values[i] != (1000 * order[row]) + order[i]) throw new InvalidOperationException($"step {step}: value {i} of row {row} is {values[i]}, not {(1000 * order[row]) + order[i]}");
            }
        }

        reused.Should().BePositive();
    }

    [Fact]
    public void Take_TwoRowsOfTheSmallestCache_BothStay()
    {
        var cache = new KernelCache(3, 3, bytes: 1);
        float[] first = cache.Take(0, 3, out _), second = cache.Take(1, 3, out _);
        cache.Take(0, 3, out int known).Should().BeSameAs(first);
        known.Should().Be(3);
        cache.Take(1, 3, out known).Should().BeSameAs(second);
        known.Should().Be(3);

        cache.Take(2, 3, out known);
        known.Should().Be(0);
        cache.Take(0, 3, out known);
        known.Should().Be(0, "it was asked for longest ago");
    }
}
