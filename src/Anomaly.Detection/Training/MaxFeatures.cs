using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>How many features are drawn at a node to look for a split among them.</summary>
/// <remarks>
/// scikit-learn's <c>max_features</c>. A drawn feature that is constant at the node counts, but drawing goes on until one was found that is
/// not. When all features are looked at, they are looked at in column order, so nothing is drawn.
/// </remarks>
public readonly record struct MaxFeatures
{
    private readonly Rule _rule;
    private readonly double _value;

    private MaxFeatures(Rule rule, double value = 0)
    {
        _rule = rule;
        _value = value;
    }

    private enum Rule
    {
        Sqrt,
        Log2,
        All,
        Count,
        Fraction,
    }

    /// <summary>⌊√features⌋, at least 1; the default of the type.</summary>
    public static MaxFeatures Sqrt => new(Rule.Sqrt);

    /// <summary>⌊log₂ features⌋, at least 1.</summary>
    public static MaxFeatures Log2 => new(Rule.Log2);

    /// <summary>All features: no drawing.</summary>
    public static MaxFeatures All => new(Rule.All);

    /// <summary>A fixed number; more than there are means all.</summary>
    /// <param name="features">At least 1.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="OptionsException">The number is below 1.</exception>
    public static MaxFeatures Count(int features) => new(Rule.Count, OptionGuard.AtLeast(1, features, nameof(MaxFeatures)));

    /// <summary>A share of the features: ⌊share × features⌋, at least 1.</summary>
    /// <param name="share">In (0, 1].</param>
    /// <returns>The rule.</returns>
    /// <exception cref="OptionsException">The share is out of range.</exception>
    public static MaxFeatures Fraction(double share) => new(Rule.Fraction, OptionGuard.AboveWithin(0, 1, share, nameof(MaxFeatures)));

    /// <summary>The number of features to draw out of so many.</summary>
    /// <param name="featureCount">How many features there are, at least 1.</param>
    /// <returns>A number from 1 to <paramref name="featureCount"/>.</returns>
    public int Resolve(int featureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        int count = _rule switch
        {
            Rule.Sqrt => (int)Math.Sqrt(featureCount),
            Rule.Log2 => int.Log2(featureCount),
            Rule.All => featureCount,
            Rule.Count => (int)_value,
            _ => (int)(_value * featureCount),
        };
        return Math.Clamp(count, 1, featureCount);
    }

    /// <summary>The rule as text: <c>sqrt</c>, <c>log2</c>, <c>all</c>, a count, or a share with a decimal point.</summary>
    /// <inheritdoc/>
    public override string ToString() => _rule switch
    {
        Rule.Count => _value.ToString(CultureInfo.InvariantCulture),
        Rule.Fraction => _value.ToString("0.0################", CultureInfo.InvariantCulture),
        Rule.Sqrt => "sqrt",
        Rule.Log2 => "log2",
        _ => "all",
    };
}
