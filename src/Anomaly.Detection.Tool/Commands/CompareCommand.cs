using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Reporting;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Comparing;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Commands;

/// <summary><c>anomaly compare</c>: trains many detectors on one table and judges each on one or more others.</summary>
internal static class CompareCommand
{
    public static Command Create(CommandHost host)
    {
        var train = new Argument<string>("TRAIN") { Description = "A CSV file of labelled rows to train on; - for standard input." };
        var test = new Option<string[]>("--test") { Description = "CSV files of labelled rows to judge on.", HelpName = "FILE…", Required = true, AllowMultipleArgumentsPerToken = true, Arity = ArgumentArity.OneOrMore };
        var label = new LabelOption(isRequired: true);
        var output = new Option<string>("--out") { Description = "A CSV file for the figures; - for standard output.", HelpName = "RESULTS.csv", Required = true };
        var grid = new Option<string?>("--grid") { Description = "What to compare, a JSON file. Default: the original comparison.", HelpName = "FILE.json" };
        Option<string?> json = JsonOption.Create();
        Option<int?> threads = ThreadsOption.Create("Most detectors that are trained side by side. Figures do not depend on it; seconds do, so 1 compares them best. Default: all processors.");
        var command = new ToolCommand(
            "compare",
            "Trains many detectors on one table and judges each on others: by default the original comparison, a random forest, isolation forests at six contaminations and one-class SVMs at six nu.",
            "anomaly compare train.csv --test june.csv july.csv --label label --out results.csv",
            "anomaly compare train.csv --test test.csv --label label --out results.csv --grid forests.json") { train, test, output, grid, json, threads };
        foreach (Option option in label.All) command.Add(option);
        return host.WithAction(command, (result, context) => Run(
            new Request(
                result.GetRequiredValue(train),
                [.. result.GetRequiredValue(test)],
                label.AddTo(CsvReadOptions.Default, result),
                result.GetRequiredValue(output),
                result.GetValue(grid),
                JsonOption.Of(result, json),
                result.GetValue(threads)),
            context));
    }

    private static int Run(Request request, CommandContext context)
    {
        if (request.Output == OutputFile.StandardOutput && request.Json.Path == OutputFile.StandardOutput) throw new ToolFailure(ExitCode.Usage, "--out and --json: expected at most one on standard output");
        InputsKept.Check(
            [("--out", request.Output), ("--json", request.Json.Path)],
            [("the training table", request.Train), ("the grid", request.Grid), .. request.Tests.Select(path => ("a test", (string?)path))]);
        foreach (string path in request.Tests) InputTable.Existing(path);
        CandidateFile? file = request.Grid is null ? null : CandidateFile.Read(request.Grid);

        Table training = LabelledInput.Read(request.Train, request.Labels, like: null, context);
        ImmutableArray<DetectorCandidate> candidates = file is null ? OriginalCandidates(training.Schema, context) : file.CandidatesFor(training);
        var comparison = new DetectorComparison(candidates, new ComparisonOptions { MaxThreads = request.MaxThreads });
        string[] names = TestNames.Of(request.Tests);
        ComparisonTest[] tests = [.. request.Tests.Select((path, i) => new ComparisonTest(names[i], LabelledInput.Read(path, request.Labels, training.Schema, context)))];
        ComparisonReport report = context.WithProgress($"comparing {candidates.Length} detectors", progress => comparison.Run(training, tests, new ShareOfTests(progress), context.Cancellation));

        WriteCsv(report, request.Output, context);
        if (request.Output == OutputFile.StandardOutput) request.Json.ShowFile(context, report.WriteJson);
        else request.Json.Show(context, () => report.ToText(Math.Max(context.Terminal.Width, ComparisonReport.NarrowestText)), report.WriteJson);
        return ExitCode.Success;
    }

    private static ImmutableArray<DetectorCandidate> OriginalCandidates(FeatureSchema schema, CommandContext context)
    {
        if (OriginalComparison.ColumnsTakenAsTexts(schema) is [_, ..] columns) context.Say($"note: as in the original comparison, {string.Join(", ", columns)} {(columns.Length == 1 ? "is" : "are")} learned from as codes; --grid compares without");
        return OriginalComparison.CandidatesFor(schema);
    }

    private static void WriteCsv(ComparisonReport report, string path, CommandContext context)
    {
        OutputFile.Write(path, context, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            report.WriteCsv(writer);
        });
        if (path != OutputFile.StandardOutput) context.Say($"figures: {path}");
    }

    private sealed record Request(string Train, ImmutableArray<string> Tests, CsvReadOptions Labels, string Output, string? Grid, JsonTarget Json, int? MaxThreads);

    private sealed class ShareOfTests(IProgress<double> progress) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value) => progress.Report((double)value.TestsDone / value.TestCount);
    }
}
