using System.Globalization;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Csv.Tests;

public sealed class TableCsvReaderTests
{
    [Fact]
    public void Read_Stream_LeavesItOpen()
    {
        using var stream = new MemoryStream(CsvText.Utf8("a,b\n1,2\n"));

        TableCsvReader.Read(stream);

        stream.CanRead.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Read_GzipInPieces_GivesTheSameTable(int pieceLength)
    {
        string text = "a,b\n" + string.Concat(Enumerable.Range(0, 20_000).Select(row => $"{row},x{row % 7}\n"));
        using var pieces = new PiecewiseStream(CsvText.Gzip(CsvText.Utf8(text)), pieceLength);

        Table table = TableCsvReader.Read(pieces, new CsvReadOptions { Gzip = true }).Table;

        table.RowCount.Should().Be(20_000);
        table.Numeric(0).ToArray().Should().Equal(Enumerable.Range(0, 20_000).Select(row => (double)row));
    }

    [Fact]
    public void Read_GzipCutOffAnywhere_IsRefused()
    {
        byte[] whole = CsvText.Gzip(CsvText.Utf8("a,b\n" + string.Concat(Enumerable.Range(0, 50).Select(row => $"{row},x{row % 7}\n"))));
        for (int length = 1; length < whole.Length; length++)
        {
            byte[] part = whole[..length];
            new Func<CsvReadResult>(() => CsvText.Read(part, new CsvReadOptions { Gzip = true })).Should().Throw<RecordFormatException>($"{length} of {whole.Length} bytes are there").Which.Code.Should().Be("not-gzip");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Read_GzipWithBytesAfterItsEnd_IsRefused(int pieceLength)
    {
        // Some tools pass over them; then nobody knows whether a member of the file was lost.
        byte[] whole = CsvText.Gzip(CsvText.Utf8("a,b\n1,2\n"));
        foreach (byte[] rest in (byte[][])[[0], new byte[512], CsvText.Utf8("garbage"), [0x1F], [0x1F, 0x8B], [0x1F, 0x8B, 8, 0]])
        {
            using var pieces = new PiecewiseStream([.. whole, .. rest], pieceLength);

            new Func<CsvReadResult>(() => TableCsvReader.Read(pieces, new CsvReadOptions { Gzip = true })).Should().Throw<RecordFormatException>($"{rest.Length} bytes follow").Which.Code.Should().Be("not-gzip");
        }
    }

    [Fact]
    public void Read_GzipOfTwoMembers_IsOneTable() =>
        CsvText.Read([.. CsvText.Gzip(CsvText.Utf8("a,b\n1,2\n")), .. CsvText.Gzip(CsvText.Utf8("3,4\n"))], new CsvReadOptions { Gzip = true }).Table.Numeric(0).ToArray().Should().Equal(1, 3);

    [Fact]
    public void Read_SchemaOfAnotherTable_GivesItsKindsWhateverTheFileHolds()
    {
        // CONFORMANCE B9: a file of digits, where training had codes and a name per row.
        Table training = CsvText.Read("code,name,n\nx1,a,1\n2,b,2\n", new CsvReadOptions { Kinds = new Dictionary<string, FeatureKind> { ["name"] = FeatureKind.Identifier } }).Table;

        Table test = CsvText.Read("n,code,name\n5,007,8\n", new CsvReadOptions { Schema = training.Schema }).Table;

        test.Schema.Should().Be(training.Schema);
        test.Categorical(0).ToArray().Should().Equal("007");
        test.Categorical(1).ToArray().Should().Equal("8");
    }

    [Fact]
    public void Read_FileThatIsNotThere_StaysAnInputOutputError() =>
        new Func<CsvReadResult>(() => TableCsvReader.Read(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()))).Should().Throw<FileNotFoundException>();

    [Fact]
    public void Read_StreamThatFails_StaysAnInputOutputError()
    {
        using var stream = new FailingStream(CsvText.Utf8("a,b\n1,2\n"));

        new Func<CsvReadResult>(() => TableCsvReader.Read(stream)).Should().Throw<IOException>().WithMessage("the cable is out");
    }

    [Fact]
    public void Read_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        using var stream = new MemoryStream(CsvText.Utf8("a\n" + string.Concat(Enumerable.Repeat("1\n", 200_000))));
        var progress = new Recorder(_ => source.Cancel());

        new Func<CsvReadResult>(() => TableCsvReader.Read(stream, null, progress, source.Token)).Should().Throw<OperationCanceledException>();

        progress.Reports.Should().Equal(65_536);
    }

    [Fact]
    public void Read_Progress_TellsRowsAndTheEnd()
    {
        using var stream = new MemoryStream(CsvText.Utf8("a\n" + string.Concat(Enumerable.Repeat("1\n", 140_000))));
        var progress = new Recorder(_ => { });

        TableCsvReader.Read(stream, null, progress);

        progress.Reports.Should().Equal(65_536, 131_072, 140_000);
    }

    [Fact]
    public void Read_HeaderOnly_NotesThatThereAreNoRows() => CsvText.Read("a,b\n").Notes.Should().Equal("the file has a header, but no rows were read");

    [Fact]
    public void Read_GuardTakenOff_IsNoted() => CsvText.Read("a,b\n\"'=x\",1\n\"'-y\",2\nz,3\n").Notes.Should().ContainSingle()
        .Which.Should().Be("column 'a': a leading apostrophe that keeps spreadsheets from running a formula was taken off 2 cells, the first in row 1; set RestoreNeutralised to false to keep it");

    [Fact]
    public void Read_StrayTextAmongNumbers_IsNotedByTheBuilder() => CsvText.Read("a\n1\nx\n").Notes.Should().ContainSingle().Which.Should().Contain("'x' in row 2");

    [Fact]
    public void Read_ExcludedColumn_IsStillCheckedForStructureOnly()
    {
        Table table = CsvText.Read("a,b\n1,x\n2,\"y\"\n", new CsvReadOptions { Exclude = ["b"], Kinds = new Dictionary<string, FeatureKind> { ["a"] = FeatureKind.Numeric } }).Table;

        table.Schema.Columns.Should().Equal(new FeatureColumn("a", FeatureKind.Numeric));
    }

    [Fact]
    public void Read_CultureWithDecimalComma_ReadsPointsAllTheSame()
    {
        // A culture made by hand: the machine may have none but the invariant one.
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NumberGroupSeparator = ".";
        comma.NumberFormat.NegativeSign = "−";
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = comma;
            Table table = CsvText.Read("a,t\n-1.5,2024-01-15 08:30:00\n").Table;

            table.Numeric(0)[0].Should().Be(-1.5);
            CsvText.Write(table).Should().Be("a,t\r\n-1.5,2024-01-15 08:30:00\r\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private sealed class Recorder(Action<long> then) : IProgress<long>
    {
        public List<long> Reports { get; } = [];

        public void Report(long value)
        {
            Reports.Add(value);
            then(value);
        }
    }

    private sealed class FailingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer)
        {
            int count = base.Read(buffer);
            return count > 0 ? count : throw new IOException("the cable is out");
        }
    }
}
