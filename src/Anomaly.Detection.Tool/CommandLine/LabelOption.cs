using System.CommandLine;
using Anomaly.Detection.Csv;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary><c>--label</c> and <c>--positive</c>: which column tells anomalies, and by which texts.</summary>
internal sealed class LabelOption
{
    private readonly Option<string?> _label;
    private readonly Option<string[]> _positive = ColumnsOption.Create("--positive", "Labels that mean an anomaly; all others are normal. Default: 1, true, yes, anomaly, fraud and the like.");

    public LabelOption(bool isRequired, string description = "The column of labels: 1 or 0, true or false, anomaly or normal.") =>
        _label = new Option<string?>("--label") { HelpName = "COL", Description = description, Required = isRequired };

    /// <summary>Both.</summary>
    public IEnumerable<Option> All => [_label, _positive];

    /// <summary>The name of the column; null where none was given.</summary>
    public string? NameIn(ParseResult result) => result.GetValue(_label);

    /// <summary>Options for reading a table, with the labels.</summary>
    /// <exception cref="ToolFailure">Texts are given, but no column.</exception>
    public CsvReadOptions AddTo(CsvReadOptions options, ParseResult result)
    {
        string[] positive = result.GetValue(_positive) ?? [];
        if (positive.Length > 0 && NameIn(result) is null) throw new ToolFailure(ExitCode.Usage, "--positive: only with --label");
        return options with { LabelColumn = NameIn(result), PositiveLabels = positive.Length == 0 ? null : positive };
    }
}
