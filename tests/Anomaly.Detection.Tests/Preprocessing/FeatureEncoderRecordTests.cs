using System.Globalization;
using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests.Preprocessing;

public sealed class FeatureEncoderRecordTests
{
    private const int SessionId = 0;
    private const int Device = 1;
    private const int Date = 2;
    private const int Clicks = 3;

    private static readonly FeatureEncoder Encoder = FeatureEncoder.Fit(Sessions.Table);

    // CONFORMANCE B9: what each kind of value gives in a column of each kind. "!" is refused with the code that follows.
    public static TheoryData<string, FeatureValue, string, string, string> Verdicts => new()
    {
        //                                 numeric              timestamp             categorical (desktop = 0, mobile = 1)
        { "null", FeatureValue.Missing, "NaN", "NaN", "NaN" },
        { "number", 2.5, "2.5", "!not-a-timestamp", "NaN" },
        { "NaN", double.NaN, "NaN", "NaN", "NaN" },
        { "infinity", double.PositiveInfinity, "!not-finite", "!not-a-timestamp", "!not-finite" },
        { "minus infinity", double.NegativeInfinity, "!not-finite", "!not-a-timestamp", "!not-finite" },
        { "true", true, "1", "!not-a-timestamp", "NaN" },
        { "false", false, "0", "!not-a-timestamp", "NaN" },
        { "empty text", "", "NaN", "NaN", "NaN" },
        { "space", " ", "!not-a-number", "!not-a-timestamp", "NaN" },
        { "text of a number", "7", "7", "!not-a-timestamp", "NaN" },
        { "decimal comma", "1,5", "!not-a-number", "!not-a-timestamp", "NaN" },
        { "1e400", "1e400", "!not-a-number", "!not-a-timestamp", "NaN" },
        { "nan as text", "NaN", "!not-a-number", "!not-a-timestamp", "NaN" },
        { "class", "mobile", "!not-a-number", "!not-a-timestamp", "1" },
        { "timestamp", DateTime.UnixEpoch.AddDays(1), "!not-a-number", "86400", "NaN" },
        { "text of a timestamp", "1970-01-02", "!not-a-number", "86400", "NaN" },
        { "lone surrogate", "x\uD800", "!not-a-number", "!not-a-timestamp", "!not-unicode" },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void ReadCell_EveryValueInEveryColumn_GivesTheDocumentedVerdict(string name, FeatureValue value, string numeric, string timestamp, string categorical)
    {
        Verdict(() => Encoder.ReadCell(Clicks, value)).Should().Be(numeric, name);
        Verdict(() => Encoder.ReadCell(Date, value)).Should().Be(timestamp, name);
        Verdict(() => Encoder.ReadCell(Device, value)).Should().Be(categorical, name);
        Encoder.ReadCell(SessionId, value).Should().Be(double.NaN, "an identifier is not looked at");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("7")]
    [InlineData("-0")]
    [InlineData("+1.5e3")]
    [InlineData(".5")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("1\0")]
    [InlineData("１")]
    [InlineData("−1")]
    [InlineData("nan")]
    [InlineData("1e400")]
    [InlineData("1e39")]
    [InlineData("mobile")]
    [InlineData("Mobile")]
    [InlineData("desktop ")]
    [InlineData("2024-01-15")]
    [InlineData("2024-01-15T08:30:00+02:00")]
    [InlineData("2024-13-01")]
    [InlineData("15.01.2024")]
    public void ReadText_AnyText_SameVerdictAsReadCell(string text)
    {
        for (int column = 0; column < Encoder.CellCount; column++)
        {
            Verdict(() => Encoder.ReadText(column, text)).Should().Be(Verdict(() => Encoder.ReadCell(column, text)), Encoder.Schema[column].Name);
        }
    }

    [Fact]
    public void ReadText_LoneSurrogate_IsRefused() => Verdict(() => Encoder.ReadText(Device, "x\uDC00")).Should().Be("!not-unicode");

    [Fact]
    public void EncodeRow_ValueThatDoesNotFit_NamesTheColumn()
    {
        RecordFormatException exception = FluentActions.Invoking(() => Encoder.EncodeRow(new Dictionary<string, FeatureValue> { ["clicks"] = "abc" }, new float[5])).Should().Throw<RecordFormatException>().Which;

        exception.Message.Should().Be("column 'clicks': 'abc' is not a number");
        exception.Code.Should().Be("not-a-number");
        exception.Row.Should().BeNull();
    }

    [Fact]
    public void EncodeRow_ValueTooLargeForAFloat_NamesTheColumn() =>
        FluentActions.Invoking(() => Encoder.EncodeRow(new Dictionary<string, FeatureValue> { ["clicks"] = 1e39 }, new float[5]))
            .Should().Throw<RecordFormatException>().WithMessage("column 'clicks': 1E+39 is beyond the range of a 32-bit float, ±3.4028235E+38");

    [Fact]
    public void EncodeRow_UnknownField_IsIgnored()
    {
        float[] row = new float[5];

        Encoder.EncodeRow(new Dictionary<string, FeatureValue> { ["views"] = 3, ["Views"] = 9, ["session_id"] = double.PositiveInfinity }, row);

        row.Should().Equal(float.NaN, float.NaN, float.NaN, float.NaN, 3);
    }

    [Fact]
    public void EncodeRow_Json_SameAsTable()
    {
        using var json = JsonDocument.Parse("""{ "views": 3, "device": "mobile", "clicks": "6", "date": "2024-01-15T12:00:00+02:00", "session_id": null }""");
        Dictionary<string, FeatureValue> record = json.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => FeatureValue.FromJson(field.Value));
        float[] row = new float[5];
        float[] expected = new float[5];
        Encoder.Encode(Sessions.Table).CopyRow(0, expected);

        Encoder.EncodeRow(record, row);

        row.Should().Equal(expected);
    }

