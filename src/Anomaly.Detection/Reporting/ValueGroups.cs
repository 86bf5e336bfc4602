using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>Which colour the values of a column have: numbers from low to high, each class its own, missing values apart.</summary>
/// <remarks>The least and the greatest twentieth of the numbers share a colour each, so that one far value does not leave a single colour to all others.</remarks>
internal sealed class ValueGroups
{
    /// <summary>How many colours there are from low to high.</summary>
    public const int ColourCount = 7;

    private const int TailShare = 20;

    private readonly ColumnEffect _effect;
    private readonly double _low;
    private readonly double _high;

    private ValueGroups(ColumnEffect effect, double low, double high) => (_effect, _low, _high) = (effect, low, high);

    private bool IsCategory => _effect.Kind == FeatureKind.Categorical;

    public static ValueGroups Of(ColumnEffect effect)
    {
        double[] sorted = [.. effect.Values.Where(value => !double.IsNaN(value)).Order()];
        if (sorted.Length == 0) return new ValueGroups(effect, 0, 0);
        double low = sorted[sorted.Length / TailShare], high = sorted[sorted.Length - 1 - (sorted.Length / TailShare)];

        // A value that all but a few rows have leaves nothing between: then the ends decide.
        return low < high ? new ValueGroups(effect, low, high) : new ValueGroups(effect, sorted[0], sorted[^1]);
    }

    /// <summary>The group of a row: a colour of a number, the index of a class, −1 where missing.</summary>
    public int Of(int row)
    {
        double value = _effect.Values[row];
        if (double.IsNaN(value)) return -1;
        if (IsCategory) return (int)value;
        if (_low == _high) return ColourCount / 2;
        double share = ((value / 2) - (_low / 2)) / ((_high / 2) - (_low / 2));
        return (int)Math.Clamp(share * ColourCount, 0, ColourCount - 1);
    }

    /// <summary>The class of the page's style sheet that a group is drawn in.</summary>
    public string Style(int group)
    {
        if (group < 0) return "missing";
        int colour = !IsCategory ? group : _effect.Classes.Length == 1 ? ColourCount / 2 : group * (ColourCount - 1) / (_effect.Classes.Length - 1);
        return FormattableString.Invariant($"v{colour}");
    }

    /// <summary>What the rows of a group have in common.</summary>
    /// <param name="group">The group.</param>
    /// <param name="rows">The rows of it that are drawn; at least one.</param>
    public string Tip(int group, IEnumerable<int> rows)
    {
        if (group < 0) return $"{_effect.Column}: missing";
        if (IsCategory) return $"{_effect.Column} = {_effect.Classes[group]}";
        double[] values = [.. rows.Select(row => _effect.Values[row])];
        string least = ValueText.Of(_effect, values.Min()), greatest = ValueText.Of(_effect, values.Max());
        return least == greatest ? $"{_effect.Column} = {least}" : $"{_effect.Column} from {least} to {greatest}";
    }
}
