using Anomaly.Detection.Data;

namespace Anomaly.Detection.Explanation;

/// <summary>A <see cref="GlobalExplanation"/> as bars of characters.</summary>
/// <remarks>
/// <code>
/// column        mean size  in units of the score
/// ------------  ---------  ---------------------
/// clicks_count       0.21  ####################
/// country            0.05  #####
/// 4 others           0.02  ##
/// </code>
/// </remarks>
internal static class EffectText
{
    private const string Gap = "  ";
    private const string NumberHeading = "mean size";
    private const int FewestCharacters = 10;
    private const int MostCharacters = 40;

    /// <summary>The lines, without trailing spaces.</summary>
    public static string Of(GlobalExplanation explanation, int width, int mostColumns)
    {
        List<(string Name, double Size)> rows = RowsOf(explanation, mostColumns);
        string unit = explanation.Scale == ContributionScale.LogOdds ? "in log-odds" : "in units of the score";
        int numbers = Math.Max(NumberHeading.Length, rows.Max(row => AmountText.Plain(row.Size).Length));
        int names = Math.Max("column".Length, rows.Max(row => row.Name.Length));
        int bars = Math.Clamp(width - names - numbers - (2 * Gap.Length), unit.Length, MostCharacters);
        names = Math.Min(names, Math.Max(FewestCharacters, width - numbers - bars - (2 * Gap.Length)));
        double greatest = rows.Max(row => row.Size);

        List<string> lines = [Line("column", NumberHeading, unit), Line(new string('-', names), new string('-', numbers), new string('-', bars))];
        foreach ((string name, double size) in rows) lines.Add(Line(LineText.Shorten(name, names), AmountText.Plain(size), new string('#', LengthOf(size))));
        return string.Join('\n', lines);

        string Line(string name, string number, string bar) => string.Join(Gap, name.PadRight(names), number.PadLeft(numbers), bar).TrimEnd();

        // What is there at all is seen.
        int LengthOf(double size) => size > 0 ? Math.Max(1, (int)Math.Round(size / greatest * bars)) : 0;
    }

    private static List<(string Name, double Size)> RowsOf(GlobalExplanation explanation, int mostColumns)
    {
        int shown = explanation.Columns.Length <= mostColumns ? explanation.Columns.Length : mostColumns;
        List<(string, double)> rows = [.. explanation.Columns[..shown].Select(column => (LineText.OneLine(column.Column), column.MeanAbsolute))];
        int others = explanation.Columns.Length - shown;
        if (others > 0) rows.Add((FormattableString.Invariant($"{others} {(others == 1 ? "other" : "others")} together"), explanation.Columns[shown..].Sum(column => column.MeanAbsolute)));
        return rows;
    }
}