    [Fact]
    public void EncodeRow_MoreColumnsThanFitOnTheStack_Works()
    {
        FeatureColumn[] columns = [.. Enumerable.Range(0, 300).Select(i => new FeatureColumn($"c{i}", FeatureKind.Numeric))];
        Table table = Sessions.Build(columns, [.. Enumerable.Range(0, 300).Select(i => (FeatureValue)i)]);
        FeatureEncoder encoder = FeatureEncoder.Fit(table);
        float[] row = new float[300];

        encoder.EncodeRow(table.Record(0), row);

        row.Should().Equal(Enumerable.Range(0, 300).Select(i => (float)i));
    }

    [Fact]
    public void EncodeCells_WrongLengths_NameBoth()
    {
        FluentActions.Invoking(() => Encoder.EncodeCells(new double[4], new float[5])).Should().Throw<ArgumentException>().WithMessage("There are 4 cells, but the schema has 5 columns.*");
        FluentActions.Invoking(() => Encoder.EncodeCells(new double[5], new float[6])).Should().Throw<ArgumentException>().WithMessage("The row holds 6 values, but there are 5 features.*");
        FluentActions.Invoking(() => Encoder.EncodeRow(new Dictionary<string, FeatureValue>(), new float[1])).Should().Throw<ArgumentException>().WithMessage("The row holds 1 values, but there are 5 features.*");
    }

    [Fact]
    public void EncodeCells_InfiniteCell_IsRefused() =>
        FluentActions.Invoking(() => Encoder.EncodeCells([double.NaN, 0, 0, double.PositiveInfinity, 0], new float[5])).Should().Throw<RecordFormatException>().Which.Code.Should().Be("out-of-range");

    [Fact]
    public void EncodeRow_AndTheSpanRoute_AllocateNothing()
    {
        var record = new Dictionary<string, FeatureValue> { ["device"] = "mobile", ["date"] = "2024-01-15 10:00", ["clicks"] = 6, ["views"] = "3" };
        float[] row = new float[5];
        double[] cells = new double[5];
        for (int i = 0; i < 100; i++) Encode();

        Allocations.Of(() =>
        {
            for (int i = 0; i < 100; i++) Encode();
        }).Should().Be(0);

        void Encode()
        {
            Encoder.EncodeRow(record, row);
            cells[Device] = Encoder.ReadText(Device, "mobile");
            cells[Date] = Encoder.ReadText(Date, "2024-01-15T10:00:00Z");
            cells[Clicks] = Encoder.ReadText(Clicks, "6.25");
            Encoder.EncodeCells(cells, row);
        }
    }

    [Fact]
    public void EncodeRow_ManyThreads_SameBitsAsOne()
    {
        float[][] expected = [.. Enumerable.Range(0, Sessions.Table.RowCount).Select(Encode)];
        float[][] rows = new float[2000][];

        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => rows[i] = Encode(i % expected.Length));

        for (int i = 0; i < rows.Length; i++) rows[i].Should().Equal(expected[i % expected.Length]);

        static float[] Encode(int row)
        {
            float[] values = new float[Encoder.FeatureCount];
            Encoder.EncodeRow(Sessions.Table.Record(row), values);
            return values;
        }
    }

    private static string Verdict(Func<double> read)
    {
        try
        {
            return read().ToString("R", CultureInfo.InvariantCulture);
        }
        catch (RecordFormatException exception)
        {
            exception.Column.Should().NotBeNull();
            return "!" + exception.Code;
        }
    }
}
