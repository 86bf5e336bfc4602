using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>A test of a comparison, and what its rows are to the training table. Immutable.</summary>
/// <param name="Name">Name of the test.</param>
/// <param name="Table">Its rows.</param>
/// <param name="Source">What figures made of it are worth.</param>
/// <param name="RepeatedRows">How many of its rows are training rows.</param>
/// <param name="Notes">What is to be known of it.</param>
internal sealed record TestAudit(string Name, Table Table, ScoreSource Source, int RepeatedRows, ImmutableArray<string> Notes)
{
    /// <exception cref="ArgumentException">A test has no column of the training table.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImmutableArray<TestAudit> Of(Table training, IReadOnlyList<ComparisonTest> tests, CancellationToken cancellationToken)
    {
        foreach (ComparisonTest test in tests) CheckColumns(training, test);
        return [.. tests.Select(test => Of(test, Auditing.RepeatedRows.Count(training, test.Table, cancellationToken), Absent(training, test.Table)))];
    }

    private static TestAudit Of(ComparisonTest test, int repeated, string[] absent)
    {
        var notes = new List<string>();
        int rowCount = test.Table.RowCount;
        bool isTraining = repeated == rowCount;
        if (isTraining && test.Source != ScoreSource.Training) notes.Add($"all {Count(rowCount)} test rows are training rows: the figures are what the model remembers, not performance");
        else if (repeated > 0 && !isTraining) notes.Add($"{Count(repeated)} of {Count(rowCount)} test rows are also training rows: on these the figures are what the model remembers, not performance");
        if (absent.Length > 0) notes.Add($"the test lacks {Count(absent.Length)} of the training columns, read as missing: {string.Join(", ", absent.Take(5))}{(absent.Length > 5 ? ", …" : "")}");
        return new TestAudit(test.Name, test.Table, isTraining ? ScoreSource.Training : test.Source, repeated, [.. notes]);
    }

    private static void CheckColumns(Table training, ComparisonTest test)
    {
        if (Absent(training, test.Table).Length < training.Schema.Count) return;
        throw new ArgumentException($"Test '{test.Name}' has none of the {training.Schema.Count} columns of the training table: its columns are {string.Join(", ", test.Table.Schema.Columns.Take(5).Select(column => column.Name))}.", nameof(test));
    }

    private static string[] Absent(Table training, Table test) =>
        [.. training.Schema.Columns.Select(column => column.Name).Where(name => test.Schema.IndexOf(name) < 0)];

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
