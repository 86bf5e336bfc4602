using System.CommandLine;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Tool.CommandLine;

namespace Anomaly.Detection.Tool.Learning;

/// <summary>The options of a training, as <c>train</c> and <c>cross-validate</c> have them.</summary>
internal sealed class TrainingOptions
{
    private static readonly string[] Calibrations = ["auto", "none", "sigmoid", "isotonic"];

    private readonly LabelOption _label;
    private readonly LearnerOptions _learner = new();
    private readonly Option<string[]> _exclude = ColumnsOption.Create("--exclude", "Columns to leave out.");
    private readonly Option<string[]> _categorical = ColumnsOption.Create("--categorical", "Columns to read as categories, numbers too.");
    private readonly Option<string[]> _numeric = ColumnsOption.Create("--numeric", "Columns to read as numbers; a cell that is none is refused.");
    private readonly Option<bool> _keepIdentifiers = new("--keep-identifiers") { Description = "Learn from columns whose values hardly repeat, too. They are left out by default." };
    private readonly Option<string?> _minCategoryCount = TextOption.Create("--min-category-count", "N", "Fewest rows that make a category; rarer texts are read as missing. Default: 1.");
    private readonly Option<string?> _group = TextOption.Create("--group", "COL", "A column whose equal cells mark rows that belong together, such as a user: figures keep them together.");
    private readonly Option<string?> _time;
    private readonly Option<string?> _amount = TextOption.Create("--amount", "COL", "A column of what is at stake in each row, for --objective amount:fp=N.");
    private readonly Option<string?> _objective = TextOption.Create("--objective", "WHAT", "What the threshold is to be best at, or must hold. Default: f1. Others: fbeta:2, mcc, youden, \"recall>=0.55\", \"precision>=0.12@95%\", \"alerts<=5/1000\", cost:fp=1,fn=200, amount:fp=5.", "f1", "fbeta:2", "mcc", "youden", "recall>=0.55", "precision>=0.12@95%", "alerts<=5/1000", "cost:fp=1,fn=200", "amount:fp=5");
    private readonly Option<string?> _calibrate = TextOption.Create("--calibrate", "auto|none|sigmoid|isotonic", "How scores become probabilities. Default: auto, by the number of rows.", Calibrations);
    private readonly Option<string?> _expectedRate = TextOption.Create("--expected-rate", "X", "Share of anomalies that the detector will meet, where the rows were enriched with them.");
    private readonly Option<string?> _threshold = TextOption.Create("--threshold", "X", "A threshold on the probability, in place of --objective.");

    /// <param name="isLabelRequired">Whether <c>--label</c> must be given whatever learns.</param>
    /// <param name="time">What the command does with a column of times.</param>
    public TrainingOptions(bool isLabelRequired, string time)
    {
        _label = new LabelOption(isLabelRequired);
        _time = TextOption.Create("--time", "COL", time);
    }

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All => [.. _label.All, .. _learner.All, _exclude, _categorical, _numeric, _keepIdentifiers, _minCategoryCount, _group, _time, _amount, _objective, _calibrate, _expectedRate, _threshold];

    /// <summary>What was asked for.</summary>
    /// <exception cref="ToolFailure">A value is out of its range, or two options contradict each other.</exception>
    public TrainingPlan Read(ParseResult result)
    {
        string[] exclude = result.GetValue(_exclude) ?? [];
        Dictionary<string, FeatureKind> kinds = ReadKinds(result, exclude);
        var detector = new AnomalyDetectorOptions
        {
            Learner = _learner.Read(result),
            Exclude = exclude,
            Kinds = kinds,
            GroupBy = result.GetValue(_group),
            AmountColumn = result.GetValue(_amount),
            Objective = TextOption.Read(result, _objective, TrainingText.Objective) ?? ThresholdObjective.BestF1,
            Calibration = TextOption.ReadValue(result, _calibrate, TrainingText.Calibration) ?? CalibrationMethod.Auto,
        };
        if (result.GetValue(_minCategoryCount) is { } fewest) detector = detector with { Encoder = TextOption.Read(_minCategoryCount.Name, fewest, text => detector.Encoder with { MinCategoryCount = TrainingText.Whole(text) }) };
        if (result.GetValue(_expectedRate) is { } rate) detector = TextOption.Read(_expectedRate.Name, rate, text => detector with { ExpectedAnomalyRate = TrainingText.Number(text) });
        if (result.GetValue(_threshold) is { } threshold) detector = TextOption.Read(_threshold.Name, threshold, text => detector with { Threshold = TrainingText.Number(text) });
        CheckTogether(detector, result);
        return new TrainingPlan
        {
            Detector = detector,
            Reading = _label.AddTo(new CsvReadOptions { Kinds = kinds }, result),
            TimeColumn = result.GetValue(_time),
            KeepsIdentifiers = result.GetValue(_keepIdentifiers),
        };
    }

