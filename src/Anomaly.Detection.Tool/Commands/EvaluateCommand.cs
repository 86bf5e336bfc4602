using System.CommandLine;
using System.Text;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Reporting;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Commands;

/// <summary><c>anomaly evaluate</c>: how good a detector is on labelled rows, and what that is worth.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CommandHost host)
    {
        var data = new Argument<string>("DATA") { Description = "A CSV file of labelled rows to judge on; - for standard input." };
        var model = new Option<string>("--model") { Description = "The model file.", HelpName = "MODEL.json", Required = true };
        var label = new LabelOption(isRequired: true);
        var train = new Option<string?>("--train") { Description = "The table the model was trained on: the audit looks for its rows among DATA's, and more.", HelpName = "TRAIN" };
        var report = new Option<string?>("--report") { Description = "Also write the report as one HTML page.", HelpName = "REPORT.html" };
        Option<string?> json = JsonOption.Create();
        Option<int?> threads = ThreadsOption.Create();
        var command = new ToolCommand(
            "evaluate",
            "Judges a model on labelled rows: figures with intervals, an audit of the rows, what the probabilities mean, and what each column is worth.",
            "anomaly evaluate test.csv --model model.json --label label",
            "anomaly evaluate test.csv --model model.json --label label --train train.csv --report report.html",
            "anomaly evaluate test.csv --model model.json --label label --json | jq .summary.figures") { data, model, train, report, json, threads };
        foreach (Option option in label.All) command.Add(option);
        return host.WithAction(command, (result, context) => Run(
            new Request(
                result.GetRequiredValue(data),
                result.GetRequiredValue(model),
                label.AddTo(CsvReadOptions.Default, result),
                result.GetValue(train),
                result.GetValue(report),
                JsonOption.Of(result, json),
                result.GetValue(threads)),
            context));
    }

    private static int Run(Request request, CommandContext context)
    {
        InputsKept.Check([("--report", request.Report), ("--json", request.Json.Path)], ("the rows", request.Data), ("the model", request.Model), ("the training table", request.Train));
        DetectorArtifact artifact = ModelInput.Load(request.Model, context);
        if (request.Train is { } path) InputTable.Existing(path);
        FeatureSchema columns = artifact.Encoder.Schema;
        Table test = LabelledInput.Read(request.Data, request.Labels, columns, context);
        Table? training = request.Train is null ? null : LabelledInput.ReadAnyClass(request.Train, request.Labels, columns, context);
        var options = new DetectorEvaluationOptions { Title = $"Evaluation on {Path.GetFileName(request.Data)}", MaxThreads = request.MaxThreads };
        EvaluationReport report = context.WithProgress("evaluating", progress => DetectorEvaluation.Run(artifact, test, training, options, progress, context.Cancellation));

        if (request.Report is { } page) WritePage(report, page, context);
        request.Json.Show(context, () => report.ToText(Math.Max(context.Terminal.Width, EvaluationReport.NarrowestText)), report.WriteJson);
        return ExitCode.Success;
    }

    private static void WritePage(EvaluationReport report, string path, CommandContext context)
    {
        OutputFile.Write(path, context, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            report.WriteHtml(writer);
        });
        context.Say($"report: {path}");
    }

    private sealed record Request(string Data, string Model, CsvReadOptions Labels, string? Train, string? Report, JsonTarget Json, int? MaxThreads);
}
