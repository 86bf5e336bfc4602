using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

public class BinEdgesTests
{
    [Fact]
    public void Find_FewDifferentValues_GivesEachABin()
    {
        (BinEdges edges, byte[] bins) = Bins([3, float.NaN, -1, 3, 0.5f, -0f, 0f], "0101010", maxBins: 5);

        edges.Count.Should().Be(4);
        Enumerable.Range(1, 4).Select(edges.Lowest).Should().Equal(-1, 0, 0.5f, 3);
        Enumerable.Range(1, 4).Select(edges.Highest).Should().Equal(-1, 0, 0.5f, 3);
        bins.Should().Equal(4, 0, 1, 4, 3, 2, 2);
    }

    [Fact]
    public void Find_EvenValues_GivesBinsOfEqualWeight()
    {
        // Twelve values, labels in turn, four bins: three values each.
        (BinEdges edges, byte[] bins) = Bins([.. Enumerable.Range(0, 12).Select(i => (float)i)], "010101010101", maxBins: 4);

        edges.Count.Should().Be(4);
        bins.Should().Equal(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4);
    }

    [Fact]
    public void Find_AValueThatFillsABin_HasItToItself()
    {
        float[] values = [.. Enumerable.Repeat(5f, 40), .. Enumerable.Range(0, 40).Select(i => i / 4f)];
        string labels = string.Concat(Enumerable.Repeat("01", 40));

        (BinEdges edges, _) = Bins(values, labels, maxBins: 6);

        Enumerable.Range(1, edges.Count).Should().Contain(bin => edges.Lowest(bin) == 5 && edges.Highest(bin) == 5);
    }

    [Fact]
    public void Find_RareClassInASmallRange_PutsHalfOfTheBinsThere()
    {
        // 20 anomalies between 1 and 2 among 2,000 normal rows between 0 and 100.
        float[] values = [.. Enumerable.Range(0, 2_000).Select(i => i / 20f), .. Enumerable.Range(0, 20).Select(i => 1.013f + (i / 20f))];
        string labels = new string('0', 2_000) + new string('1', 20);

        (BinEdges edges, _) = Bins(values, labels, maxBins: 64);

        Enumerable.Range(1, edges.Count).Count(bin => edges.Lowest(bin) >= 1 && edges.Highest(bin) <= 2.1f).Should().BeGreaterThan(18);
    }

    [Fact]
    public void Find_RandomColumns_GivesAscendingBinsThatHoldEveryRow()
    {
        var random = new RandomStream(9);
        for (int set = 0; set < 200; set++)
        {
            int rowCount = 2 + random.NextInt(400);
            int levels = 1 + random.NextInt(300);
            float[] values = new float[rowCount];
            char[] labels = new char[rowCount];
            for (int row = 0; row < rowCount; row++)
            {
                values[row] = random.NextInt(8) == 0 ? float.NaN : random.NextInt(levels) * (random.NextInt(4) == 0 ? 1f : 0.01f);
                labels[row] = random.NextInt(10) == 0 ? '1' : '0';
            }

            (labels[0], labels[1]) = ('0', '1');
            int maxBins = 2 + random.NextInt(254);
            (BinEdges edges, byte[] bins) = Bins(values, new string(labels), maxBins);

            edges.Count.Should().BeLessThanOrEqualTo(maxBins);
            int distinct = values.Where(value => !float.IsNaN(value)).Distinct().Count();
            if (distinct <= maxBins) edges.Count.Should().Be(distinct);
            for (int bin = 2; bin <= edges.Count; bin++) edges.Lowest(bin).Should().BeGreaterThan(edges.Highest(bin - 1));
            for (int row = 0; row < rowCount; row++)
            {
                if (float.IsNaN(values[row])) bins[row].Should().Be(BinnedFeatures.Missing);
                else values[row].Should().BeInRange(edges.Lowest(bins[row]), edges.Highest(bins[row]));
            }
        }
    }

    private static (BinEdges Edges, byte[] Bins) Bins(float[] values, string labels, int maxBins)
    {
        FeatureMatrix column = Column(values);
        BinnedFeatures features = BinnedFeatures.Create(new TrainingSet(column, Labels(labels)), maxBins, 1, default);
        return (features.Edges(0), features.Bins(0));
    }
}
