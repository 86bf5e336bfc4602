using System.CommandLine;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Files;
using Anomaly.Detection.Tool.Learning;

namespace Anomaly.Detection.Tool.Commands;

/// <summary><c>anomaly tune</c>: a model file gets another threshold and calibration.</summary>
internal sealed class TuneCommand
{
    private readonly Argument<string> _data = new("DATA") { Description = "A CSV file with labelled rows that the model was not trained on; - for standard input." };
    private readonly Option<string> _model = new("--model") { HelpName = "MODEL.json", Required = true, Description = "The model." };
    private readonly Option<string> _out = new("--out") { HelpName = "NEW.json", Required = true, Description = "Where the tuned model goes." };
    private readonly LabelOption _label = new(isRequired: true);
    private readonly Option<string?> _objective = TextOption.Create("--objective", "WHAT", "What the threshold is to be best at, or must hold: f1, fbeta:2, mcc, youden, \"recall>=0.55\", \"precision>=0.12@95%\", \"alerts<=5/1000\", cost:fp=1,fn=200, amount:fp=5. Default: f1.", "f1", "mcc", "youden", "recall>=0.55", "precision>=0.12@95%", "alerts<=5/1000", "cost:fp=1,fn=200");
    private readonly Option<string?> _calibrate = TextOption.Create("--calibrate", "auto|none|sigmoid|isotonic|keep", "How scores become probabilities; keep leaves the model's calibration as it is. Default: auto, fitted to these rows.", "auto", "none", "sigmoid", "isotonic", "keep");
    private readonly Option<string?> _amount = TextOption.Create("--amount", "COL", "A column of what is at stake in each row, for --objective amount:fp=N.");
    private readonly Option<string?> _group = TextOption.Create("--group", "COL", "A column whose equal cells mark rows that belong together, such as a user: figures keep them together.");
    private readonly Option<string?> _expectedRate = TextOption.Create("--expected-rate", "X", "Share of anomalies that the detector will meet, where the rows were enriched with them.");
    private readonly Option<string?> _threads = TextOption.Create("--threads", "N", "Most threads that work at once; results do not depend on it. Default: all processors.");
    private readonly Option<string?> _json = JsonOption.Create();

    public static Command Create(CommandHost host)
    {
        var tune = new TuneCommand();
        var command = new ToolCommand(
            "tune",
            "Chooses threshold and calibration of a model anew, on labelled rows that it was not trained on, and writes a new model file. Tells figures of before and after.",
            "anomaly tune march.csv --model model.json --label is_anomaly --objective \"precision>=0.5@95%\" --out tuned.json",
            "anomaly tune march.csv --model model.json --label is_anomaly --objective cost:fp=1,fn=200 --calibrate keep --out tuned.json")
        {
            tune._data, tune._model, tune._out, tune._objective, tune._calibrate, tune._amount, tune._group, tune._expectedRate, tune._threads, tune._json,
        };
        foreach (Option option in tune._label.All) command.Add(option);
        return host.WithAction(command, tune.Run);
    }

    private int Run(ParseResult result, CommandContext context)
    {
        (string data, string output) = (result.GetRequiredValue(_data), result.GetRequiredValue(_out));
        DetectorTuningOptions options = OptionsOf(result);
        JsonTarget json = JsonOption.Of(result, _json);
        if (output == OutputFile.StandardOutput && json.Path == OutputFile.StandardOutput) throw new ToolFailure(ExitCode.Usage, "--json: expected the name of a file where --out is standard output");
        NamedFile.CheckNotOver(_out.Name, output, "the table", data);
        NamedFile.CheckNotOver(_out.Name, output, "the model", result.GetRequiredValue(_model));
        ModelOutput.Expect(output);
        DetectorArtifact artifact = ModelInput.Load(result.GetRequiredValue(_model), context);
        Table table = ReadTable(data, artifact, options, result, context);

        DetectorTuningResult tuned = Tune(artifact, table, options, context);
        foreach (string note in tuned.Notes) context.Say($"note: {note}");
        context.Say("note: rows that the model was trained on would flatter it; whether any are among these cannot be told without the training table");
        var report = new TuneReport(output, artifact.Policy.Threshold, tuned);
        if (tuned.Artifact is { } made) ModelOutput.Save(output, made, context);
        if (output == OutputFile.StandardOutput && json.Path is null) context.Say(report.ToText());
        else if (output == OutputFile.StandardOutput) json.ShowFile(context, report.WriteJson);
        else json.Show(context, report.ToText, report.WriteJson);
        if (tuned.Artifact is null) throw new ToolFailure(ExitCode.Findings, $"no threshold serves the objective {options.Objective}: {tuned.Threshold.Refusal}. No model was written; ask for less with --objective");
        return ExitCode.Success;
    }

