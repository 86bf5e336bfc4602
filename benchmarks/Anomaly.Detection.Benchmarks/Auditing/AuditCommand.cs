using System.Diagnostics;
using System.Globalization;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Benchmarks.Auditing;

/// <summary><c>audit</c>: seconds of an audit of generated tables without a model, check by check, and peak memory. Four of five rows are trained on.</summary>
internal static class AuditCommand
{
    private const string Usage = "audit [--rows 1000000] [--threads 2] [--pairs]";

    private static readonly AuditCheck[] WithoutModel =
        [.. Enum.GetValues<AuditCheck>().Where(check => check is not (AuditCheck.DistributionGap or AuditCheck.LabelShuffle or AuditCheck.LabelErrors))];

    /// <exception cref="UsageException">An argument is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, [], ["--rows", "--threads"], "--pairs");
        int rows = parsed.Count("--rows", 1_000_000);
        Table training = AuditedRows.Draw(rows - (rows / 5), 1), test = AuditedRows.Draw(rows / 5, 2);
        var options = new AuditOptions { TimeColumn = AuditedRows.Time, MaxThreads = parsed.Count("--threads", Environment.ProcessorCount), MostDifferingColumns = parsed.Has("--pairs") ? 2 : 1 };
        Console.WriteLine(Text($"{Machine.Describe()}; {PackageVersions.Ours}. {training.RowCount:N0} training rows and {test.RowCount:N0} test rows of {training.Schema.Count} columns, {options.MaxThreads} threads."));

        double before = PeakMemory.Read();
        long start = Stopwatch.GetTimestamp();
        AuditReport report = TableAudit.Run(training, test, options);
        Console.WriteLine(Text($"All checks together, first in the process: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s; peak memory {before:0} MiB before, {PeakMemory.Read():0} MiB after."));
        Console.WriteLine();
        Console.WriteLine(report);
        Console.WriteLine();
        Console.WriteLine("| check alone, reading of the tables included | seconds | CPU seconds |");
        Console.WriteLine("| --- | --- | --- |");
        Measure("reading of the tables", []);
        foreach (AuditCheck check in WithoutModel) Measure(check.ToString(), [check]);
        return 0;

        void Measure(string name, AuditCheck[] wanted)
        {
            Cost cost = Cost.Of(() => TableAudit.Run(training, test, options with { Skip = [.. Enum.GetValues<AuditCheck>().Except(wanted)] }));
            Console.WriteLine(Text($"| {name} | {cost.WallSeconds:0.00} | {cost.CpuSeconds:0.00} |"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
