using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>How good a detector is, what that is worth, and what its thresholds do: all that people look at. Plain data, immutable.</summary>
/// <remarks>
/// Made by <see cref="Create"/> from scores and labels; the rest is added by <c>with</c>. It is shown as text for a console, as JSON, as CSV, and as one HTML page
/// that needs nothing else. What an audit found stands before the figures in each of them.
/// </remarks>
public sealed record EvaluationReport
{
    /// <summary>The least number of characters that <see cref="ToText"/> can lay a report out in.</summary>
    public const int NarrowestText = ComparisonReport.NarrowestText;

    private const int UsualText = 100;

    /// <summary>What is reported, such as the name of the detector or of the test.</summary>
    public required string Title { get; init; }

    /// <summary>Where the detector comes from; null where scores were made elsewhere. Default: null.</summary>
    public Provenance? Detector { get; init; }

    /// <summary>The figures of the judged rows.</summary>
    public required EvaluationSummary Summary { get; init; }

    /// <summary>Figures that stand beside: out of bag, or without the rows that a finding concerns. Default: none.</summary>
    public ImmutableArray<ReportedEvaluation> Others { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What is wrong with the evaluation; null where no audit was made. Default: null.</summary>
    public AuditReport? Audit { get; init; }

    /// <summary>True against false positive rate, of the ranking scores.</summary>
    public required RocCurve Roc { get; init; }

    /// <summary>Precision against recall, of the ranking scores.</summary>
    public required PrecisionRecallCurve PrecisionRecall { get; init; }

    /// <summary>How the probabilities of each class are spread.</summary>
    public required ScoreHistogram Histogram { get; init; }

    /// <summary>What each threshold on the probability does.</summary>
    public required ThresholdTable Thresholds { get; init; }

    /// <summary>Whether probabilities mean what they say; null where that was not judged. Default: null.</summary>
    public ReliabilityTable? Reliability { get; init; }

    /// <summary>What features are worth, the most important first. Default: none.</summary>
    public ImmutableArray<NamedImportance> Importances { get; init => field = value.IsDefault ? [] : [.. value.OrderByDescending(one => one.Value)]; } = [];

    /// <summary>What the numbers of <see cref="Importances"/> are, such as <c>fall of the average precision when permuted</c>. Default: <c>importance</c>.</summary>
    public string ImportanceMeaning { get; init; } = "importance";

    /// <summary>What drives the scores: contributions of all columns to the scores of many rows; null where that was not looked at. Default: null.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or a number is not finite; the message names the column.</exception>
    public GlobalExplanation? Explanation { get; init => field = ExplanationShape.Checked(value); }

    /// <summary>How the probability follows single columns. Default: none.</summary>
    /// <exception cref="ArgumentException">One has no points, lengths differ, or a number is not finite; the message names the column.</exception>
    public ImmutableArray<PartialDependence> Dependences { get; init => field = value.IsDefault ? [] : [.. value.Select(ExplanationShape.Checked)]; } = [];

    /// <summary>How the probability follows pairs of columns. Default: none.</summary>
    /// <exception cref="ArgumentException">As of <see cref="Dependences"/>.</exception>
    public ImmutableArray<PairDependence> PairDependences { get; init => field = value.IsDefault ? [] : [.. value.Select(ExplanationShape.Checked)]; } = [];

    /// <summary>Single rows, and why they were judged so, in the order to show. Default: none.</summary>
    public ImmutableArray<ExplainedRow> ExplainedRows { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Detectors beside each other; null where none were compared. Default: null.</summary>
    public ComparisonReport? Comparison { get; init; }

    /// <summary>The price of a flagged normal row, at least 0, in any unit; a reader of the page can change it. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double FalseAlarmCost { get; init => field = Price(value, nameof(FalseAlarmCost)); } = 1;

    /// <summary>The price of an anomaly that is not flagged, at least 0, in the unit of <see cref="FalseAlarmCost"/>. Default: 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double MissCost { get; init => field = Price(value, nameof(MissCost)); } = 10;

    /// <summary>What else is to be known, one sentence each. Default: none.</summary>
    public ImmutableArray<string> Notes { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether the figures of <see cref="Summary"/> say something of new rows: they are not of training rows, and no finding is severe.</summary>
    public bool IsPerformance => Summary.Source != ScoreSource.Training && Audit is not { HasSevere: true };

    /// <summary>The first line of every rendering: a severe finding with the honest figure beside the flattered one, else the figures with their provenance.</summary>
    public string Headline => ReportHeadline.Write(this);

    /// <summary>Judges scored rows: curves, histogram and thresholds.</summary>
    /// <param name="title">What is reported.</param>
    /// <param name="summary">The figures of the same rows; its threshold is the policy's.</param>
    /// <param name="rankingScores">One finite score a row, greater = more anomalous: what rows are ranked by, before any calibration. The curves are of these.</param>
    /// <param name="probabilities">One probability a row, in [0, 1]: what decisions are made by. Histogram and thresholds are of these.</param>
    /// <param name="isAnomaly">One label a row, at least one of each class.</param>
    /// <returns>The report; the order of the rows does not change a bit of it.</returns>
    /// <exception cref="ArgumentException">Lengths differ, also from the summary's number of rows, a score is not finite, or a probability is outside [0, 1].</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    public static EvaluationReport Create(string title, EvaluationSummary summary, ReadOnlySpan<double> rankingScores, ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> isAnomaly)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentNullException.ThrowIfNull(summary);
        if (summary.RowCount != probabilities.Length) throw new ArgumentException($"There are {probabilities.Length} probabilities, but the summary is of {summary.RowCount} rows.", nameof(probabilities));
        return new EvaluationReport
        {
            Title = title,
            Summary = summary,
            Roc = RocCurve.Compute(rankingScores, isAnomaly),
            PrecisionRecall = PrecisionRecallCurve.Compute(rankingScores, isAnomaly),
            Histogram = ScoreHistogram.Compute(probabilities, isAnomaly),
            Thresholds = ThresholdTable.Compute(probabilities, isAnomaly, summary.Threshold),
        };
    }

    /// <summary>The report for people: the headline, what the audit found, then the figures.</summary>
    /// <param name="width">Most characters a line, at least <see cref="NarrowestText"/>.</param>
    /// <returns>Lines without a line break at the end; the same in every culture.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is too small.</exception>
    public string ToText(int width = UsualText)
    {
        if (width < NarrowestText) throw new ArgumentOutOfRangeException(nameof(width), width, $"A report needs at least {NarrowestText} characters a line.");
        return EvaluationText.Write(this, width);
    }

    /// <summary>Writes the report as one JSON object on one line.</summary>
    /// <param name="destination">Receives UTF-8; stays open.</param>
    /// <remarks>
    /// Field names are this record's in snake_case; <c>headline</c> comes first. Numbers are the shortest texts that give the same double again; what is undefined is null.
    /// The curves are thinned as in the page, to points that a picture can tell apart: <see cref="Roc"/> and <see cref="PrecisionRecall"/> have all. Of the rows of
    /// <see cref="Explanation"/> at most 500 are written, at even steps, and of curves of single rows at most 50 a column.
    /// </remarks>
    public void WriteJson(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        EvaluationJson.Write(this, destination);
    }

    /// <summary>Writes the figures as CSV (RFC 4180, lines end in CRLF): a header, then one line per evaluation and figure.</summary>
    /// <param name="writer">Receives the text; stays open.</param>
    /// <remarks>
    /// Columns: <c>evaluation, figure, value, low, high, confidence, baseline, source, is_performance, rows, anomalies, threshold</c>; an undefined number is an empty
    /// cell. Texts that a spreadsheet would run as a formula are guarded as <see cref="Data.FormulaText"/> says.
    /// </remarks>
    public void WriteCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        EvaluationCsv.Write(this, writer);
    }

    /// <summary>Writes <see cref="Explanation"/> as CSV (RFC 4180, lines end in CRLF): a header, then one line per row and column, all rows, columns as they stand there.</summary>
    /// <param name="writer">Receives the text; stays open.</param>
    /// <remarks>
    /// Columns: <c>row, column, value, contribution, scale, base_value</c>; rows count from 0, a missing value is an empty cell, classes and times are texts. Without an explanation
    /// there is the header alone. Texts that a spreadsheet would run as a formula are guarded as <see cref="Data.FormulaText"/> says.
    /// </remarks>
    public void WriteContributionsCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ContributionsCsv.Write(Explanation, writer);
    }

    /// <summary>Writes the report as one HTML page that holds all it needs: styles, pictures and a threshold explorer. It asks the network for nothing.</summary>
    /// <param name="writer">Receives the text, to be stored as UTF-8; stays open.</param>
    /// <remarks>Light or dark as the reader's machine is, printable, and readable without scripts but for the explorer, which then shows the policy's threshold. The same report gives the same bytes.</remarks>
    public void WriteHtml(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        EvaluationHtml.Write(this, writer);
    }

    /// <summary>The report for people, 100 characters wide.</summary>
    /// <returns>As <see cref="ToText"/>.</returns>
    public override string ToString() => ToText();

    private static double Price(double value, string name) =>
        value is >= 0 and < double.PositiveInfinity ? value : throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"The cost is {value}; it must be a finite number, at least 0."));
}
