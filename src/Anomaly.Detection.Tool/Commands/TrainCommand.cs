using System.CommandLine;
using System.Diagnostics;
using Anomaly.Detection.Data;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Files;
using Anomaly.Detection.Tool.Learning;
using Anomaly.Detection.Tool.Terminal;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tool.Commands;

/// <summary><c>anomaly train</c>: a table becomes a model file.</summary>
internal sealed class TrainCommand
{
    private const string Time = "A column of times: figures of detectors that were trained on earlier rows and tested on later ones are told too. Five more trainings.";

    private readonly Argument<string> _data = new("DATA") { Description = "A CSV file with a header, .gz too; - for standard input." };
    private readonly Option<string> _model = new("--model") { HelpName = "MODEL.json", Required = true, Description = "Where the model goes, .gz too; - for standard output, and then what is told goes to standard error." };
    private readonly Option<string?> _json = JsonOption.Create();
    private readonly TrainingOptions _training = new(isLabelRequired: false, Time);

    public static Command Create(CommandHost host)
    {
        var train = new TrainCommand();
        var command = new ToolCommand(
            "train",
            "Trains a detector on a table and writes it to a model file. Tells its figures on rows that its trees did not see, and how its threshold was chosen.",
            "anomaly train sessions.csv --label is_anomaly --model model.json",
            "anomaly train sessions.csv --label is_anomaly --model model.json --objective \"recall>=0.55@95%\" --group user_id",
            "anomaly train sensors.csv --label fault --model model.json --algorithm isolation-forest --trees 300",
            "anomaly train sessions.csv --label is_anomaly --model model.json --time transaction_date --json report.json")
        {
            train._data,
            train._model,
            train._json,
        };
        foreach (Option option in train._training.All) command.Add(option);
        return host.WithAction(command, train.Run);
    }

    private int Run(ParseResult result, CommandContext context)
    {
        (string data, string path) = (result.GetRequiredValue(_data), result.GetRequiredValue(_model));
        TrainingPlan plan = _training.Read(result);
        JsonTarget json = JsonOption.Of(result, _json);
        if (path == OutputFile.StandardOutput && json.Path == OutputFile.StandardOutput) throw new ToolFailure(ExitCode.Usage, "--json: expected the name of a file where --model is standard output");
        NamedFile.CheckNotOver(_model.Name, path, "the table", data);
        ModelOutput.Expect(path);

        Table table = plan.ReadTable(data, context);
        long start = Stopwatch.GetTimestamp();
        AnomalyDetectorOptions options = plan.For(table);
        TrainedDetector detector = Train(options, table, context);
        foreach (string note in detector.Notes) context.Say($"note: {LibraryWords.Told(note)}");
        CrossValidationResult? inTime = plan.TimeColumn is { } time ? JudgeInTime(options, table, time, context) : null;
        foreach ((string name, string value) in detector.Artifact.Provenance.Options) context.Detail($"  {name}: {value}");
        context.Detail($"trained in {TimeText.Of(Stopwatch.GetElapsedTime(start))}");

        ModelOutput.Save(path, detector.Artifact, context);
        var report = new TrainReport(path, detector, options, inTime);
        if (path == OutputFile.StandardOutput)
        {
            context.Say(report.ToText());
            json.ShowFile(context, report.WriteJson);
        }
        else
        {
            json.Show(context, report.ToText, report.WriteJson);
            context.Say($"model: {path}");
        }

        return ExitCode.Success;
    }

    private static TrainedDetector Train(AnomalyDetectorOptions options, Table table, CommandContext context)
    {
        try
        {
            return context.WithProgress("training", progress => new AnomalyDetectorTrainer(options).Train(table, ProgressTo(progress), context.Cancellation));
        }
        catch (ThresholdNotFoundException exception)
        {
            // What the detector can do shows which objective it could hold.
            context.Say($"under the threshold of the best F1, the detector would be:\n{exception.Detector.Evaluation}");
            throw new ToolFailure(ExitCode.Findings, $"{exception.Message} No model was written; ask for less with --objective", exception);
        }
    }

    private static CrossValidationResult JudgeInTime(AnomalyDetectorOptions options, Table table, string time, CommandContext context)
    {
        int column = table.Schema.IndexOf(time);
        if (table.Schema[column].Kind == FeatureKind.Numeric && !options.Exclude.Contains(time, StringComparer.Ordinal)) context.Say($"note: {time} is a feature too, and later rows have values that no earlier one had; --exclude leaves it out");
        var folds = new CrossValidation(options, new CrossValidationOptions { TimeColumn = time, Refit = false });
        return context.WithProgress("training on earlier rows", progress => folds.Run(table, ProgressTo(progress), context.Cancellation));
    }

    private static MappedProgress<TrainingProgress> ProgressTo(IProgress<double> target) => new(target, progress => progress.Fraction);
}
