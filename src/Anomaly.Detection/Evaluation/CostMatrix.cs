using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>What each outcome of a decision costs, in one unit of the caller's choice, such as euros or minutes. A gain is a negative cost.</summary>
/// <remarks>Elkan, "The foundations of cost-sensitive learning" (2001).</remarks>
public sealed record CostMatrix
{
    private const double Most = 1e12;

    /// <summary>The cost of a normal row that is flagged, in [−1e12, 1e12]: the analyst's time, the customer's trouble.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public required double FalsePositive { get; init => field = OptionGuard.Within(-Most, Most, value); }

    /// <summary>The cost of an anomaly that is not flagged, in [−1e12, 1e12]: what it does.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public required double FalseNegative { get; init => field = OptionGuard.Within(-Most, Most, value); }

    /// <summary>The cost of an anomaly that is flagged, in [−1e12, 1e12]. Default: 0.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double TruePositive { get; init => field = OptionGuard.Within(-Most, Most, value); }

    /// <summary>The cost of a normal row that is left alone, in [−1e12, 1e12]. Default: 0.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double TrueNegative { get; init => field = OptionGuard.Within(-Most, Most, value); }

    /// <summary>The probability from which on flagging costs less: (FP − TN) / ((FP − TN) + (FN − TP)), in (0, 1). Only calibrated probabilities mean it.</summary>
    /// <exception cref="InvalidOperationException">A right decision costs as much as the wrong one, or more, so that there is no such probability.</exception>
    public double BayesThreshold
    {
        get
        {
            Check();
            double falseAlarm = FalsePositive - TrueNegative;
            return falseAlarm / (falseAlarm + (FalseNegative - TruePositive));
        }
    }

    /// <summary>Whether flagging one row is worth it, given what is at stake in it: p · miss &gt; (1 − p) · false alarm.</summary>
    /// <param name="probability">The calibrated probability that the row is an anomaly, in [0, 1].</param>
    /// <param name="falseAlarmCost">What an alert costs when the row is normal; at least 0.</param>
    /// <param name="missCost">What no alert costs when the row is an anomaly, such as its amount; at least 0.</param>
    /// <returns>True when the expected cost of no alert is the greater.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static bool IsWorthAnAlert(double probability, double falseAlarmCost, double missCost)
    {
        if (!(probability is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), FormattableString.Invariant($"The probability is {probability}; it must be in [0, 1]."));
        if (!(falseAlarmCost >= 0)) throw new ArgumentOutOfRangeException(nameof(falseAlarmCost), FormattableString.Invariant($"The cost of a false alarm is {falseAlarmCost}; it must be at least 0."));
        if (!(missCost >= 0)) throw new ArgumentOutOfRangeException(nameof(missCost), FormattableString.Invariant($"The cost of a miss is {missCost}; it must be at least 0."));
        return probability * missCost > (1 - probability) * falseAlarmCost;
    }

    /// <summary>What the counts cost.</summary>
    /// <param name="confusion">The counts.</param>
    /// <returns>The sum over all rows.</returns>
    public double Of(ConfusionMatrix confusion) =>
        (FalsePositive * confusion.FalsePositives) + (FalseNegative * confusion.FalseNegatives) + (TruePositive * confusion.TruePositives) + (TrueNegative * confusion.TrueNegatives);

    internal void Check()
    {
        if (FalsePositive > TrueNegative && FalseNegative > TruePositive) return;
        throw new InvalidOperationException(FormattableString.Invariant(
            $"A wrong decision must cost more than the right one, but the costs are {FalsePositive} for a false alarm, {TrueNegative} for a normal row left alone, {FalseNegative} for a miss and {TruePositive} for an anomaly flagged."));
    }
}
