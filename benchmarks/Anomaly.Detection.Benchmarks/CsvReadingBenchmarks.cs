using System.Globalization;
using System.Text;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using BenchmarkDotNet.Attributes;
using CsvHelper;

namespace Anomaly.Detection.Benchmarks;

/// <summary>A file of 10 columns (a timestamp, a category, eight numbers of three decimals) becomes a table; beside it the parser alone.</summary>
[MemoryDiagnoser]
public class CsvReadingBenchmarks
{
    private const int NumberCount = 8;
    private static readonly string[] Devices = ["mobile", "desktop", "tablet", "tv"];
    private byte[] _csv = [];
    private FeatureSchema _schema = new();
    private Table? _table;

    /// <summary>Data rows of the file.</summary>
    [Params(600_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new RandomStream(1);
        var text = new StringBuilder("time,device,n0,n1,n2,n3,n4,n5,n6,n7\n");
        for (int row = 0; row < Rows; row++)
        {
            text.Append(TimestampText.Format(1_704_067_200 + random.NextInt(31_536_000))).Append(',').Append(Devices[random.NextInt(Devices.Length)]);
            for (int number = 0; number < NumberCount; number++) text.Append(CultureInfo.InvariantCulture, $",{random.NextDouble() * 1000:F3}");
            text.Append('\n');
        }

        _csv = Encoding.UTF8.GetBytes(text.ToString());
        _table = Inferred();
        _schema = _table.Schema;
    }

    /// <summary>CsvHelper by itself: finds every cell and parses the numbers into arrays, checks nothing and keeps no text.</summary>
    [Benchmark(Baseline = true)]
    public double CsvHelperAlone()
    {
        using CsvReader csv = CsvReader.Create(new MemoryStream(_csv), CsvReaderOptions.Default with { Separator = ',' });
        double[][] columns = [.. Enumerable.Range(0, NumberCount).Select(_ => new double[Rows])];
        for (int row = 0; csv.Read(); row++)
        {
            for (int number = 0; number < NumberCount; number++) columns[number][row] = csv.Parse<double>(number + 2);
        }

        return columns[^1][^1];
    }

    /// <summary>Kinds inferred.</summary>
    [Benchmark]
    public Table Inferred() => TableCsvReader.Read(new MemoryStream(_csv)).Table;

    /// <summary>Kinds declared.</summary>
    [Benchmark]
    public Table Declared() => TableCsvReader.Read(new MemoryStream(_csv), new CsvReadOptions { Schema = _schema }).Table;

    /// <summary>The table written back.</summary>
    [Benchmark]
    public void WriteToNowhere() => TableCsvWriter.Write(_table!, Stream.Null);
}
