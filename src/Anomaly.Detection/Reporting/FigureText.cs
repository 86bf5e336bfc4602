using System.Globalization;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>How numbers of a report are spelled for people, the same in text and page.</summary>
internal static class FigureText
{
    public const string Undefined = "–";

    /// <summary>Three decimals; what they would show as 0 or next to it keeps two digits of its own: 0.000012.</summary>
    public static string Share(double value)
    {
        if (double.IsNaN(value)) return Undefined;
        return SmallNumber.Is(value, 0.001) ? SmallNumber.TwoDigits(value) : value.ToString("F3", CultureInfo.InvariantCulture);
    }

    /// <summary>As <see cref="Share"/>, with its sign: +0.214, -0.031.</summary>
    public static string Signed(double value) => value > 0 ? $"+{Share(value)}" : Share(value);

    /// <summary>Both ends in brackets; empty where there are none.</summary>
    public static string Ends(MetricInterval figure) => figure.HasEnds ? $"[{Share(figure.Low)}, {Share(figure.High)}]" : "";

    /// <summary>The figure, and its ends where it has some.</summary>
    public static string WithEnds(MetricInterval figure) => figure.HasEnds ? $"{Share(figure.Value)} {Ends(figure)}" : Share(figure.Value);

    public static string Percent(double share) => (SmallNumber.Is(share, 0.001) ? SmallNumber.TwoDigits(share * 100) : (share * 100).ToString("0.#", CultureInfo.InvariantCulture)) + " %";

    public static string Threshold(double value) => SmallNumber.Is(value, 0.0001) ? SmallNumber.TwoDigits(value) : value.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    public static string Amount(double value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);

    public static string OneDecimal(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>A seed or a price as a field holds it: without separators.</summary>
    public static string Plain<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>Where scores came from, in words.</summary>
    public static string Source(ScoreSource source) => source switch
    {
        ScoreSource.Training => "training rows",
        ScoreSource.OutOfBag => "out of bag",
        ScoreSource.CrossValidated => "cross-validated",
        _ => "held out",
    };
}
