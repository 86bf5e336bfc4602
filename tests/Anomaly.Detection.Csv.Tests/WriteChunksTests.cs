using System.Text;
using Anomaly.Detection.Data;
using Anomaly.Detection.Simulation;

namespace Anomaly.Detection.Csv.Tests;

public sealed class WriteChunksTests
{
    private static readonly Table Sessions = new SessionSimulator(new() { SessionCount = 1_000 }).Draw();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(999)]
    [InlineData(1_000)]
    public void WriteChunks_AnySize_AreTheBytesOfTheWholeTable(int rowsPerChunk)
    {
        IEnumerable<Table> chunks = Enumerable.Range(0, 1_000).Chunk(rowsPerChunk).Select(rows => Sessions.Select(rows));

        Written(chunks).Should().Be(Written([Sessions]));
    }

    [Fact]
    public void WriteChunks_OtherColumns_AreRefusedWithTheirPlace()
    {
        FluentActions.Invoking(() => Written([Sessions, Sessions.Without("language")])).Should().Throw<ArgumentException>().WithMessage("The table after row 1000 has other columns than the first*");
        FluentActions.Invoking(() => Written([Sessions, Sessions.WithLabels([])])).Should().Throw<ArgumentException>().WithMessage("The table after row 1000 has other columns than the first, or only one of them has labels.*");
        FluentActions.Invoking(() => Written([Sessions, null!])).Should().Throw<ArgumentException>().WithMessage("The table after row 1000 is null.*");
        FluentActions.Invoking(() => Written([])).Should().Throw<ArgumentException>().WithMessage("There is no table*");
    }

    [Fact]
    public void WriteChunks_OddText_IsToldWithItsRowOfAll()
    {
        Table odd = Table.FromRows([new Dictionary<string, FeatureValue> { ["name"] = "a" }, new Dictionary<string, FeatureValue> { ["name"] = "b\0" }], kinds: new Dictionary<string, FeatureKind> { ["name"] = FeatureKind.Categorical });

        FluentActions.Invoking(() => Written([odd.Select([0, 0, 0]), odd])).Should().Throw<RecordFormatException>().Which.Row.Should().Be(5);
    }

    private static string Written(IEnumerable<Table> chunks)
    {
        using var stream = new MemoryStream();
        TableCsvWriter.WriteChunks(chunks, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
