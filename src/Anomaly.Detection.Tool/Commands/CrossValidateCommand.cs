using System.CommandLine;
using Anomaly.Detection.Data;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Files;
using Anomaly.Detection.Tool.Learning;
using Anomaly.Detection.Tool.Terminal;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tool.Commands;

/// <summary><c>anomaly cross-validate</c>: honest figures of a way to train.</summary>
internal sealed class CrossValidateCommand
{
    private const string Time = "A column of times: each fold is trained on all that was before it, as a detector that is trained today meets tomorrow.";

    private readonly Argument<string> _data = new("DATA") { Description = "A CSV file with a header, .gz too; - for standard input." };
    private readonly Option<string?> _folds = TextOption.Create("--folds", "K", "How many times a detector is trained, each tested on other rows. Default: 5.");
    private readonly Option<string?> _shuffle = TextOption.Create("--shuffle", "SEED", "Shuffle rows, or groups, before they are dealt to folds. Default: in the order of the table.");
    private readonly Option<string?> _json = JsonOption.Create();
    private readonly TrainingOptions _training = new(isLabelRequired: true, Time);

    public static Command Create(CommandHost host)
    {
        var validate = new CrossValidateCommand();
        var command = new ToolCommand(
            "cross-validate",
            "Judges a way to train: every fold trains a detector from scratch, threshold and calibration too, and tests it on rows that it did not meet.",
            "anomaly cross-validate sessions.csv --label is_anomaly --folds 5",
            "anomaly cross-validate sessions.csv --label is_anomaly --folds 5 --group user_id --trees 100 --json folds.json",
            "anomaly cross-validate sessions.csv --label is_anomaly --time transaction_date --objective \"precision>=0.12@95%\"")
        {
            validate._data,
            validate._folds,
            validate._shuffle,
            validate._json,
        };
        foreach (Option option in validate._training.All) command.Add(option);
        return host.WithAction(command, validate.Run);
    }

    private int Run(ParseResult result, CommandContext context)
    {
        string data = result.GetRequiredValue(_data);
        TrainingPlan plan = _training.Read(result);
        CrossValidationOptions options = OptionsOf(result, plan);
        JsonTarget json = JsonOption.Of(result, _json);
        Table table = plan.ReadTable(data, context);
        TableChecks.HasBothClasses(data, table, plan.Reading.LabelColumn!);

        var validation = new CrossValidation(plan.For(table), options);
        CrossValidationResult folds = context.WithProgress("cross-validating", progress => validation.Run(table, new MappedProgress<TrainingProgress>(progress, told => told.Fraction), context.Cancellation));
        foreach (string note in folds.Folds.SelectMany(fold => fold.Notes).Distinct(StringComparer.Ordinal)) context.Say($"note: {LibraryWords.Told(note)}");
        json.Show(context, folds.ToString, stream => CrossValidationJson.Write(stream, folds));
        return folds.Folds.All(fold => double.IsPositiveInfinity(fold.Threshold)) ? ExitCode.Findings : ExitCode.Success;
    }

    private CrossValidationOptions OptionsOf(ParseResult result, TrainingPlan plan)
    {
        var options = new CrossValidationOptions { TimeColumn = plan.TimeColumn, Refit = false };
        if (result.GetValue(_folds) is { } folds) options = TextOption.Read(_folds.Name, folds, text => options with { Folds = TrainingText.Whole(text) });
        if (result.GetValue(_shuffle) is not { } seed) return options;
        if (plan.TimeColumn is not null) throw new ToolFailure(ExitCode.Usage, $"{_shuffle.Name}: not with --time, which orders the rows");
        return TextOption.Read(_shuffle.Name, seed, text => options with { Seed = TrainingText.Seed(text) });
    }
}
