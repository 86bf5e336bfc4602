using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Models;

public class KernelRowsTests
{
    [Fact]
    public void Evaluate_EveryRowCountAndKernel_EqualsTheKernelBitForBit()
    {
        foreach (SvmKernel kernel in SvmRows.Kernels)
        {
            foreach (int features in new[] { 1, 5, 18 })
            {
                foreach (int count in new[] { 1, 7, 8, 9, 31, 32, 33, 63, 64, 65, 100 }) ShouldEqual(kernel, count, features);
            }
        }
    }

    [Fact]
    public void Swap_ManyRows_TakesTheirValuesAlong()
    {
        const int count = 70, features = 3;
        float[] values = SvmRows.Draw(1, count * features);
        KernelRows rows = Rows(SvmKernel.Linear, values, count, features);
        int[] order = [.. Enumerable.Range(0, count)];
        var random = new RandomStream(2);
        for (int swap = 0; swap < 500; swap++)
        {
            int left = random.NextInt(count), right = random.NextInt(count);
            rows.Swap(left, right);
            (order[left], order[right]) = (order[right], order[left]);
        }

        double[] row = new double[features];
        for (int place = 0; place < count; place++)
        {
            rows.CopyRow(place, row);
            row.Should().Equal(values.Skip(order[place] * features).Take(features).Select(value => (double)value));
        }
    }

    private static void ShouldEqual(SvmKernel kernel, int count, int features)
    {
        float[] values = SvmRows.Draw((ulong)count, count * features);
        float[] row = SvmRows.Draw(99, features);
        KernelRows rows = Rows(kernel, values, count, features);
        double[] wide = [.. row.Select(value => (double)value)];
        double[] found = new double[rows.PaddedCount];
        rows.Evaluate(wide, 0, found);
        double[] expected = [.. Enumerable.Range(0, count).Select(i => kernel.Of(row, values.AsSpan(i * features, features)))];

        found.AsSpan(0, count).SequenceEqual(expected).Should().BeTrue("{0} with {1} rows of {2} features", kernel, count, features);

        // From the second tile on only.
        if (rows.PaddedCount == KernelRows.TileRows) return;
        double[] rest = new double[rows.PaddedCount - KernelRows.TileRows];
        rows.Evaluate(wide, 1, rest);
        rest.Should().Equal(found[KernelRows.TileRows..]);
    }

    private static KernelRows Rows(SvmKernel kernel, float[] values, int count, int features)
    {
        var rows = new KernelRows(kernel, count, features);
        for (int i = 0; i < values.Length; i++) rows[i / features, i % features] = values[i];
        return rows;
    }
}
