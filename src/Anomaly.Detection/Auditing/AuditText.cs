using System.Globalization;

namespace Anomaly.Detection.Auditing;

/// <summary>How findings write numbers and names; the same in every culture.</summary>
internal static class AuditText
{
    /// <summary>12,345.</summary>
    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 row", "12 rows".</summary>
    public static string Count(int count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>"is" after one, else "are".</summary>
    public static string Are(int count) => count == 1 ? "is" : "are";

    /// <summary>7.8 %, or less than 0.1 %.</summary>
    public static string Share(int count, int total)
    {
        double percent = 100.0 * count / total;
        return percent is > 0 and < 0.1 ? "less than 0.1 %" : string.Create(CultureInfo.InvariantCulture, $"{percent:0.#} %");
    }

    /// <summary>0.873: never rounded up to 1.</summary>
    public static string Area(double area) => area is > 0.999 and < 1 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(area * 1e6) / 1e6:0.0000##}") : string.Create(CultureInfo.InvariantCulture, $"{area:0.000}");

    /// <summary>A name in quotes, then some more.</summary>
    public static string Names(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(5).Select(name => $"'{name}'")) + (names.Count > 5 ? $" and {Count(names.Count - 5)} more" : "");

    /// <summary>anomaly or normal.</summary>
    public static string Label(bool isAnomaly) => isAnomaly ? "anomaly" : "normal";

    /// <summary>The words of a check: Repeated rows.</summary>
    public static string NameOf(AuditCheck check)
    {
        string name = check.ToString();
        return name[0] + string.Concat(name.Skip(1).Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
    }
}
