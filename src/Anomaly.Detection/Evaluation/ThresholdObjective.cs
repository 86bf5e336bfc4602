using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>What a threshold is to be best at, and what it must hold meanwhile. Immutable; its text is what it is called in files and on a command line.</summary>
public abstract record ThresholdObjective
{
    private protected ThresholdObjective()
    {
    }

    /// <summary>The best F1: precision and recall alike. Text: <c>f1</c>.</summary>
    public static ThresholdObjective BestF1 { get; } = BestFBeta(1);

    /// <summary>The best correlation of flag and label (Matthews, 1975). Text: <c>mcc</c>.</summary>
    public static ThresholdObjective BestMatthewsCorrelation { get; } = new MatthewsObjective();

    /// <summary>The best recall + specificity − 1 (Youden, 1950): both classes count alike, however rare one is. Text: <c>youden</c>.</summary>
    public static ThresholdObjective BestYouden { get; } = new YoudenObjective();

    /// <summary>The best weighted harmonic mean of precision and recall. Text: <c>fbeta:2</c>.</summary>
    /// <param name="beta">How many times recall counts as much as precision, in [0.001, 1000].</param>
    /// <returns>The objective.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public static ThresholdObjective BestFBeta(double beta) => new FBetaObjective(OptionGuard.Within(0.001, 1000, beta, nameof(beta)));

    /// <summary>The least expected cost of a row. Text: <c>cost:fp=1,fn=200</c>.</summary>
    /// <param name="costs">What each outcome costs.</param>
    /// <returns>The objective.</returns>
    /// <exception cref="InvalidOperationException">A wrong decision costs no more than the right one.</exception>
    public static ThresholdObjective MinimumCost(CostMatrix costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        return new CostObjective(costs);
    }

    /// <summary>The least expected cost where a miss costs what is at stake in the row, such as its amount. Text: <c>amount:fp=5</c>.</summary>
    /// <param name="falseAlarmCost">What an alert on a normal row costs, in the unit of the amounts, in (0, 1e12].</param>
    /// <returns>The objective; it needs amounts.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public static ThresholdObjective MinimumAmountCost(double falseAlarmCost) => new AmountObjective(OptionGuard.AboveWithin(0, 1e12, falseAlarmCost, nameof(falseAlarmCost)));

    /// <summary>As many anomalies as can be found while enough of the alerts are right. Text: <c>precision&gt;=0.8@95%</c>.</summary>
    /// <param name="minimumPrecision">The share of alerts that must be right, in (0, 1].</param>
    /// <param name="confidence">How sure that must be for rows to come, in [0.5, 1): a lower bound of the precision is held to it. Null: the precision on the rows at hand, which about half of the time is more than that on rows to come.</param>
    /// <returns>The objective.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public static ThresholdObjective MaximumRecall(double minimumPrecision, double? confidence = null) =>
        new RecallObjective(OptionGuard.AboveWithin(0, 1, minimumPrecision, nameof(minimumPrecision)), CheckedConfidence(confidence));

    /// <summary>As few false alarms as can be among the alerts while enough anomalies are found. Text: <c>recall&gt;=0.55@95%</c>.</summary>
    /// <param name="minimumRecall">The share of anomalies that must be found, in (0, 1].</param>
    /// <param name="confidence">How sure that must be for rows to come, in [0.5, 1); null: on the rows at hand.</param>
    /// <returns>The objective.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public static ThresholdObjective MaximumPrecision(double minimumRecall, double? confidence = null) =>
        new PrecisionObjective(OptionGuard.AboveWithin(0, 1, minimumRecall, nameof(minimumRecall)), CheckedConfidence(confidence));

    /// <summary>As many anomalies as can be found with so many alerts in a thousand rows. Text: <c>alerts&lt;=5/1000@95%</c>.</summary>
    /// <param name="alerts">The most alerts, in (0, 1000).</param>
    /// <param name="confidence">How sure that must be for rows to come, in [0.5, 1); null: on the rows at hand.</param>
    /// <returns>The objective.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public static ThresholdObjective AlertsPerThousand(double alerts, double? confidence = null) =>
        new AlertsObjective(CheckedAlerts(alerts, 1000), 1000, IsPerDay: false, CheckedConfidence(confidence));

    /// <summary>As many anomalies as can be found with so many alerts a day. Text: <c>alerts&lt;=50/day:20000@95%</c>.</summary>
    /// <param name="alerts">The most alerts that can be looked at in a day; above 0 and below <paramref name="rowsPerDay"/>.</param>
    /// <param name="rowsPerDay">The rows of a day, in (0, 1e12].</param>
    /// <param name="confidence">How sure that must be of a day's mean, in [0.5, 1); null: on the rows at hand.</param>
    /// <returns>The objective.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public static ThresholdObjective AlertsPerDay(double alerts, double rowsPerDay, double? confidence = null)
    {
        OptionGuard.AboveWithin(0, 1e12, rowsPerDay, nameof(rowsPerDay));
        return new AlertsObjective(CheckedAlerts(alerts, rowsPerDay), rowsPerDay, IsPerDay: true, CheckedConfidence(confidence));
    }

    /// <summary>Reads an objective from its text, such as <c>precision&gt;=0.12@95%</c>; spaces do not count.</summary>
    /// <param name="text">As <c>ToString</c> writes it.</param>
    /// <returns>The objective.</returns>
    /// <exception cref="FormatException">The text has none of the forms; the message lists them.</exception>
    /// <exception cref="OptionsException">A number is out of its range.</exception>
    /// <exception cref="InvalidOperationException">A wrong decision costs no more than the right one.</exception>
    public static ThresholdObjective Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ObjectiveText.Parse(text);
    }

    /// <summary>Whether it needs to know what is at stake in each row.</summary>
    public virtual bool NeedsAmounts => false;

    /// <summary>What is made as great as possible; costs with a minus.</summary>
    internal abstract double Value(in SweepPoint point);

    /// <summary>What is shown of that: costs as they are.</summary>
    internal virtual double Shown(double value) => value;

    /// <summary>The value of flagging nothing, which a threshold must exceed.</summary>
    internal virtual double ValueOfSilence(SweepRows rows, int anomalyCount, int normalCount) => double.NegativeInfinity;

    /// <summary>Whether a lower threshold is taken where it has the same value: it finds more. Else the higher one, with fewer alarms.</summary>
    internal virtual bool PrefersLower => false;

    /// <summary>Whether the point holds what must be held.</summary>
    internal virtual bool Holds(in SweepPoint point, ProportionBound bound) => true;

    /// <summary>How near a point comes to what must be held; greater is nearer. Asked only where none holds.</summary>
    internal virtual double Nearness(in SweepPoint point, ProportionBound bound) => 0;

    /// <summary>Why no threshold was returned.</summary>
    internal virtual string Refusal(in SweepPoint nearest, ProportionBound bound) => "no threshold does better than to flag nothing";

    private protected static string Percent(double? confidence) => confidence is { } given ? FormattableString.Invariant($"@{Math.Round(given * 100, 10)}%") : "";

    private static double? CheckedConfidence(double? confidence)
    {
        if (confidence is { } given && !(given is >= 0.5 and < 1)) OptionGuard.Throw(nameof(confidence), "a number in [0.5, 1)", NumberText.Format(given));
        return confidence;
    }

    private static double CheckedAlerts(double alerts, double rows)
    {
        if (!(alerts > 0 && alerts < rows)) OptionGuard.Throw(nameof(alerts), $"a number in (0, {NumberText.Format(rows)})", NumberText.Format(alerts));
        return alerts;
    }
}
