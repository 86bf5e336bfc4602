using System.Globalization;

namespace Anomaly.Detection.Data;

/// <summary>A <see cref="ValueStanding"/> in words.</summary>
internal static class StandingText
{
    public static string Of(ValueStanding standing) => standing.Kind switch
    {
        StandingKind.Number => InOrder(standing, "higher", "lower"),
        StandingKind.Time => InOrder(standing, "later", "earlier"),
        StandingKind.HourOfDay => string.Create(CultureInfo.InvariantCulture, $"at {standing.Hour:00}:00–{standing.Hour + 1:00}:00 UTC, as {Share(standing.Equal, standing.Among)}"),
        StandingKind.Class => $"a value of {Share(standing.Equal, standing.Among)}",
        StandingKind.MostCommonClass => $"the most common value, in {Share(standing.Equal, standing.Among)}",
        StandingKind.OtherText => "seen too rarely in training, or never",
        StandingKind.UnseenText => "not seen in training",
        _ => $"as in {Share(standing.Equal, standing.Among)}",
    };

    /// <summary>A share as a percentage with one decimal; what would be shown as 0 or 100 and is neither is told by its side of it.</summary>
    public static string Percent(double share)
    {
        string digits = (100 * share).ToString("F1", CultureInfo.InvariantCulture);
        if (digits == "0.0" && share > 0) return "fewer than 0.1 %";
        return digits == "100.0" && share < 1 ? "more than 99.9 %" : digits + " %";
    }

    // The greatest of the three shares says most.
    private static string InOrder(ValueStanding standing, string higher, string lower)
    {
        if (standing.Below is not { } below || standing.Above is not { } above) return $"where no {standing.Among} have a value";
        if (standing.Equal >= Math.Max(below, above)) return $"as {Share(standing.Equal, standing.Among)}";
        return below >= above ? $"{higher} than {Share(below, standing.Among)}" : $"{lower} than {Share(above, standing.Among)}";
    }

    private static string Share(double share, string among) => share switch
    {
        0 => $"no {among}",
        1 => $"all {among}",
        _ => $"{Percent(share)} of {among}",
    };
}
