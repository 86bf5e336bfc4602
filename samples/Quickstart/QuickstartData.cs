using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Simulation;

namespace Quickstart;

/// <summary>The two tables and the sample record of the quickstart: simulated, or read from CSV files.</summary>
/// <param name="Training">Labelled rows to learn from.</param>
/// <param name="Test">Labelled rows to judge by.</param>
/// <param name="ExpectedAnomalyRate">The share of anomalies that is known to be met in use; null when it is that of the training rows.</param>
/// <param name="Sample">The record to predict.</param>
/// <param name="SampleName">What the record is.</param>
internal sealed record QuickstartData(
    Table Training,
    Table Test,
    double? ExpectedAnomalyRate,
    IReadOnlyDictionary<string, FeatureValue> Sample,
    string SampleName)
{
    private const double LiveAnomalyRate = 0.04;

    private const string Usage =
        "usage: Quickstart (on simulated sessions), or Quickstart --train FILE --test FILE --label COLUMN (on CSV files, .csv or .csv.gz)";

    /// <summary>What the reading of the files had to say.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Reads or draws what the arguments ask for.</summary>
    public static QuickstartData FromArguments(string[] args)
    {
        if (args.Length == 0) return Simulate();
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i + 1 < args.Length; i += 2) given[args[i]] = args[i + 1];
        return args.Length == 6 && given.TryGetValue("--train", out string? train) && given.TryGetValue("--test", out string? test) && given.TryGetValue("--label", out string? label)
            ? Read(train, test, label)
            : throw new ArgumentException(Usage);
    }

    // Training sessions are enriched with anomalies; in use, and in the test, they are rare. The test's users are others.
    private static QuickstartData Simulate() => new(
        new SessionSimulator(new SessionSimulatorOptions { SessionCount = 5_000, AnomalyRate = 0.4 }).Draw(),
        new SessionSimulator(new SessionSimulatorOptions { SessionCount = 5_000, AnomalyRate = LiveAnomalyRate, Population = 1 }).Draw(),
        LiveAnomalyRate,
        SampleSession.Documented,
        "The documented sample session:");

    private static QuickstartData Read(string train, string test, string label)
    {
        CsvReadResult training = ReadBothClasses(train, new CsvReadOptions { LabelColumn = label });

        // The test is read with the columns of the training, so that each means the same in both.
        Table tested = ReadBothClasses(test, new CsvReadOptions { LabelColumn = label, Schema = training.Table.Schema, IgnoreExtraColumns = true }).Table;

        return new QuickstartData(training.Table, tested, null, tested.Record(0), $"The first row of {Path.GetFileName(test)}:") { Notes = [.. training.Notes.Select(note => $"note: {note}")] };
    }

    private static CsvReadResult ReadBothClasses(string path, CsvReadOptions options)
    {
        if (Directory.Exists(path)) throw new IOException($"{path}: this is a folder; expected a CSV file");
        try
        {
            CsvReadResult result = TableCsvReader.Read(path, options);
            int rows = result.Table.RowCount, anomalies = result.Table.AnomalyCount;
            return anomalies > 0 && anomalies < rows
                ? result
                : throw new InvalidDataException($"'{options.LabelColumn}' calls {anomalies} of {rows} rows anomalies; expected rows of both classes");
        }
        catch (Exception exception) when (exception is RecordFormatException or InvalidDataException)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }
}
