using Anomaly.Detection.Data;

namespace Anomaly.Detection.Explanation;

/// <summary>A <see cref="ScoreBreakdown"/> as a waterfall of characters: each bar begins where the one before it ended.</summary>
/// <remarks>
/// <code>
/// column             amount  in units of the score
/// -----------------  ------  ---------------------
/// base value           0.40         |
/// clicks_count = 48   +0.21         ++++++++
/// 4 other columns     -0.05               --
/// value                0.56               |
/// </code>
/// </remarks>
internal static class WaterfallText
{
    private const string Gap = "  ";
    private const int MostColumns = 10;
    private const int FewestCharacters = 10;
    private const int MostCharacters = 40;

    /// <summary>The lines, without trailing spaces.</summary>
    /// <param name="breakdown">The numbers.</param>
    /// <param name="width">Most characters a line.</param>
    public static string Of(ScoreBreakdown breakdown, int width)
    {
        List<Step> steps = StepsOf(breakdown);
        string unit = breakdown.Scale == ContributionScale.LogOdds ? "in log-odds" : "in units of the score";
        int numbers = Math.Max("amount".Length, steps.Max(step => step.Number.Length));
        int names = Math.Max("column".Length, steps.Max(step => step.Name.Length));
        int bars = Math.Clamp(width - names - numbers - (2 * Gap.Length), Math.Max(FewestCharacters, unit.Length), MostCharacters);
        names = Math.Min(names, Math.Max(FewestCharacters, width - numbers - bars - (2 * Gap.Length)));
        double low = steps.Min(step => Math.Min(step.From, step.To)), high = steps.Max(step => Math.Max(step.From, step.To));

        List<string> lines = [Line("column", "amount", unit), Line(new string('-', names), new string('-', numbers), new string('-', bars))];
        foreach (Step step in steps) lines.Add(Line(LineText.Shorten(step.Name, names), step.Number, step.Bar(low, high, bars)));
        return string.Join('\n', lines);

        string Line(string name, string number, string bar) => string.Join(Gap, name.PadRight(names), number.PadLeft(numbers), bar).TrimEnd();
    }

    private static List<Step> StepsOf(ScoreBreakdown breakdown)
    {
        double at = breakdown.BaseValue;
        List<Step> steps = [new("base value", AmountText.Plain(at), at, at, '|')];
        int shown = breakdown.Contributions.Length <= MostColumns + 1 ? breakdown.Contributions.Length : MostColumns;
        foreach (ColumnContribution one in breakdown.Contributions[..shown]) Add(one.Fact, one.Amount);
        double rest = 0;
        foreach (ColumnContribution one in breakdown.Contributions[shown..]) rest += one.Amount;
        if (shown < breakdown.Contributions.Length) Add(FormattableString.Invariant($"{breakdown.Contributions.Length - shown} other columns"), rest);
        steps.Add(new("value", AmountText.Plain(breakdown.Value), breakdown.Value, breakdown.Value, '|'));
        return steps;

        void Add(string name, double amount)
        {
            steps.Add(new(name, AmountText.Signed(amount), at, at + amount, amount > 0 ? '+' : amount < 0 ? '-' : '|'));
            at += amount;
        }
    }

    private readonly record struct Step(string Name, string Number, double From, double To, char Mark)
    {
        public string Bar(double low, double high, int width)
        {
            int from = Place(Math.Min(From, To)), to = Place(Math.Max(From, To));
            return new string(' ', from) + new string(Mark, to - from + 1);

            int Place(double value) => high > low ? (int)Math.Round(Math.Clamp((value - low) / (high - low), 0, 1) * (width - 1)) : 0;
        }
    }
}
