using System.CommandLine;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Files;
using Anomaly.Detection.Tool.Scoring;

namespace Anomaly.Detection.Tool.Commands;

/// <summary><c>anomaly score</c>: one row out for each row in.</summary>
internal static class ScoreCommand
{
    public static Command Create(CommandHost host)
    {
        var data = new Argument<string>("DATA") { Description = "Rows to score: a CSV or NDJSON file, or - for standard input." };
        var model = new Option<string>("--model", "-m") { Description = "The model file.", HelpName = "MODEL.json", Required = true };
        var output = new Option<string>("--out", "-o") { Description = "Where to write; - is standard output.", HelpName = "SCORES.csv", DefaultValueFactory = _ => OutputFile.StandardOutput };
        var keep = new Option<string[]>("--keep") { Description = "Columns of the input to copy before the scores, as they stand there: names between commas, or all.", HelpName = "COLS|all" };
        var explain = new Option<int>("--explain") { Description = "How many reasons to give for each row.", HelpName = "N" };
        var threshold = new Option<double?>("--threshold") { Description = "Call it an anomaly from this probability on, whatever the model's policy says; in [0, 1].", HelpName = "T" };
        var prior = new Option<double?>("--prior") { Description = "The share of anomalies among these rows, which probabilities are moved to; in (0, 1).", HelpName = "P" };
        var threads = new Option<int>("--threads") { Description = "How many threads score.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var format = new Option<string?>("--format") { Description = "What the input is; by default its ending says it.", HelpName = "csv|ndjson" }.AcceptOnlyFromAmong(DataForm.Names);
        var outFormat = new Option<string?>("--out-format") { Description = "What to write; by default the ending of --out says it, and on standard output the input.", HelpName = "csv|ndjson" }.AcceptOnlyFromAmong(DataForm.Names);
        var maxBadRows = new Option<long>("--max-bad-rows") { Description = "How many bad rows of CSV to leave out and tell of before it is an error.", HelpName = "N" };
        var command = new ToolCommand(
            "score",
            "Scores rows with a model: is_anomaly, anomaly_probability, raw_score, confidence, risk_level, and reasons when asked. Files may be larger than memory.",
            "anomaly score new.csv --model model.json --out scores.csv",
            "anomaly score new.csv --model model.json --out scores.ndjson --keep session_id --explain 3",
            "zcat new.csv.gz | anomaly score - --model model.json | head")
        {
            data, model, output, keep, explain, threshold, prior, threads, format, outFormat, maxBadRows,
        };
        return host.WithAction(command, (result, context) => ScoreRun.Run(
            new ScoreFiles
            {
                Data = result.GetRequiredValue(data),
                Model = result.GetRequiredValue(model),
                Output = result.GetRequiredValue(output),
                Format = result.GetValue(format),
                OutputFormat = result.GetValue(outFormat),
            },
            new ScoreSettings
            {
                Keep = KeptColumns.Parse(result.GetValue(keep) ?? []),
                Explain = result.GetValue(explain),
                Threshold = result.GetValue(threshold),
                Prior = result.GetValue(prior),
                Threads = result.GetValue(threads),
                MaxBadRows = result.GetValue(maxBadRows),
            },
            context));
    }
}
