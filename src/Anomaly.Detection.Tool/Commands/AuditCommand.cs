using System.CommandLine;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Reporting;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Commands;

/// <summary><c>anomaly audit</c>: what is wrong with a training table, or with a test of it.</summary>
internal static class AuditCommand
{
    public static Command Create(CommandHost host)
    {
        var train = new Argument<string>("TRAIN") { Description = "A CSV file of labelled rows to train on; - for standard input." };
        var test = new Argument<string?>("TEST") { Description = "A CSV file of labelled rows to judge on. Without it TRAIN is looked at alone.", Arity = ArgumentArity.ZeroOrOne };
        var label = new LabelOption(isRequired: true);
        var group = new Option<string?>("--group") { Description = "The column that says whose a row is, such as a user. Default: the one identifier that repeats.", HelpName = "COL" };
        var time = new Option<string?>("--time") { Description = "The column by which TEST is later than TRAIN.", HelpName = "COL" };
        Option<string[]> exclude = ColumnsOption.Create("--exclude", "Columns to overlook.");
        var fast = new Option<bool>("--fast") { Description = "Leave out the checks that train a small forest." };
        Option<string?> json = JsonOption.Create();
        Option<int?> threads = ThreadsOption.Create();
        var command = new ToolCommand(
            "audit",
            "Finds what makes figures worthless: test rows that are training rows, contradicting labels, columns that give the answer away, and more. Exit code 3 when a finding is severe.",
            "anomaly audit train.csv test.csv --label label",
            "anomaly audit train.csv test.csv --label label --group user_id --time transaction_date",
            "anomaly audit train.csv --label label --json audit.json") { train, test, group, time, exclude, fast, json, threads };
        foreach (Option option in label.All) command.Add(option);
        return host.WithAction(command, (result, context) =>
        {
            var request = new Request(result.GetRequiredValue(train), result.GetValue(test), label.AddTo(CsvReadOptions.Default, result), result.GetValue(threads), JsonOption.Of(result, json));
            var options = new AuditOptions
            {
                EntityColumn = result.GetValue(group),
                TimeColumn = result.GetValue(time),
                IgnoredColumns = [.. result.GetValue(exclude) ?? []],
                Model = result.GetValue(fast) ? null : ProbeForest.Create(request.MaxThreads),
                MaxThreads = request.MaxThreads,
            };
            return Run(request, options, context);
        });
    }

    private static int Run(Request request, AuditOptions options, CommandContext context)
    {
        InputsKept.Check([("--json", request.Json.Path)], ("the training table", request.Train), ("the test", request.Test));
        if (request.Test is { } path) InputTable.Existing(path);
        Table training = LabelledInput.ReadAnyClass(request.Train, request.Labels, like: null, context);
        CheckColumns(training.Schema, request.Train, options);
        Table? test = request.Test is null ? null : LabelledInput.ReadAnyClass(request.Test, request.Labels, training.Schema, context);
        AuditReport report = context.WithProgress("auditing", progress => TableAudit.Run(training, test, options, progress, context.Cancellation));

        request.Json.Show(context, () => report.ToText(Math.Max(context.Terminal.Width, AuditRendering.NarrowestText)), report.WriteJson);
        return report.HasSevere ? ExitCode.Findings : ExitCode.Success;
    }

    private static void CheckColumns(FeatureSchema schema, string path, AuditOptions options)
    {
        foreach (string column in options.IgnoredColumns) TableChecks.HasColumn(path, schema, column, "--exclude");
        if (options.EntityColumn is { } group) TableChecks.HasColumn(path, schema, group, "--group");
        if (options.TimeColumn is { } time) TableChecks.HasColumn(path, schema, time, "--time");
    }

    private sealed record Request(string Train, string? Test, CsvReadOptions Labels, int? MaxThreads, JsonTarget Json);
}
