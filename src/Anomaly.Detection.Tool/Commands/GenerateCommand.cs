using System.CommandLine;
using System.Globalization;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Commands;

/// <summary><c>anomaly generate</c>: simulated sessions.</summary>
internal static class GenerateCommand
{
    private const string DateForm = "yyyy-MM-dd";

    public static Command Create(CommandHost host)
    {
        var defaults = new SessionSimulatorOptions();
        var rows = new Option<int>("--rows", "-n") { Description = "How many sessions.", HelpName = "N", DefaultValueFactory = _ => defaults.SessionCount };
        var rate = new Option<double>("--anomaly-rate") { Description = "The share of them that are anomalies, in [0, 1].", HelpName = "R", DefaultValueFactory = _ => defaults.AnomalyRate };
        var seed = new Option<ulong>("--seed") { Description = "The same options and seed give the same bytes on every machine.", HelpName = "S", DefaultValueFactory = _ => defaults.Seed };
        var output = new Option<string>("--out", "-o") { Description = "Where to write, compressed where it ends in .gz; - is standard output.", HelpName = "FILE.csv", DefaultValueFactory = _ => OutputFile.StandardOutput };
        var label = new Option<string>("--label") { Description = "Name of the column that says which sessions are anomalies, with 1 and 0.", HelpName = "COL", DefaultValueFactory = _ => CsvWriteOptions.Default.LabelColumn };
        var population = new Option<ulong>("--population") { Description = "Which people the sessions are of: two populations have no user in common, so that one can train and the other test.", HelpName = "P" };
        var perUser = new Option<int>("--sessions-per-user") { Description = "How many sessions a user has on average.", HelpName = "N", DefaultValueFactory = _ => defaults.SessionsPerUser };
        var firstDay = new Option<string>("--first-day") { Description = "The first day.", HelpName = "YYYY-MM-DD", DefaultValueFactory = _ => defaults.FirstDay.ToString(DateForm, CultureInfo.InvariantCulture) };
        var days = new Option<int>("--days") { Description = "How many days the sessions are spread over.", HelpName = "N", DefaultValueFactory = _ => defaults.Days };
        var command = new ToolCommand(
            "generate",
            "Simulates labelled browsing sessions of 18 columns, to try things out.",
            "anomaly generate --rows 5000 --anomaly-rate 0.4 --seed 1 --out train.csv",
            "anomaly generate --rows 50000 --anomaly-rate 0.04 --seed 1 --population 1 --out test.csv.gz")
        {
            rows, rate, seed, output, label, population, perUser, firstDay, days,
        };
        return host.WithAction(command, (result, context) =>
        {
            SessionSimulator simulator = OptionNames.Use(
                () => new SessionSimulator(new SessionSimulatorOptions
                {
                    SessionCount = result.GetValue(rows),
                    AnomalyRate = result.GetValue(rate),
                    Seed = result.GetValue(seed),
                    Population = result.GetValue(population),
                    SessionsPerUser = result.GetValue(perUser),
                    FirstDay = Day(result.GetRequiredValue(firstDay)),
                    Days = result.GetValue(days),
                }),
                ("SessionCount", "--rows"),
                ("AnomalyRate", "--anomaly-rate"),
                ("SessionsPerUser", "--sessions-per-user"),
                ("Days", "--days"));
            return Write(simulator, result.GetValue(rows), result.GetRequiredValue(output), LabelOf(result.GetRequiredValue(label)), context);
        });
    }

    private static int Write(SessionSimulator simulator, int rowCount, string path, string label, CommandContext context)
    {
        var options = new CsvWriteOptions { LabelColumn = label, Gzip = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) };
        context.WithProgress("generating", progress =>
        {
            var written = new ShareOf(rowCount, progress);
            OutputFile.Write(path, context, destination => TableCsvWriter.WriteChunks(simulator.DrawChunks(cancellationToken: context.Cancellation), destination, options, written, context.Cancellation));
            return 0;
        });
        context.Say(string.Create(CultureInfo.InvariantCulture, $"{rowCount:N0} sessions written to {(path == OutputFile.StandardOutput ? "standard output" : path)}"));
        return ExitCode.Success;
    }

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : throw OptionNames.Refused("--first-day", "a day such as 2024-01-31", $"'{text}'");

    private static string LabelOf(string name) =>
        name.Length > 0 && SessionSimulator.Schema.IndexOf(name) < 0 ? name : throw OptionNames.Refused("--label", "a name that no other column has", $"'{name}'");

    /// <summary>Makes shares of counts.</summary>
    private sealed class ShareOf(int all, IProgress<double> progress) : IProgress<long>
    {
        public void Report(long value) => progress.Report((double)value / all);
    }
}
