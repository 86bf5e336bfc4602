using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>Labelled rows that candidates are judged on.</summary>
/// <param name="Name">What tables call it; not blank, valid Unicode.</param>
/// <param name="Table">Rows of both classes.</param>
/// <param name="Source">What the rows are to the candidates. Default: held out. Where all of them turn out to be training rows, the report says <see cref="ScoreSource.Training"/> instead.</param>
/// <exception cref="ArgumentException">The name is blank or not valid Unicode, the rows are unlabelled or of one class, or the source is not defined.</exception>
/// <exception cref="ArgumentNullException">An argument is null.</exception>
public sealed record ComparisonTest(string Name, Table Table, ScoreSource Source = ScoreSource.HeldOut)
{
    /// <summary>What tables call it.</summary>
    public string Name { get; init => field = DetectorCandidate.CheckedName(value, nameof(Name)); } = DetectorCandidate.CheckedName(Name, nameof(Name));

    /// <summary>Rows of both classes.</summary>
    public Table Table { get; init => field = CheckedTable(value); } = CheckedTable(Table);

    /// <summary>What the rows are to the candidates.</summary>
    public ScoreSource Source { get; init => field = CheckedSource(value); } = CheckedSource(Source);

    private static Table CheckedTable(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.IsLabelled) throw new ArgumentException($"The test table of {table.RowCount} rows carries no labels; a comparison needs one per row.", nameof(table));
        int anomalyCount = table.AnomalyCount, normalCount = table.RowCount - anomalyCount;
        if (anomalyCount == 0 || normalCount == 0) throw new ArgumentException($"A test needs rows of both classes, but of {table.RowCount} rows, {anomalyCount} are anomalies and {normalCount} are normal.", nameof(table));
        return table;
    }

    private static ScoreSource CheckedSource(ScoreSource source) =>
        Enum.IsDefined(source) ? source : throw new ArgumentException($"{source} is not a {nameof(ScoreSource)}.", nameof(source));
}
