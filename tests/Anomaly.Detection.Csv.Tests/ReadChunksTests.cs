using Anomaly.Detection.Data;

namespace Anomaly.Detection.Csv.Tests;

public sealed class ReadChunksTests
{
    private static readonly string Sessions = "device,clicks,started,label\n" + string.Concat(Enumerable.Range(0, 1_000).Select(row => $"{(row % 3 == 0 ? "mobile" : "desktop")},{(row % 11 == 0 ? "" : row)},2024-01-15T10:{row % 60:D2}:00Z,{row % 2}\n"));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(250)]
    [InlineData(1_000)]
    [InlineData(int.MaxValue)]
    public void ReadChunks_AnySize_TogetherAreTheWholeTable(int rowsPerChunk)
    {
        var options = new CsvReadOptions { LabelColumn = "label" };
        Table whole = CsvText.Read(Sessions, options).Table;
        int first = 0;
        foreach (CsvReadResult chunk in Chunks(Sessions, options, rowsPerChunk))
        {
            Table part = whole.Select([.. Enumerable.Range(first, Math.Min(rowsPerChunk, 1_000 - first))]);
            chunk.Table.Schema.Should().Be(whole.Schema);
            chunk.Table.Categorical(0).ToArray().Should().Equal(part.Categorical(0).ToArray());
            chunk.Table.Numeric(1).ToArray().Should().Equal(part.Numeric(1).ToArray());
            chunk.Table.Numeric(2).ToArray().Should().Equal(part.Numeric(2).ToArray());
            chunk.Table.IsAnomaly.ToArray().Should().Equal(part.IsAnomaly.ToArray());
            first += chunk.Table.RowCount;
        }

        first.Should().Be(1_000);
    }

    [Fact]
    public void ReadChunks_File_IsReadLazilyAndAnewEachTime()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Combine("sessions.csv.gz");
        IEnumerable<CsvReadResult> chunks = TableCsvReader.ReadChunks(path, rowsPerChunk: 400);
        chunks.Invoking(c => c.Count()).Should().Throw<FileNotFoundException>();

        File.WriteAllBytes(path, CsvText.Gzip(CsvText.Utf8(Sessions)));

        chunks.Select(chunk => chunk.Table.RowCount).Should().Equal(400, 400, 200);
        chunks.First().Table.RowCount.Should().Be(400);
        File.Delete(path);
    }

    [Fact]
    public void ReadChunks_FaultFurtherOn_IsNotMetBeforeItsChunk()
    {
        List<int> rows = [];
        Action read = () => rows.AddRange(Chunks("a,b\n1,x\n2,y\n3,z\n4\n", rowsPerChunk: 2).Select(chunk => chunk.Table.RowCount));

        read.Should().Throw<RecordFormatException>().WithMessage("row 4, line 5: the row has 1 cell, but the header names 2 columns");
        rows.Should().Equal(2);
    }

    [Fact]
    public void ReadChunks_CellThatDoesNotFitTheFirstChunk_NamesRowLineAndTheRemedy()
    {
        const string Text = "a,b\n1,x\n2,\"y\ny\"\nx,z\n";

        FluentActions.Invoking(() => Chunks(Text, rowsPerChunk: 2).Count()).Should().Throw<RecordFormatException>()
            .WithMessage("column 'a' (row 3, line 5): 'x' is not a number; the column's kind was inferred from the first chunk: declare it by Kinds or Schema, or read larger chunks");
        FluentActions.Invoking(() => Chunks(Text, new CsvReadOptions { Kinds = new Dictionary<string, FeatureKind> { ["a"] = FeatureKind.Numeric } }, rowsPerChunk: 2).Count()).Should().Throw<RecordFormatException>()
            .WithMessage("column 'a' (row 3, line 5): 'x' is not a number");
        Chunks(Text, new CsvReadOptions { Kinds = new Dictionary<string, FeatureKind> { ["a"] = FeatureKind.Categorical } }, rowsPerChunk: 2).SelectMany(chunk => chunk.Table.Categorical(0).ToArray()).Should().Equal("1", "2", "x");
    }

    [Fact]
    public void ReadChunks_SkippedRows_AreCountedFromTheBeginningOfTheFile()
    {
        var options = new CsvReadOptions { Kinds = new Dictionary<string, FeatureKind> { ["a"] = FeatureKind.Numeric }, MaxBadRows = 3 };
        const string Text = "a\n1\nno\n2\n3\n4\nno\nno\n";

        CsvReadResult[] chunks = [.. Chunks(Text, options, rowsPerChunk: 2)];

        chunks.Select(chunk => (chunk.Table.RowCount, chunk.SkippedRows)).Should().Equal((2, 1), (2, 1), (0, 3));
        chunks[^1].SkippedErrors.Select(error => (error.Row, error.Line)).Should().Equal((2, 3), (6, 7), (7, 8));
        FluentActions.Invoking(() => Chunks(Text, options with { MaxBadRows = 2 }, rowsPerChunk: 2).Count()).Should().Throw<RecordFormatException>().Where(exception => exception.Code == "too-many-bad-rows" && exception.Row == 7);
        FluentActions.Invoking(() => Chunks(Text, options with { MaxRows = 4 }, rowsPerChunk: 2).Count()).Should().Throw<RecordFormatException>().Where(exception => exception.Code == "too-many-rows" && exception.Row == 5);
    }

    [Fact]
    public void ReadChunks_NoRows_IsOneEmptyTableThatSaysSo()
    {
        CsvReadResult chunk = Chunks("a,b\n", rowsPerChunk: 2).Should().ContainSingle().Subject;

        chunk.Table.RowCount.Should().Be(0);
        chunk.Notes.Should().Equal("the file has a header, but no rows were read");
        FluentActions.Invoking(() => Chunks("", rowsPerChunk: 2).Count()).Should().Throw<RecordFormatException>().Which.Code.Should().Be("empty-file");
    }

    [Fact]
    public void ReadChunks_WrongArguments_AreRefusedAtOnce()
    {
        FluentActions.Invoking(() => TableCsvReader.ReadChunks("")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => TableCsvReader.ReadChunks((Stream)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => TableCsvReader.ReadChunks("x.csv", rowsPerChunk: 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => TableCsvReader.ReadChunks(Stream.Null, rowsPerChunk: 0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void ReadChunks_ProgressAndCancellation_AreThoseOfTheFile()
    {
        string text = "a\n" + string.Concat(Enumerable.Repeat("1\n", 70_000));
        var reports = new List<long>();
        using var stop = new CancellationTokenSource();
        using var stream = new MemoryStream(CsvText.Utf8(text));

        TableCsvReader.ReadChunks(stream, rowsPerChunk: 30_000, progress: new Immediate(reports.Add)).Count().Should().Be(3);
        reports.Should().Equal(65_536, 70_000);

        stream.Position = 0;
        Action read = () =>
        {
            foreach (CsvReadResult _ in TableCsvReader.ReadChunks(stream, rowsPerChunk: 30_000, cancellationToken: stop.Token)) stop.Cancel();
        };
        read.Should().Throw<OperationCanceledException>();
        stream.CanRead.Should().BeTrue("it is left open");
    }

    [Fact]
    public void ForSchema_FileOfOtherColumns_ReadsThoseOfTheSchema()
    {
        FeatureSchema schema = new(new FeatureColumn("b", FeatureKind.Categorical), new FeatureColumn("a", FeatureKind.Numeric));

        CsvReadOptions options = CsvReadOptions.ForSchema(schema);

        options.Should().Be(new CsvReadOptions { Schema = schema, IgnoreExtraColumns = true });
        CsvText.Read("a,x,b\n1,2,3\n", options).Table.Schema.Should().Be(schema);
        FluentActions.Invoking(() => CsvReadOptions.ForSchema(null!)).Should().Throw<ArgumentNullException>();
    }

    private static IEnumerable<CsvReadResult> Chunks(string text, CsvReadOptions? options = null, int rowsPerChunk = 1) =>
        TableCsvReader.ReadChunks(new MemoryStream(CsvText.Utf8(text)), options, rowsPerChunk);

    private sealed class Immediate(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
