using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>Reads the text of a <see cref="ThresholdObjective"/>: the inverse of its <c>ToString</c>.</summary>
internal static class ObjectiveText
{
    /// <summary>Every form, as a message tells them.</summary>
    public const string Forms = "f1, fbeta:2, mcc, youden, precision>=0.12@95%, recall>=0.55, alerts<=5/1000, alerts<=50/day:20000, cost:fp=1,fn=200 or amount:fp=5";

    private const string Thousand = "1000";

    /// <exception cref="FormatException">The text has none of the forms.</exception>
    /// <exception cref="OptionsException">A number is out of its range.</exception>
    public static ThresholdObjective Parse(string text)
    {
        string compact = string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
        return compact switch
        {
            "f1" => ThresholdObjective.BestF1,
            "mcc" => ThresholdObjective.BestMatthewsCorrelation,
            "youden" => ThresholdObjective.BestYouden,
            _ when After(compact, "fbeta:") is { } beta => ThresholdObjective.BestFBeta(Number(beta, text)),
            _ when After(compact, "precision>=") is { } precision => Bounded(precision, text, ThresholdObjective.MaximumRecall),
            _ when After(compact, "recall>=") is { } recall => Bounded(recall, text, ThresholdObjective.MaximumPrecision),
            _ when After(compact, "alerts<=") is { } alerts => Alerts(alerts, text),
            _ when After(compact, "cost:") is { } costs => Cost(costs, text),
            _ when After(compact, "amount:") is { } amount => ThresholdObjective.MinimumAmountCost(Number(After(amount, "fp=") ?? throw Unknown(text), text)),
            _ => throw Unknown(text),
        };
    }

    private static ThresholdObjective Bounded(string text, string whole, Func<double, double?, ThresholdObjective> make)
    {
        (string value, double? confidence) = SplitConfidence(text, whole);
        return make(Number(value, whole), confidence);
    }

    private static ThresholdObjective Alerts(string text, string whole)
    {
        (string value, double? confidence) = SplitConfidence(text, whole);
        string[] parts = value.Split('/');
        if (parts.Length != 2) throw Unknown(whole);
        double alerts = Number(parts[0], whole);
        return After(parts[1], "day:") is { } rows ? ThresholdObjective.AlertsPerDay(alerts, Number(rows, whole), confidence)
            : parts[1] == Thousand ? ThresholdObjective.AlertsPerThousand(alerts, confidence)
            : throw Unknown(whole);
    }

    private static ThresholdObjective Cost(string text, string whole)
    {
        var costs = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string part in text.Split(','))
        {
            string[] pair = part.Split('=');
            if (pair.Length != 2 || pair[0] is not ("fp" or "fn" or "tp" or "tn") || !costs.TryAdd(pair[0], Number(pair[1], whole))) throw Unknown(whole);
        }

        if (!costs.TryGetValue("fp", out double falsePositive) || !costs.TryGetValue("fn", out double falseNegative)) throw Unknown(whole);
        return ThresholdObjective.MinimumCost(new CostMatrix
        {
            FalsePositive = falsePositive,
            FalseNegative = falseNegative,
            TruePositive = costs.GetValueOrDefault("tp"),
            TrueNegative = costs.GetValueOrDefault("tn"),
        });
    }

    private static (string Value, double? Confidence) SplitConfidence(string text, string whole)
    {
        string[] parts = text.Split('@');
        if (parts.Length == 1) return (text, null);
        if (parts.Length > 2 || !parts[1].EndsWith('%')) throw Unknown(whole);
        return (parts[0], Number(parts[1][..^1], whole) / 100);
    }

    private static string? After(string text, string start) => text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : null;

    private static double Number(string text, string whole) => NumberText.TryParse(text, out double number) ? number : throw Unknown(whole);

    private static FormatException Unknown(string text) => new($"'{text}' is no objective; expected {Forms}.");
}