    private DetectorTuningOptions OptionsOf(ParseResult result)
    {
        var options = new DetectorTuningOptions { AmountColumn = result.GetValue(_amount), GroupBy = result.GetValue(_group) };
        if (TextOption.Read(result, _objective, TrainingText.Objective) is { } objective) options = options with { Objective = objective };
        if (result.GetValue(_calibrate) is { } method) options = options with { Calibration = method == "keep" ? null : TextOption.Read(_calibrate.Name, method, MethodOf) };
        if (result.GetValue(_expectedRate) is { } rate) options = TextOption.Read(_expectedRate.Name, rate, text => options with { ExpectedAnomalyRate = TrainingText.Number(text) });
        if (result.GetValue(_threads) is { } threads) options = TextOption.Read(_threads.Name, threads, text => options with { MaxThreads = TrainingText.Whole(text) });
        if (options.Objective.NeedsAmounts && options.AmountColumn is null) throw new ToolFailure(ExitCode.Usage, $"--amount: needed, as the objective {options.Objective} looks at amounts");
        if (!options.Objective.NeedsAmounts && options.AmountColumn is not null) throw new ToolFailure(ExitCode.Usage, $"--amount: the objective {options.Objective} looks at no amounts");
        return options;

        static CalibrationMethod MethodOf(string text) => text is "auto" or "none" or "sigmoid" or "isotonic" ? TrainingText.Calibration(text) : throw TrainingText.Unknown("auto, none, sigmoid, isotonic or keep", text);
    }

    // Columns of groups and amounts may be none of the model's.
    private Table ReadTable(string path, DetectorArtifact artifact, DetectorTuningOptions options, ParseResult result, CommandContext context)
    {
        string[] others = [.. new[] { options.GroupBy, options.AmountColumn }.OfType<string>().Where(column => artifact.Encoder.Schema.IndexOf(column) < 0)];
        string label = _label.NameIn(result)!;
        if (artifact.Encoder.Schema.IndexOf(label) >= 0) throw new ToolFailure(ExitCode.BadData, $"--label: the model reads '{label}' as a feature");
        CsvReadOptions reading = others.Length == 0
            ? CsvReadOptions.ForSchema(artifact.Encoder.Schema)
            : new CsvReadOptions { Kinds = artifact.Encoder.Schema.Columns.ToDictionary(column => column.Name, column => column.Kind, StringComparer.Ordinal) };
        Table table = InputTable.Read(path, _label.AddTo(reading, result), context);
        if (options.GroupBy is { } group) TableChecks.HasColumn(path, table.Schema, group, _group.Name);
        if (options.AmountColumn is { } amount)
        {
            TableChecks.HasColumn(path, table.Schema, amount, _amount.Name);
            TableChecks.HasNumbers(path, table.Schema, amount, _amount.Name, "numbers");
        }

        TableChecks.HasBothClasses(path, table, label);
        return table;
    }

    private static DetectorTuningResult Tune(DetectorArtifact artifact, Table table, DetectorTuningOptions options, CommandContext context) =>
        OptionNames.Use(() => context.WithProgress("tuning", progress => DetectorTuning.Run(artifact, table, options, progress, context.Cancellation)), (nameof(options.Calibration), "--calibrate"));
}
