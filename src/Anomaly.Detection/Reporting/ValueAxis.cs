using System.Collections.Immutable;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Reporting;

/// <summary>Where the values of a column lie across a picture: by size, or, where most would lie in a corner, evenly one after another.</summary>
internal sealed class ValueAxis
{
    // A median this near to an end leaves the picture to a few values far away.
    private const double Corner = 0.15;
    private const int TicksByRank = 4;
    private const double Day = 86_400;

    // A date is long: away from the ends it is not cut.
    private static readonly double[] TimesTicked = [1 / 6.0, 0.5, 5 / 6.0];

    private readonly ImmutableArray<double> _distinct;
    private readonly FeatureKind _kind;

    private ValueAxis(ImmutableArray<double> distinct, FeatureKind kind, bool isByRank) => (_distinct, _kind, IsByRank) = (distinct, kind, isByRank);

    /// <summary>Whether values are spaced evenly, in their order, not by size.</summary>
    public bool IsByRank { get; }

    /// <summary>Makes the axis of some values.</summary>
    /// <param name="values">Numbers, or seconds since 1970 UTC; NaN is left out.</param>
    /// <param name="kind">What they are.</param>
    public static ValueAxis Of(IEnumerable<double> values, FeatureKind kind)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        ImmutableArray<double> distinct = [.. sorted.Distinct()];
        if (distinct.Length < 3 || kind == FeatureKind.Timestamp) return new ValueAxis(distinct, kind, isByRank: false);
        double middle = Between(sorted[sorted.Length / 2], distinct[0], distinct[^1]);
        return new ValueAxis(distinct, kind, isByRank: middle is < Corner or > 1 - Corner);
    }

    /// <summary>Where a value lies, in [0, 1]; the middle where there is but one.</summary>
    public double Place(double value)
    {
        if (_distinct.Length < 2) return 0.5;
        if (!IsByRank) return Math.Clamp(Between(value, _distinct[0], _distinct[^1]), 0, 1);
        int found = _distinct.BinarySearch(value);
        if (found >= 0) return (double)found / (_distinct.Length - 1);
        int above = ~found;
        if (above == 0 || above == _distinct.Length) return above == 0 ? 0 : 1;
        return (above - 1 + Between(value, _distinct[above - 1], _distinct[above])) / (_distinct.Length - 1);
    }

    /// <summary>Places with their numbers.</summary>
    public IEnumerable<(double Value, string Text)> Ticks()
    {
        IEnumerable<double> values = _distinct.Length switch
        {
            < 2 => _distinct,
            _ when IsByRank => Enumerable.Range(0, TicksByRank + 1).Select(i => _distinct[i * (_distinct.Length - 1) / TicksByRank]).Distinct(),
            _ when _kind == FeatureKind.Timestamp => TimesTicked.Select(share => _distinct[0] + ((_distinct[^1] - _distinct[0]) * share)),
            _ => RoundTicks.Between(_distinct[0], _distinct[^1]),
        };
        return values.Select(value => (Place(value), Text(value)));
    }

    /// <summary>What an axis of the column is called.</summary>
    public string Name(string column) => IsByRank ? $"{column} (values evenly spaced)" : column;

    private static double Between(double value, double least, double greatest) => ((value / 2) - (least / 2)) / ((greatest / 2) - (least / 2));

    private string Text(double value)
    {
        if (_kind != FeatureKind.Timestamp) return RoundTicks.Text(value);
        bool isLong = _distinct[^1] - _distinct[0] >= 2 * Day;
        string text = TimestampText.Format(Math.Floor(value));
        return text.Length > 10 ? isLong ? text[..10] : text[5..16] : text;
    }
}
