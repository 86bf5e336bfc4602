using System.Text;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Data;

/// <summary>Cells held as numbers or seconds become the very same texts again when a text turns up.</summary>
public sealed class InferredColumnTests
{
    private static readonly string[] Times = ["2024-01-15 08:30:00", "2024-01-15", "2024-01-15T08:30:00Z", "2024-01-15 08:30", "2024-01-15T08:30:00.1234567+01:00", "0001-01-01 00:00:00"];
    private static readonly string[] Numbers = ["1", "1.0", "007", "-0", "1e3", "+5", ".5", "0.1", "1.500", "-2.50", "0.000", "-0.00", "10", "100.0", "2.", "007.50", "0.0010", "0.00001", "0.000010", "123456789012345.0", "1.5e30", "1e10", ".50"];

    [Fact]
    public void AddText_TimestampsOfManyForms_GiveTimestamps()
    {
        Table table = Read([.. Times, ""]);

        table.Schema[0].Kind.Should().Be(FeatureKind.Timestamp);
        for (int row = 0; row < Times.Length; row++)
        {
            TimestampText.TryParse(Times[row], out double seconds).Should().BeTrue(Times[row]);
            table.Numeric(0)[row].Should().Be(seconds, Times[row]);
        }

        table.Numeric(0)[^1].Should().Be(double.NaN);
    }

    [Fact]
    public void AddText_TextAfterTimestamps_KeepsTheirTexts()
    {
        for (int first = 0; first < Times.Length; first++)
        {
            string[] cells = [.. Times[first..], .. Times[..first], "x"];

            Read(cells).Categorical(0).ToArray().Should().Equal(cells);
        }
    }

    [Fact]
    public void AddText_TextAfterNumbers_KeepsTheirTexts() => Read([.. Numbers, "x"]).Categorical(0).ToArray().Should().Equal([.. Numbers, "x"]);

    [Theory]
    [InlineData("2024-01-15", "5")]
    [InlineData("5", "2024-01-15")]
    public void AddText_NumberAndTimestamp_GiveTexts(string first, string second)
    {
        Table table = Read([first, "", second]);

        table.Schema[0].Kind.Should().Be(FeatureKind.Categorical);
        table.Categorical(0).ToArray().Should().Equal(first, null, second);
    }

    [Fact]
    public void CancelRow_OnlyTimestampSoFar_LeavesTheKindOpen()
    {
        var builder = new TableBuilder(["a"]);
        builder.AddText(0, "2024-01-15"u8);
        builder.CancelRow();
        builder.AddText(0, "5"u8);
        builder.EndRow();

        builder.Build().Schema[0].Kind.Should().Be(FeatureKind.Numeric);
    }

    [Fact]
    public void Notes_StrayTextAmongTimestamps_NamesTheText()
    {
        var builder = new TableBuilder(["a"]);
        foreach (string cell in (string[])["2024-01-15", "soon"])
        {
            builder.AddText(0, Encoding.UTF8.GetBytes(cell));
            builder.EndRow();
        }

        builder.Build();

        builder.Notes.Should().Equal("a was read as Categorical because 'soon' in row 2 is not a timestamp; declare the column Timestamp to have such rows refused");
    }

    [Fact]
    public void Add_TimestampValuesThenText_FormatsThem()
    {
        var builder = new TableBuilder(["a"]);
        foreach (FeatureValue cell in (FeatureValue[])[new DateTime(2024, 1, 15), new DateTime(2024, 1, 15, 8, 30, 0), "x"])
        {
            builder.Add(0, cell);
            builder.EndRow();
        }

        builder.Build().Categorical(0).ToArray().Should().Equal("2024-01-15", "2024-01-15 08:30:00", "x");
    }

    private static Table Read(string[] cells)
    {
        var builder = new TableBuilder(["a"]);
        foreach (string cell in cells)
        {
            builder.AddText(0, Encoding.UTF8.GetBytes(cell));
            builder.EndRow();
        }

        return builder.Build();
    }
}
