using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Learning;

/// <summary>A training that was asked for: how the table is read, and how a detector is made of it. Immutable.</summary>
internal sealed record TrainingPlan
{
    /// <summary>How to train, as far as the command line tells.</summary>
    public required AnomalyDetectorOptions Detector { get; init; }

    /// <summary>How the table is read.</summary>
    public required CsvReadOptions Reading { get; init; }

    /// <summary>A column of times that figures are divided by; null where none was named.</summary>
    public required string? TimeColumn { get; init; }

    /// <summary>Whether columns whose values hardly repeat are learned from.</summary>
    public required bool KeepsIdentifiers { get; init; }

    /// <summary>Reads the table.</summary>
    /// <exception cref="ToolFailure">It cannot be read, has no rows, lacks a named column, or is all of one class where labels are learned from.</exception>
    public Table ReadTable(string path, CommandContext context)
    {
        Table table = InputTable.Read(path, Reading, context);
        TableChecks.HasRows(path, table);
        foreach ((string option, string? column) in NamedColumns())
        {
            if (column is not null) TableChecks.HasColumn(path, table.Schema, column, option);
        }

        if (TimeColumn is { } time) TableChecks.HasNumbers(path, table.Schema, time, "--time", "times or numbers");
        if (Detector.AmountColumn is { } amount) TableChecks.HasNumbers(path, table.Schema, amount, "--amount", "numbers");
        if (Reading.LabelColumn is { } label && Detector.Learner is Training.RandomForestOptions) TableChecks.HasBothClasses(path, table, label);
        return table;
    }

    /// <summary>How to train on a table.</summary>
    public AnomalyDetectorOptions For(Table table)
    {
        if (!KeepsIdentifiers) return Detector;
        var kinds = new Dictionary<string, FeatureKind>(Detector.Kinds, StringComparer.Ordinal);
        foreach (FeatureColumn column in table.Schema.Columns)
        {
            if (column.Kind == FeatureKind.Identifier && !Detector.Exclude.Contains(column.Name, StringComparer.Ordinal)) kinds[column.Name] = FeatureKind.Categorical;
        }

        return Detector with { Kinds = kinds };
    }

    private IEnumerable<(string Option, string? Column)> NamedColumns() =>
        [("--group", Detector.GroupBy), ("--time", TimeColumn), ("--amount", Detector.AmountColumn), .. Detector.Exclude.Select(column => ("--exclude", (string?)column))];
}
