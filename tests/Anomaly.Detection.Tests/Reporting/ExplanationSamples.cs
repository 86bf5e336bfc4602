using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

/// <summary>Explanations of a made-up detector: columns of every kind, of every degree of importance.</summary>
internal static class ExplanationSamples
{
    private const int RowCount = 400;
    private const double BaseValue = 0.12;
    private const double June = 1_717_200_000;

    /// <summary>A healthy report with all parts of an explanation.</summary>
    public static EvaluationReport Report { get; } = ReportSamples.Healthy with
    {
        Explanation = Global(),
        Dependences = [Numbers("failed_logins", [0, 1, 2, 3, 4, 5, 8, 13], 0.02, 0.9), Numbers("session_duration_minutes", [.. Enumerable.Range(0, 40).Select(i => (double)i * i / 10)], 0.6, 0.05), Classes(), Times()],
        PairDependences = [Pair(Numbers("session_duration_minutes", [.. Enumerable.Range(0, 40).Select(i => i / 2.0)], 0.1, 0.4), Numbers("failed_logins", [0, 1, 2, 3, 4, 5, 8, 13], 0.02, 0.9)), Pair(Classes(), Times())],
        ExplainedRows =
        [
            Row("true alert, test row 17", 0.93, ("failed_logins", 11, 0.31), ("session_duration_minutes", 0.4, 0.22), ("country", "a rather long name of a country", 0.11), ("clicks_count", 48, 0.094), ("browser", default, 0.051), ("distance_to_last_city_km", 12.5, -0.043), ("hour_of_day", 3, 0.02), ("device_type", "mobile", 0.012), ("screen_width", 1920, -0.004), ("last_seen", "2024-06-01 03:12:00", 0.001)),
            Row("false alarm, test row 2,044", 0.41, ("distance_to_last_city_km", 8_000, 0.33), ("failed_logins", 0, -0.09), ("device_type", "desktop", 0.03)),
        ],
    };

    /// <summary>A column of an explanation, its mean size computed.</summary>
    public static ColumnEffect Effect(string column, FeatureKind kind, double[] values, double[] amounts, params string[] classes) => new()
    {
        Column = column,
        Kind = kind,
        MeanAbsolute = amounts.Length == 0 ? 0 : amounts.Average(Math.Abs),
        Values = [.. values],
        Amounts = [.. amounts],
        Classes = [.. classes],
    };

    /// <summary>An explanation of some columns, the most important first.</summary>
    public static GlobalExplanation Of(params ColumnEffect[] columns) => new()
    {
        Scale = ContributionScale.Score,
        BaseValue = BaseValue,
        RowCount = columns[0].Values.Length,
        Columns = [.. columns.OrderByDescending(column => column.MeanAbsolute)],
    };

    /// <summary>A row with its contributions and their sentences.</summary>
    public static ExplainedRow Row(string title, double probability, params (string Column, FeatureValue Value, double Amount)[] contributions)
    {
        ImmutableArray<ColumnContribution> all = [.. contributions.Select(one => new ColumnContribution { Column = one.Column, Value = one.Value, Amount = one.Amount })];
        return new ExplainedRow
        {
            Title = title,
            Probability = probability,
            Breakdown = new ScoreBreakdown { Scale = ContributionScale.Score, BaseValue = BaseValue, Value = BaseValue + contributions.Sum(one => one.Amount), Contributions = all },
            Reasons = [.. all.Take(3).Select(one => one.ToString())],
        };
    }

    /// <summary>The dependence on a numeric column, between two probabilities, with ten curves.</summary>
    public static PartialDependence Numbers(string column, double[] values, double from, double to) => new()
    {
        Column = column,
        Kind = FeatureKind.Numeric,
        RowCount = RowCount,
        Points = [.. values.Select((value, i) => new DependencePoint(value, ((FeatureValue)value).Text!, Between(i, values.Length, from, to)))],
        Curves = [.. Enumerable.Range(0, 10).Select(curve => ImmutableArray.Create([.. values.Select((_, i) => Between(i, values.Length, from * (0.5 + (curve / 10.0)), to * (0.55 + (curve / 20.0))))]))],
    };

