using Anomaly.Detection.Data;

namespace Anomaly.Detection.Csv.Tests;

public sealed class TableCsvWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("anomaly-csv-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_EveryKind_GivesTheDocumentedText()
    {
        CsvText.Write(Sample()).Should().Be(
            "n,c,t,label\r\n"
            + "-5,\"'=1+1\",2024-01-15,1\r\n"
            + ",plain,2024-01-15 08:30:00.5,0\r\n"
            + "0.1,,,0\r\n"
            + "1E+21,\"a \"\"b\"\", c\",,0\r\n"
            + "2,\"'\",,0\r\n");
    }

    [Fact]
    public void Write_WithoutGuard_WritesTextsAsTheyAre() => CsvText.Write(Sample(), new CsvWriteOptions { NeutraliseFormulas = false, Separator = ';', LabelColumn = "y" })
        .Should().StartWith("n;c;t;y\r\n-5;=1+1;2024-01-15;1\r\n");

    [Fact]
    public void Write_Path_ReadsBackEqualAndLeavesNoOtherFile()
    {
        string path = Path.Combine(_folder, "table.csv");
        File.WriteAllText(path, "what was there before");

        TableCsvWriter.Write(Sample(), path);

        Directory.GetFiles(_folder).Should().Equal(path);
        Table table = TableCsvReader.Read(path, new CsvReadOptions { LabelColumn = "label", Schema = Sample().Schema }).Table;
        table.Categorical(1).ToArray().Should().Equal("=1+1", "plain", null, "a \"b\", c", "");
        table.AnomalyCount.Should().Be(1);
    }

    [Fact]
    public void Write_PathEndingInGz_IsGzipAndReadsBack()
    {
        string path = Path.Combine(_folder, "table.csv.GZ");

        TableCsvWriter.Write(Sample(), path);

        File.ReadAllBytes(path).Should().StartWith([0x1F, 0x8B]);
        TableCsvReader.Read(path, new CsvReadOptions { LabelColumn = "label" }).Table.RowCount.Should().Be(5);
    }

    [Fact]
    public void Write_Fails_LeavesTheOldFile()
    {
        string path = Path.Combine(_folder, "table.csv");
        File.WriteAllText(path, "old");
        var builder = new TableBuilder(["c"]);
        builder.Add(0, "a\0b");
        builder.EndRow();
        Table table = builder.Build();

        new Action(() => TableCsvWriter.Write(table, path)).Should().Throw<RecordFormatException>().WithMessage("column 'c' (row 1): a text with a NUL character cannot be written as CSV");

        File.ReadAllText(path).Should().Be("old");
        Directory.GetFiles(_folder).Should().Equal(path);
    }

    [Fact]
    public void Write_Cancelled_LeavesNoFile()
    {
        string path = Path.Combine(_folder, "table.csv");
        using var source = new CancellationTokenSource();
        source.Cancel();

        new Action(() => TableCsvWriter.Write(Sample(), path, cancellationToken: source.Token)).Should().Throw<OperationCanceledException>();

        Directory.GetFiles(_folder).Should().BeEmpty();
    }

    [Fact]
    public void Write_LabelNameOfAColumn_IsRefused() => new Action(() => CsvText.Write(Sample(), new CsvWriteOptions { LabelColumn = "n" })).Should().Throw<ArgumentException>().WithMessage("*column 'n'*LabelColumn*");

    [Fact]
    public void Write_Stream_LeavesItOpen()
    {
        using var stream = new MemoryStream();

        TableCsvWriter.Write(Sample(), stream, new CsvWriteOptions { Gzip = true });

        stream.CanWrite.Should().BeTrue();
        stream.Position = 0;
        TableCsvReader.Read(stream, new CsvReadOptions { Gzip = true }).Table.RowCount.Should().Be(5);
    }

    [Fact]
    public void Write_NumbersAreThoseOfNumberText()
    {
        double[] values = [0.1, -0.0, 1e21, 1e-7, 123456789.125, double.MaxValue, double.Epsilon, 1e15, 1e16];
        var builder = new TableBuilder(["n"]);
        foreach (double value in values)
        {
            builder.Add(0, value);
            builder.EndRow();
        }

        CsvText.Write(builder.Build()).Should().Be("n\r\n" + string.Concat(values.Select(value => Numerics.NumberText.Format(value) + "\r\n")));
    }

    private static Table Sample()
    {
        var builder = new TableBuilder(new FeatureSchema(new("n", FeatureKind.Numeric), new("c", FeatureKind.Categorical), new("t", FeatureKind.Timestamp)));
        Add(-5, "=1+1", new DateTime(2024, 1, 15), true);
        Add(FeatureValue.Missing, "plain", new DateTime(2024, 1, 15, 8, 30, 0, 500), false);
        Add(0.1, FeatureValue.Missing, FeatureValue.Missing, false);
        Add(1e21, "a \"b\", c", FeatureValue.Missing, false);
        Add(2, "", FeatureValue.Missing, false);
        return builder.Build();

        void Add(FeatureValue number, FeatureValue text, FeatureValue time, bool isAnomaly)
        {
            builder.Add(0, number);
            builder.Add(1, text);
            builder.Add(2, time);
            builder.EndRow(isAnomaly);
        }
    }
}
