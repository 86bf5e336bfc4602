using System.Collections.Immutable;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Auditing;

/// <summary>The figures of a test, side by side with those of the same scores without the rows that an audit found wanting. Plain data.</summary>
public sealed record CleanedEvaluation
{
    /// <summary>The figures of all test rows.</summary>
    public required EvaluationSummary AllRows { get; init; }

    /// <summary>The figures without the rows of each finding that names test rows, in the order of the report.</summary>
    public required ImmutableArray<CleanedFigures> WithoutFindings { get; init; }

    /// <summary>The figures without the rows of all these findings together; null where no finding names test rows.</summary>
    public required CleanedFigures? WithoutAll { get; init; }

    /// <summary>Takes the figures of some rows.</summary>
    internal delegate EvaluationSummary Judging(JudgedScores rows);

    /// <summary>Takes the figures again.</summary>
    /// <param name="report">What the audit of these test rows found.</param>
    /// <param name="rows">The scores and labels of the test rows, in the order of the test table; at least one of each class.</param>
    /// <param name="threshold">A row is flagged when what decides on it ≥ this; a finite number.</param>
    /// <param name="source">Where the scores came from.</param>
    /// <param name="intervals">How sure the intervals are to be, and how to draw; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the drawing; nothing is returned.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a finding names a row that has no score, a probability is outside [0, 1], the threshold is not finite, or the source is not defined.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>Of folds, scores are those of all rows of the table; rows that no fold tests are judged too unless they are left out of all three.</remarks>
    public static CleanedEvaluation Compute(AuditReport report, JudgedScores rows, double threshold, ScoreSource source, BootstrapOptions? intervals = null, CancellationToken cancellationToken = default) =>
        Compute(report, rows, kept => EvaluationSummary.Compute(kept, threshold, source, intervals, progress: null, cancellationToken));

    internal static CleanedEvaluation Compute(AuditReport report, JudgedScores rows, Judging judge)
    {
        ArgumentNullException.ThrowIfNull(report);
        EvaluationSummary all = judge(rows);
        var every = new SortedSet<int>();
        var figures = ImmutableArray.CreateBuilder<CleanedFigures>();
        foreach (AuditFinding finding in report.Findings)
        {
            if (finding.TestRows.IsEmpty) continue;
            if (finding.TestRows[^1] >= rows.IsAnomaly.Length) throw new ArgumentException($"A finding ({finding.Check}) names test row {finding.TestRows[^1]}, but there are {rows.IsAnomaly.Length} scores: the report is of other rows.", nameof(report));
            every.UnionWith(finding.TestRows);
            figures.Add(Without(finding, finding.TestRows, rows, judge));
        }

        return new CleanedEvaluation
        {
            AllRows = all,
            WithoutFindings = figures.ToImmutable(),
            WithoutAll = every.Count == 0 ? null : Without(null, [.. every], rows, judge),
        };
    }

    private static CleanedFigures Without(AuditFinding? finding, ImmutableArray<int> leftOut, JudgedScores rows, Judging judge)
    {
        int[] kept = [.. Enumerable.Range(0, rows.IsAnomaly.Length).Except(leftOut)];
        bool[] labels = Pick(rows.IsAnomaly, kept);
        int anomalies = labels.AsSpan().Count(true), normals = labels.Length - anomalies;
        bool isUndefined = anomalies == 0 || normals == 0;
        var stay = new JudgedScores { Ranking = Pick(rows.Ranking, kept), Deciding = Pick(rows.Deciding, kept), Probabilities = Pick(rows.Probabilities, kept), IsAnomaly = labels };
        return new CleanedFigures
        {
            Finding = finding,
            LeftOutCount = leftOut.Length,
            Summary = isUndefined ? null : judge(stay),
            WhyNone = !isUndefined ? null
                : labels.Length == 0 ? "No row stays."
                : $"Only {(anomalies == 0 ? "normal rows" : "anomalies")} stay: {AuditText.Count(labels.Length)}.",
        };
    }

    private static T[] Pick<T>(ReadOnlySpan<T> values, int[] rows)
    {
        T[] picked = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++) picked[i] = values[rows[i]];
        return picked;
    }
}
