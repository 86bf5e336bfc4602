using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>Refuses explanations that no picture can be drawn of: lengths that differ, numbers that are none.</summary>
internal static class ExplanationShape
{
    public static GlobalExplanation? Checked(GlobalExplanation? explanation)
    {
        if (explanation is null) return null;
        Finite(explanation.BaseValue, "the explanation", "base value");
        foreach (ColumnEffect effect in explanation.Columns) Check(effect, explanation.RowCount);
        return explanation;
    }

    public static ScoreBreakdown Checked(ScoreBreakdown breakdown)
    {
        ArgumentNullException.ThrowIfNull(breakdown);
        Finite(breakdown.BaseValue, "the breakdown", "base value");
        Finite(breakdown.Value, "the breakdown", "value");
        foreach (ColumnContribution contribution in breakdown.Contributions) Finite(contribution.Amount, Named(contribution.Column), "contribution");
        return breakdown;
    }

    public static PartialDependence Checked(PartialDependence dependence)
    {
        ArgumentNullException.ThrowIfNull(dependence);
        string place = Named(dependence.Column);
        if (dependence.Points.IsDefaultOrEmpty) throw new ArgumentException($"{place}: there are 0 points of dependence; at least one is needed");
        foreach (DependencePoint point in dependence.Points)
        {
            Finite(point.Mean, place, "mean probability");
            if (double.IsInfinity(point.Value)) Finite(point.Value, place, "value of a point");
        }

        foreach (ImmutableArray<double> curve in dependence.Curves)
        {
            if (curve.Length != dependence.Points.Length) throw new ArgumentException(Differ(place, curve.Length, "probabilities of a curve", dependence.Points.Length, "points"));
            foreach (double probability in curve) Finite(probability, place, "probability of a curve");
        }

        return dependence;
    }

    public static PairDependence Checked(PairDependence pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        Checked(pair.First);
        Checked(pair.Second);
        string place = $"columns '{pair.First.Column}' and '{pair.Second.Column}'";
        if (pair.Means.Length != pair.First.Points.Length) throw new ArgumentException(Differ(place, pair.Means.Length, "rows of means", pair.First.Points.Length, "points of the first"));
        foreach (ImmutableArray<double> means in pair.Means)
        {
            if (means.Length != pair.Second.Points.Length) throw new ArgumentException(Differ(place, means.Length, "means", pair.Second.Points.Length, "points of the second"));
            foreach (double mean in means) Finite(mean, place, "mean probability");
        }

        return pair;
    }

    private static void Check(ColumnEffect effect, int rowCount)
    {
        string place = Named(effect.Column);
        Finite(effect.MeanAbsolute, place, "mean size");
        if (effect.Values.Length != rowCount) throw new ArgumentException(Differ(place, effect.Values.Length, "values", rowCount, "rows"));
        if (effect.Amounts.Length != rowCount) throw new ArgumentException(Differ(place, effect.Amounts.Length, "contributions", rowCount, "rows"));
        foreach (double amount in effect.Amounts) Finite(amount, place, "contribution");
        foreach (double value in effect.Values)
        {
            if (double.IsInfinity(value)) Finite(value, place, "value");
            bool isClass = double.IsNaN(value) || (value >= 0 && value < effect.Classes.Length && value == Math.Floor(value));
            if (effect.Kind == FeatureKind.Categorical && !isClass) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{place}: {value} is no index of its {effect.Classes.Length} classes"));
        }
    }

    private static void Finite(double value, string place, string what)
    {
        if (!double.IsFinite(value)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{place}: the {what} is {value}; it must be finite"));
    }

    private static string Named(string column) => $"column '{column}'";

    private static string Differ(string place, int count, string what, int expected, string ofWhat) => string.Create(CultureInfo.InvariantCulture, $"{place}: there are {count} {what}, but {expected} {ofWhat}");
}
