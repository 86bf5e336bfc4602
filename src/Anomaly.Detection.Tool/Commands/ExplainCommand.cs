using System.CommandLine;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Explaining;
using Anomaly.Detection.Tool.Files;
using Anomaly.Detection.Tool.Learning;
using Anomaly.Detection.Tool.Terminal;

namespace Anomaly.Detection.Tool.Commands;

/// <summary><c>anomaly explain</c>: why a row is judged as it is, and what would change it; without a row, what drives the model.</summary>
internal sealed class ExplainCommand
{
    private const int UsualReasons = 3;
    private const int UsualSample = 1_000;
    private const int MostBackgroundRows = 500;

    private readonly Argument<string> _data = new("DATA") { Description = "A CSV file with the model's columns; - for standard input." };
    private readonly Option<string> _model = new("--model") { HelpName = "MODEL.json", Required = true, Description = "The model: one with trees." };
    private readonly Option<string?> _row = TextOption.Create("--row", "N", "Explain this row, first = 1. Without, the model is explained on a sample of the rows.");
    private readonly Option<string?> _top = TextOption.Create("--top", "N", "How many reasons, or columns, to tell. Default: 3 reasons, all columns.");
    private readonly Option<string?> _sample = TextOption.Create("--sample", "N", "How many rows the model is explained on, taken evenly from the table. Default: 1000.");
    private readonly Option<bool> _logOdds = new("--log-odds") { Description = "Count in log-odds of the probability, not in the model's score." };
    private readonly Option<string?> _background = TextOption.Create("--background", "FILE", "Rows to compare with, such as normal ones. Default: the rows of the training, as the trees remember them.");
    private readonly Option<string?> _threads = TextOption.Create("--threads", "N", "Most threads that work at once; results do not depend on it. Default: all processors.");
    private readonly Option<string?> _json = JsonOption.Create();

    public static Command Create(CommandHost host)
    {
        var explain = new ExplainCommand();
        var command = new ToolCommand(
            "explain",
            "Tells why a row is judged as it is, and what would change it; without --row, which columns drive the model.",
            "anomaly explain sessions.csv --model model.json --row 17",
            "anomaly explain sessions.csv --model model.json --row 17 --log-odds --background normal.csv",
            "anomaly explain sessions.csv --model model.json --top 10 --json")
        {
            explain._data, explain._model, explain._row, explain._top, explain._sample, explain._logOdds, explain._background, explain._threads, explain._json,
        };
        return host.WithAction(command, explain.Run);
    }

    private int Run(ParseResult result, CommandContext context)
    {
        string data = result.GetRequiredValue(_data);
        int? row = TextOption.ReadValue(result, _row, text => AtLeastOne(text));
        int? top = TextOption.ReadValue(result, _top, text => AtLeastOne(text));
        int? sample = TextOption.ReadValue(result, _sample, text => AtLeastOne(text));
        if (row is not null && sample is not null) throw new ToolFailure(ExitCode.Usage, "--sample: not with --row, which is one row");
        JsonTarget json = JsonOption.Of(result, _json);
        ScorerOptions scoring = new() { MaxThreads = TextOption.ReadValue(result, _threads, text => AtLeastOne(text)) };

        string modelPath = result.GetRequiredValue(_model);
        DetectorArtifact artifact = ModelInput.Load(modelPath, context);
        if (!HasTrees(artifact.Model)) throw new ToolFailure(ExitCode.BadData, $"'{modelPath}' is a {artifact.Provenance.Algorithm}, without trees to explain by; random-forest and isolation-forest have them");
        var predictor = new AnomalyDetectionPredictor(artifact, new PredictorOptions { Scoring = scoring, Explaining = ExplainingOf(result, artifact, context) });
        if (row is { } number) ExplainRow(predictor, RowInput.Read(data, artifact.Encoder.Schema, number, context), number, data, top ?? UsualReasons, json, context);
        else ExplainModel(predictor, ReadTable(data, artifact, sample ?? UsualSample, context), top ?? int.MaxValue, json, context);
        return ExitCode.Success;
    }

    private static void ExplainRow(AnomalyDetectionPredictor predictor, IReadOnlyDictionary<string, FeatureValue> record, int number, string data, int reasons, JsonTarget json, CommandContext context)
    {
        var explanation = new ExplainedRow(number, predictor.PredictSingle(record, reasons), Changes.Of(predictor, record, context.Cancellation));
        json.Show(context, () => $"row {number} of {NamedFile.Shown(data)}\n{explanation.ToText(context.Terminal.Width)}", explanation.WriteJson);
    }

    private static void ExplainModel(AnomalyDetectionPredictor predictor, Table sample, int top, JsonTarget json, CommandContext context)
    {
        GlobalExplanation explanation = context.WithProgress("explaining", progress => predictor.ExplainModel(sample, new MappedProgress<int>(progress, rows => (double)rows / sample.RowCount), context.Cancellation));
        var model = new ExplainedModel(explanation, top);
        json.Show(context, () => model.ToText(context.Terminal.Width), model.WriteJson);
    }

    private ExplanationOptions ExplainingOf(ParseResult result, DetectorArtifact artifact, CommandContext context) => new()
    {
        Scale = result.GetValue(_logOdds) ? ContributionScale.LogOdds : ContributionScale.Score,
        Background = result.GetValue(_background) is { } path ? ReadTable(path, artifact, MostBackgroundRows, context) : null,
    };

    private static Table ReadTable(string path, DetectorArtifact artifact, int mostRows, CommandContext context)
    {
        Table table = InputTable.Read(path, CsvReadOptions.ForSchema(artifact.Encoder.Schema), context);
        TableChecks.HasRows(path, table);
        if (table.RowCount <= mostRows) return table;
        context.Say(FormattableString.Invariant($"note: {NamedFile.Shown(path)}: {mostRows:N0} of {table.RowCount:N0} rows, taken evenly"));
        return table.Select([.. Enumerable.Range(0, mostRows).Select(place => (int)((long)place * table.RowCount / mostRows))]);
    }

    private static bool HasTrees(IAnomalyModel model) => model is RandomForestModel or IsolationForestModel || (model is EnsembleModel ensemble && ensemble.Members.All(member => HasTrees(member.Model)));

    private static int AtLeastOne(string text)
    {
        int number = TrainingText.Whole(text);
        return number >= 1 ? number : throw TrainingText.Unknown("at least 1", text);
    }
}
