using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Auditing;

public sealed class EqualRowsTests
{
    // With 2 bits of hash nearly all rows meet; with none all do.
    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(3UL)]
    [InlineData(0UL)]
    public void Of_HashesThatCollide_CellsDecide(ulong hashMask)
    {
        Table table = Draw(300, seed: 5);
        var pool = RowPool.Of(table, null, 1, CancellationToken.None);

        int[] firstOf = EqualRows.Of(pool, [0, 1, 2], 1, CancellationToken.None, hashMask).FirstOf.ToArray();

        for (int row = 0; row < 300; row++)
        {
            firstOf[row].Should().Be(Enumerable.Range(0, row + 1).First(other => Enumerable.Range(0, 3).All(column => table.Value(row, column).Equals(table.Value(other, column)))));
        }
    }

    [Fact]
    public void Find_ColumnsLeftOut_EqualsComparingAllPairs()
    {
        Table table = Draw(300, seed: 6);
        var pool = RowPool.Of(table, null, 1, CancellationToken.None);
        var rows = EqualRows.Of(pool, [0, 1, 2], 1, CancellationToken.None);
        int[] training = [.. Enumerable.Range(0, 200)], test = [.. Enumerable.Range(200, 100).Where(row => rows.FirstOf[row] == row)];
        int[] found = new int[test.Length];

        for (int leftOut = 0; leftOut < 3; leftOut++)
        {
            int[] kept = [.. Enumerable.Range(0, 3).Where(column => column != leftOut)];
            new MaskedJoin(pool, test).Find(rows.Hashes, [leftOut], training, found, CancellationToken.None);

            found.Should().Equal(test.Select(row => training.FirstOrDefault(other => pool.AreEqual(row, other, kept), -1)));
        }
    }

    private static Table Draw(int rowCount, ulong seed)
    {
        var random = new RandomStream(seed);
        double[] numbers = new double[rowCount], zeros = new double[rowCount];
        string?[] texts = new string?[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            numbers[row] = random.NextInt(8) is > 0 and int number ? number : double.NaN;
            zeros[row] = random.NextInt(2) == 0 ? -0.0 : 0.0;
            texts[row] = random.NextInt(9) is > 0 and int text ? $"{text}" : null;
        }

        return new Table(new FeatureSchema(new FeatureColumn("a", FeatureKind.Numeric), new FeatureColumn("b", FeatureKind.Numeric), new FeatureColumn("c", FeatureKind.Categorical)), [numbers, zeros, texts], [], rowCount);
    }
}