    private Dictionary<string, FeatureKind> ReadKinds(ParseResult result, string[] exclude)
    {
        var kinds = new Dictionary<string, FeatureKind>(StringComparer.Ordinal);
        foreach ((Option<string[]> option, FeatureKind kind) in new[] { (_categorical, FeatureKind.Categorical), (_numeric, FeatureKind.Numeric) })
        {
            foreach (string column in result.GetValue(option) ?? [])
            {
                if (exclude.Contains(column, StringComparer.Ordinal)) throw new ToolFailure(ExitCode.Usage, $"{option.Name}: '{column}' is left out by --exclude");
                if (column == _label.NameIn(result)) throw new ToolFailure(ExitCode.Usage, $"{option.Name}: '{column}' is the label");
                if (!kinds.TryAdd(column, kind) && kinds[column] != kind) throw new ToolFailure(ExitCode.Usage, $"{option.Name}: '{column}' is declared {_categorical.Name[2..]} too");
            }
        }

        return kinds;
    }

    // The library tells of its properties; what can be typed wrongly is told here in options.
    private void CheckTogether(AnomalyDetectorOptions detector, ParseResult result)
    {
        string? label = _label.NameIn(result);
        foreach ((Option option, string? column) in new (Option, string?)[] { (_group, detector.GroupBy), (_time, result.GetValue(_time)), (_amount, detector.AmountColumn) })
        {
            if (column is not null && column == label) throw new ToolFailure(ExitCode.Usage, $"{option.Name}: '{column}' is the label");
        }

        if (label is not null && detector.Exclude.Contains(label, StringComparer.Ordinal)) throw new ToolFailure(ExitCode.Usage, $"{_exclude.Name}: '{label}' is the label");
        if (label is null)
        {
            if (detector.Learner is Training.RandomForestOptions) throw new ToolFailure(ExitCode.Usage, "--label: needed, as a random forest learns from labels; isolation-forest and one-class-svm do without");
            Option?[] ofLabels = [Given(_objective), Given(_expectedRate), Given(_amount), Given(_time), detector.Calibration is CalibrationMethod.Sigmoid or CalibrationMethod.Isotonic ? _calibrate : null];
            if (ofLabels.FirstOrDefault(option => option is not null) is { } option) throw new ToolFailure(ExitCode.Usage, $"{option.Name}: only with --label");
        }

        if (detector.Threshold is not null && (Given(_objective) ?? Given(_expectedRate)) is { } other) throw new ToolFailure(ExitCode.Usage, $"{other.Name}: not with --threshold, which decides alone");
        if (detector.Objective.NeedsAmounts && detector.AmountColumn is null) throw new ToolFailure(ExitCode.Usage, $"--amount: needed, as the objective {detector.Objective} looks at amounts");
        if (!detector.Objective.NeedsAmounts && detector.AmountColumn is not null) throw new ToolFailure(ExitCode.Usage, $"--amount: the objective {detector.Objective} looks at no amounts");
        OptionNames.Use(() => new AnomalyDetectorTrainer(detector), (nameof(detector.GroupBy), _group.Name), (nameof(detector.Calibration), _calibrate.Name), (nameof(detector.Objective), _objective.Name));

        Option? Given(Option<string?> option) => result.GetValue(option) is null ? null : option;
    }
}
