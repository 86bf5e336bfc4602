using System.Text.Json;
using Anomaly.Detection.Auditing;

namespace Anomaly.Detection.Reporting;

/// <summary>Shows an <see cref="AuditReport"/> that stands for itself; within an <see cref="EvaluationReport"/> it is shown with the figures.</summary>
public static class AuditRendering
{
    /// <summary>The least number of characters that <see cref="ToText"/> can lay an audit out in.</summary>
    public const int NarrowestText = 40;

    /// <summary>The audit for people: what was looked at, how it stands, then the findings with advice and examples, the most severe first.</summary>
    /// <param name="report">The audit.</param>
    /// <param name="width">Most characters a line, at least <see cref="NarrowestText"/>.</param>
    /// <returns>Lines without a line break at the end; the same in every culture. Rows of examples count from 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is too small.</exception>
    public static string ToText(this AuditReport report, int width)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (width < NarrowestText) throw new ArgumentOutOfRangeException(nameof(width), width, $"An audit needs at least {NarrowestText} characters a line.");
        return AuditLayout.Write(report, width);
    }

    /// <summary>Writes the audit as one JSON object on one line, the object that stands as <c>audit</c> in the JSON of an evaluation.</summary>
    /// <param name="report">The audit.</param>
    /// <param name="destination">Receives UTF-8; stays open.</param>
    /// <remarks>Fields: <c>has_severe</c>, the numbers of rows and anomalies, <c>findings</c> (check, severity, summary, advice, count, columns, examples, test_row_count), <c>not_checked</c>.</remarks>
    public static void WriteJson(this AuditReport report, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(destination);
        using var json = new Utf8JsonWriter(destination);
        AuditJson.Write(json, report);
    }
}
