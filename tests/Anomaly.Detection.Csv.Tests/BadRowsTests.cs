using Anomaly.Detection.Data;

namespace Anomaly.Detection.Csv.Tests;

public sealed class BadRowsTests
{
    private static readonly CsvReadOptions Options = new()
    {
        Kinds = new Dictionary<string, FeatureKind> { ["a"] = FeatureKind.Numeric },
        LabelColumn = "label",
        MaxBadRows = 100,
    };

    [Fact]
    public void Read_BadRowsOfEveryKind_SkipsCountsAndNamesThem()
    {
        const string Text = "a,b,label\n1,x,0\nno,y,0\n2,z\n3,\"q\"q,0\n4,w,maybe\n5,v,\n6,u\0,1\n7,t,1\n";

        CsvReadResult result = CsvText.Read(Text, Options);

        result.Table.Numeric(0).ToArray().Should().Equal(1, 7);
        result.Table.Categorical(1).ToArray().Should().Equal("x", "t");
        result.Table.IsAnomaly.ToArray().Should().Equal(false, true);
        result.SkippedRows.Should().Be(6);
        result.SkippedErrors.Select(error => (error.Row, error.Line, error.Column, error.Code)).Should().Equal(
            (2, 3, "a", "not-a-number"),
            (3, 4, null, "ragged-row"),
            (4, 5, null, "stray-quote"),
            (5, 6, "label", "unknown-label"),
            (6, 7, "label", "missing-label"),
            (7, 8, "b", "nul-byte"));
        result.SkippedErrors[0].Message.Should().Be("column 'a' (row 2, line 3): 'no' is not a number");
    }

    [Fact]
    public void Read_SkippedRow_LeavesNoTraceInInferredColumns()
    {
        // Column b would become text if the bad row's 'oops' had been seen.
        CsvReadResult result = CsvText.Read("b,a,label\n1,1,0\noops,no,0\n2,2,1\n", Options);

        result.Table.Schema[0].Should().Be(new FeatureColumn("b", FeatureKind.Numeric));
        result.Table.Numeric(0).ToArray().Should().Equal(1, 2);
    }

    [Fact]
    public void Read_ExactlyAsManyBadRowsAsAllowed_Succeeds()
    {
        CsvReadResult result = CsvText.Read("a,label\nx,0\ny,0\n1,0\n", Options with { MaxBadRows = 2 });

        (result.SkippedRows, result.Table.RowCount).Should().Be((2, 1));
    }

    [Fact]
    public void Read_OneBadRowTooMany_NamesTheFirstAndTheLast()
    {
        Func<CsvReadResult> read = () => CsvText.Read("a,label\nx,0\n1,0\ny,0\n", Options with { MaxBadRows = 1 });

        RecordFormatException fault = read.Should().Throw<RecordFormatException>().Which;

        fault.Message.Should().Be("column 'a' (row 3, line 4): 2 rows are bad, but MaxBadRows allows 1; the first: column 'a' (row 1, line 2): 'x' is not a number; this one: 'y' is not a number");
    }

    [Fact]
    public void Read_ManyBadRows_RemembersTheFirstTen()
    {
        string text = "a,label\n" + string.Concat(Enumerable.Range(1, 50).Select(row => $"x{row},0\n"));

        CsvReadResult result = CsvText.Read(text, Options);

        result.SkippedRows.Should().Be(50);
        result.SkippedErrors.Select(error => error.Row).Should().Equal(Enumerable.Range(1, 10).Select(row => (long)row));
    }

    [Fact]
    public void Read_BadRowAnywhere_GivesTheTableOfTheOthers()
    {
        for (int bad = 0; bad < 40; bad++)
        {
            string[] rows = [.. Enumerable.Range(0, 40).Select(row => row == bad ? "no,1" : $"{row},{row % 2}")];

            CsvReadResult result = CsvText.Read("a,label\n" + string.Join("\n", rows), Options);

            result.Table.Numeric(0).ToArray().Should().Equal(Enumerable.Range(0, 40).Where(row => row != bad).Select(row => (double)row));
            result.SkippedErrors.Single().Row.Should().Be(bad + 1);
        }
    }

    [Fact]
    public void Notes_AfterSkippedRows_NameTheRowOfTheFile() =>
        CsvText.Read("a,b\n1,2\nragged\n3,oops\n", new CsvReadOptions { MaxBadRows = 1 }).Notes.Should().ContainSingle().Which.Should().Contain("'oops' in row 3 is not a number");
}
