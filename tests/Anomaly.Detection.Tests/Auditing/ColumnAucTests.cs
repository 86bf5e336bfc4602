using Anomaly.Detection.Auditing;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Auditing;

public sealed class ColumnAucTests
{
    [Fact]
    public void OfNumbers_MissingCells_StandAtTheBetterEnd()
    {
        var random = new RandomStream(3);
        for (int repeat = 0; repeat < 50; repeat++)
        {
            double[] numbers = new double[30];
            bool[] labels = new bool[30];
            for (int row = 0; row < 30; row++) (numbers[row], labels[row]) = (random.NextInt(4) == 0 ? double.NaN : random.NextInt(6), row < 2 ? row == 0 : random.NextInt(3) == 0);
            double[] areas = [.. new[] { -1.0, 99.0 }.Select(end => Metrics.RocAuc([.. numbers.Select(number => double.IsNaN(number) ? end : number)], labels))];

            ColumnAuc.OfNumbers(numbers, labels).Should().BeApproximately(areas.Max(area => Math.Max(area, 1 - area)), 1e-12);
        }
    }

    [Fact]
    public void OfTexts_TextsThatTellTheLabel_AreNearOne()
    {
        bool[] labels = [.. Enumerable.Range(0, 200).Select(row => row % 4 == 0)];

        ColumnAuc.OfTexts([.. labels.Select(label => label ? 1UL : 2UL)], labels, 2).Should().Be(1);
    }

    [Fact]
    public void OfTexts_EveryTextOnceOrOneTextForAll_SaysNothing()
    {
        bool[] labels = [.. Enumerable.Range(0, 2_000).Select(row => row % 4 == 0)];

        ColumnAuc.OfTexts([.. Enumerable.Range(1, 2_000).Select(row => (ulong)row)], labels, 2_000).Should().BeInRange(0.4, 0.52);
        ColumnAuc.OfTexts([.. labels.Select(_ => 1UL)], labels, 1).Should().BeInRange(0.4, 0.52);
    }

    [Fact]
    public void OfNumbers_OneClass_IsUndefined() => ColumnAuc.OfNumbers([1, 2], [true, true]).Should().Be(double.NaN);
}