    private static GlobalExplanation Global()
    {
        string[] countries = [.. Enumerable.Range(0, 30).Select(i => $"country {i:00}")];
        ColumnEffect[] columns =
        [
            Drawn(1, "failed_logins", FeatureKind.Numeric, (u, v) => Math.Floor(u * u * v * 14), value => (value - 2) * 0.045),
            Drawn(2, "session_duration_minutes", FeatureKind.Numeric, (u, _) => Math.Round(3 / (0.02 + u), 1), value => value < 10 ? 0.1 : -0.05),
            Drawn(3, "distance_to_last_city_km", FeatureKind.Numeric, (u, v) => v < 0.2 ? double.NaN : Math.Round(u * 900), value => double.IsNaN(value) ? 0.05 : (value - 450) / 9000),
            Drawn(4, "device_type", FeatureKind.Categorical, (u, _) => Math.Floor(u * 3), value => (value - 1) * 0.03, "desktop", "mobile", "tablet"),
            Drawn(5, "country", FeatureKind.Categorical, (u, _) => Math.Floor(u * 30), value => (value - 15) / 700, countries),
            Drawn(6, "last_seen", FeatureKind.Timestamp, (u, _) => Math.Floor(June + (u * 2_500_000)), value => (value - June - 1_250_000) / 1e8),
            Drawn(7, "is_new_account", FeatureKind.Numeric, (u, _) => u < 0.04 ? 1 : 0, value => value * 0.2),
            Drawn(8, "clicks_count", FeatureKind.Numeric, (u, _) => Math.Floor(u * 60), value => (value - 30) / 6000),
            .. Enumerable.Range(1, 5).Select(i => Drawn((ulong)(8 + i), $"screen_property_{i}", FeatureKind.Numeric, (u, _) => u, value => (value - 0.5) / (200.0 * i))),
            Effect("always_the_same", FeatureKind.Numeric, new double[RowCount], new double[RowCount]),
        ];
        return Of(columns);
    }

    // The value of a row is made of two even draws; the contribution follows it, loosely.
    private static ColumnEffect Drawn(ulong seed, string column, FeatureKind kind, Func<double, double, double> draw, Func<double, double> amount, params string[] classes)
    {
        var random = new RandomStream(seed);
        double[] values = new double[RowCount], amounts = new double[RowCount];
        for (int row = 0; row < RowCount; row++)
        {
            values[row] = draw(random.NextDouble(), random.NextDouble());
            amounts[row] = (amount(values[row]) * (1.05 - (0.1 * random.NextDouble()))) + ((random.NextDouble() - 0.5) * 0.004);
        }

        return Effect(column, kind, values, amounts, classes);
    }

    private static double Between(int i, int count, double from, double to) => from + ((to - from) * i / Math.Max(count - 1, 1));

    private static PartialDependence Classes()
    {
        PartialDependence numbers = Numbers("country", [.. Enumerable.Range(0, 24)], 0.1, 0.3);
        return numbers with { Kind = FeatureKind.Categorical, Points = [.. numbers.Points.Select(point => point with { Label = $"country {point.Value:00}" })] };
    }

    private static PartialDependence Times()
    {
        PartialDependence numbers = Numbers("last_seen", [.. Enumerable.Range(0, 20).Select(i => June + (i * 86_400.0))], 0.05, 0.12);
        return numbers with { Kind = FeatureKind.Timestamp, Points = [.. numbers.Points.Select(point => point with { Label = TimestampText.Format(point.Value) })], Curves = [] };
    }

    private static PairDependence Pair(PartialDependence first, PartialDependence second) => new()
    {
        First = first,
        Second = second,
        Means = [.. first.Points.Select(one => ImmutableArray.Create([.. second.Points.Select(other => one.Mean * other.Mean)]))],
    };
}
