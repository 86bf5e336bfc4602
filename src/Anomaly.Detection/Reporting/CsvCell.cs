using System.Globalization;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Reporting;

/// <summary>Cells of the CSV that reports are written as (RFC 4180).</summary>
internal static class CsvCell
{
    public const string LineEnd = "\r\n";

    /// <summary>The shortest text that gives the same double again; empty for NaN.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>A text that no spreadsheet runs as a formula.</summary>
    public static string Text(string text)
    {
        bool isGuarded = FormulaText.NeedsGuard(text);
        if (!isGuarded && text.AsSpan().IndexOfAny(",\"\r\n") < 0 && text[0] != ' ' && text[^1] != ' ') return text;
        return $"\"{(isGuarded ? FormulaText.Guard : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
