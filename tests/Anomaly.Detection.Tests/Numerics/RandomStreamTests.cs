using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Numerics;

public class RandomStreamTests
{
    // kat_vectors of Random123 for philox4x32-10: counter words, key words, expected words.
    [Theory]
    [InlineData(0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Philox_PublishedVectors_Match(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3)
    {
        (ulong low, ulong high) = RandomStream.Philox(Pair(k0, k1), Pair(c0, c1), Pair(c2, c3));
        low.Should().Be(Pair(r0, r1));
        high.Should().Be(Pair(r2, r3));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(ulong.MaxValue)]
    public void NextUInt64_ExtremeSeedsAndStreams_AreThePhiloxBlocksInOrder(ulong value)
    {
        var random = new RandomStream(value, value);
        for (ulong block = 0; block < 5; block++)
        {
            (ulong low, ulong high) = RandomStream.Philox(value, block, value);
            random.NextUInt64().Should().Be(low);
            random.NextUInt64().Should().Be(high);
        }
    }

    [Theory]
    [InlineData(7UL, 3UL, 0)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, 1)]
    [InlineData(0xFFFFFFFF00000000UL, 0x00000000FFFFFFFFUL, 5)]
    public void Fill_AnyLengthAndBeginning_EqualsOneNumberAtATime(ulong seed, ulong stream, int taken)
    {
        for (int length = 0; length < 200; length++)
        {
            var single = new RandomStream(seed, stream);
            for (int i = 0; i < taken; i++) single.NextUInt64();
            RandomStream many = single;
            ulong[] numbers = new ulong[length];

            many.Fill(numbers);

            numbers.Should().Equal(Enumerable.Range(0, length).Select(_ => single.NextUInt64()));
            many.Should().Be(single, "both must go on alike after {0} numbers", length);
        }
    }

    [Fact]
    public void NextInt_TenThousandStreams_GiveDistinctBags()
    {
        var bags = new HashSet<(ulong, ulong, ulong, ulong)>();
        for (ulong stream = 0; stream < 10_000; stream++)
        {
            var random = new RandomStream(42, stream);
            bags.Add((Pack(ref random), Pack(ref random), Pack(ref random), Pack(ref random)));
        }

        bags.Should().HaveCount(10_000);

        // Twelve row numbers below 32.
        static ulong Pack(ref RandomStream random)
        {
            ulong packed = 0;
            for (int i = 0; i < 12; i++) packed = (packed << 5) | (uint)random.NextInt(32);
            return packed;
        }
    }

    [Theory]
    [InlineData(0UL, 1UL, 7UL, 7UL)]
    [InlineData(ulong.MaxValue - 1, ulong.MaxValue, 7UL, 7UL)]
    [InlineData(7UL, 7UL, 0UL, 1UL)]
    public void NextDouble_NeighbouringStreamsOrSeeds_AreUncorrelated(ulong stream1, ulong stream2, ulong seed1, ulong seed2)
    {
        const int Draws = 100_000;
        var first = new RandomStream(seed1, stream1);
        var second = new RandomStream(seed2, stream2);
        double sum = 0;
        for (int i = 0; i < Draws; i++) sum += (first.NextDouble() - 0.5) * (second.NextDouble() - 0.5);

        // The correlation of independent streams has a standard deviation of 1/√n = 0.0032.
        (sum / Draws * 12).Should().BeApproximately(0, 0.0128);
    }

    [Fact]
    public void NextDouble_ManyDraws_IsUniformInZeroToOne()
    {
        const int Draws = 200_000;
        var random = new RandomStream(5);
        int[] counts = new int[20];
        for (int i = 0; i < Draws; i++)
        {
            double draw = random.NextDouble();
            draw.Should().BeInRange(0, 1 - Math.Pow(2, -53));
            counts[(int)(draw * 20)]++;
        }

        ChiSquared(counts, Draws).Should().BeLessThan(43.8, "that is the 99.9 % quantile for 19 degrees of freedom");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(int.MaxValue)]
    public void NextInt_AnyBound_StaysBelowIt(int bound)
    {
        var random = new RandomStream(9);
        for (int i = 0; i < 10_000; i++) random.NextInt(bound).Should().BeInRange(0, bound - 1);
    }

    [Fact]
    public void NextInt_SmallBound_ReachesEveryValueEquallyOften()
    {
        const int Draws = 70_000;
        var random = new RandomStream(11);
        int[] counts = new int[7];
        for (int i = 0; i < Draws; i++) counts[random.NextInt(7)]++;
        ChiSquared(counts, Draws).Should().BeLessThan(22.5, "that is the 99.9 % quantile for 6 degrees of freedom");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void NextInt_BoundBelowOne_IsRefused(int bound)
    {
        Action draw = () => new RandomStream(1).NextInt(bound);
        draw.Should().Throw<ArgumentOutOfRangeException>().WithMessage($"*bound ('{bound}') must be greater than or equal to '1'*");
    }

    [Fact]
    public void Shuffle_AnyLength_IsAPermutation()
    {
        var random = new RandomStream(13);
        for (int length = 0; length < 100; length++)
        {
            int[] values = [.. Enumerable.Range(0, length)];
            random.Shuffle<int>(values);
            values.Order().Should().Equal(Enumerable.Range(0, length));
        }
    }

    [Fact]
    public void Shuffle_ThreeValues_GivesAllSixOrdersEquallyOften()
    {
        const int Draws = 60_000;
        var random = new RandomStream(17);
        var counts = new Dictionary<int, int>();
        for (int i = 0; i < Draws; i++)
        {
            int[] values = [0, 1, 2];
            random.Shuffle<int>(values);
            int order = (values[0] * 100) + (values[1] * 10) + values[2];
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        counts.Should().HaveCount(6);
        ChiSquared([.. counts.Values], Draws).Should().BeLessThan(20.5, "that is the 99.9 % quantile for 5 degrees of freedom");
    }

    [Fact]
    public void Equals_SamePlace_MeansTheSameNumbersFromThere()
    {
        var first = new RandomStream(1, 2);
        RandomStream second = first;
        (first == second).Should().BeTrue();
        first.NextUInt64();
        (first != second).Should().BeTrue();
        second.NextUInt64();
        first.Should().Be(second);
        first.GetHashCode().Should().Be(second.GetHashCode());
        first.NextUInt64().Should().Be(second.NextUInt64());
    }

    private static ulong Pair(uint low, uint high) => low | ((ulong)high << 32);

    private static double ChiSquared(int[] counts, int draws)
    {
        double expected = draws / (double)counts.Length;
        return counts.Sum(count => (count - expected) * (count - expected) / expected);
    }
}
