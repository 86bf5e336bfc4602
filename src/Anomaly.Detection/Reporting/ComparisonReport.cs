using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Anomaly.Detection.Reporting;

/// <summary>Candidates on test tables: figures, intervals, and which is best. Immutable.</summary>
public sealed class ComparisonReport
{
    /// <summary>The least number of characters that <see cref="ToText"/> can lay a table out in.</summary>
    public const int NarrowestText = 80;

    private const int UsualText = 120;

    /// <summary>Creates a report, such as one of several put together.</summary>
    /// <param name="rows">One row per candidate and test set, in the order to show; at least one. The list is copied.</param>
    /// <param name="confidence">The share of replicates that intervals span, in (0, 1); null when there are no intervals.</param>
    /// <exception cref="ArgumentException">There are no rows, one is null, or the confidence is out of range.</exception>
    public ComparisonReport(IEnumerable<ComparisonRow> rows, double? confidence = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Rows = [.. rows];
        if (Rows.IsEmpty) throw new ArgumentException("There are 0 rows to report; at least one is needed.", nameof(rows));
        if (Rows.IndexOf(null!) is >= 0 and int empty) throw new ArgumentException($"Row {empty} (first = 0) is null.", nameof(rows));
        if (confidence is { } given && !(given is > 0 and < 1)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The confidence is {given}; it must be in (0, 1)."), nameof(confidence));
        Confidence = confidence;
    }

    /// <summary>The rows, by candidate, then by test set.</summary>
    public ImmutableArray<ComparisonRow> Rows { get; }

    /// <summary>The share of replicates that intervals span; null when there are no intervals.</summary>
    public double? Confidence { get; }

    /// <summary>The row with the greatest figure over all test sets.</summary>
    /// <param name="metric">Which figure.</param>
    /// <returns>The row; of equal ones the first. Null when no row counts: figures on training rows are not performance, and undefined ones are none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The metric is not defined.</exception>
    /// <remarks>The best of many is flattered: its figure was also the luckiest. Where the choice matters, judge the one that was chosen on rows that no candidate met.</remarks>
    public ComparisonRow? Best(ComparisonMetric metric) => BestOf(metric, testSet: null);

    /// <summary>The row with the greatest figure on one test set.</summary>
    /// <param name="metric">Which figure.</param>
    /// <param name="testSet">Name of the test set, compared ordinally.</param>
    /// <inheritdoc cref="Best(ComparisonMetric)"/>
    /// <exception cref="ArgumentException">There is no such test set.</exception>
    public ComparisonRow? Best(ComparisonMetric metric, string testSet)
    {
        ArgumentNullException.ThrowIfNull(testSet);
        if (!Rows.Any(row => row.TestSet == testSet)) throw new ArgumentException($"There is no test set '{testSet}'; there are {string.Join(", ", Rows.Select(row => row.TestSet).Distinct(StringComparer.Ordinal))}.", nameof(testSet));
        return BestOf(metric, testSet);
    }

    /// <summary>Writes the rows as CSV (RFC 4180, lines end in CRLF): a header, then one line a row.</summary>
    /// <param name="writer">Receives the text; stays open.</param>
    /// <remarks>
    /// Numbers are the shortest texts that give the same double again, in the invariant culture; an undefined figure is an empty cell. Names that a spreadsheet
    /// would run as a formula are guarded as <see cref="Data.FormulaText"/> says. Columns are found in the guide to comparisons; new ones will only ever come after those there are.
    /// </remarks>
    public void WriteCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ComparisonCsv.Write(this, writer);
    }

    /// <summary>The text of <see cref="WriteCsv"/>.</summary>
    /// <returns>The text.</returns>
    public string ToCsv()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        ComparisonCsv.Write(this, writer);
        return writer.ToString();
    }

    /// <summary>Writes the report as one JSON object on one line, the object that stands as <c>comparison</c> in the JSON of an evaluation.</summary>
    /// <param name="destination">Receives UTF-8; stays open.</param>
    /// <remarks>Numbers are the shortest texts that give the same double again; an undefined figure is null.</remarks>
    public void WriteJson(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var json = new Utf8JsonWriter(destination);
        ComparisonJson.Write(json, this);
    }

    /// <summary>The report for people: a table, the best figure of each test set marked, then what the figures are worth.</summary>
    /// <param name="width">Most characters a line, at least <see cref="NarrowestText"/>. Intervals are shown where they fit, seconds and counts too; long names are shortened.</param>
    /// <returns>Lines without a line break at the end; the same in every culture.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is too small.</exception>
    public string ToText(int width)
    {
        if (width < NarrowestText) throw new ArgumentOutOfRangeException(nameof(width), width, $"A table needs at least {NarrowestText} characters a line.");
        return ComparisonText.Write(this, width);
    }

    /// <summary>The report for people, 120 characters wide.</summary>
    /// <returns>As <see cref="ToText"/>.</returns>
    public override string ToString() => ToText(UsualText);

    private ComparisonRow? BestOf(ComparisonMetric metric, string? testSet)
    {
        ComparisonRow? best = null;
        foreach (ComparisonRow row in Rows)
        {
            double value = row.Of(metric).Value;
            if (!row.IsPerformance || double.IsNaN(value) || (testSet is not null && row.TestSet != testSet)) continue;
            if (best is null || value > best.Of(metric).Value) best = row;
        }

        return best;
    }
}
