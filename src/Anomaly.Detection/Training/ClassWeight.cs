using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>How much a row of each class weighs, on top of its own weight. The default of the type is <see cref="Balanced"/>.</summary>
public readonly record struct ClassWeight
{
    private const double LeastWeight = 1e-30;
    private const double MostWeight = 1e30;

    private readonly Rule _rule;

    private ClassWeight(Rule rule, double normal = 0, double anomaly = 0)
    {
        _rule = rule;
        Normal = normal;
        Anomaly = anomaly;
    }

    private enum Rule
    {
        Balanced,
        BalancedPerBootstrap,
        None,
        Given,
    }

    /// <summary>n / (2·nₖ) for class k, from the whole training table: both classes weigh the same.</summary>
    public static ClassWeight Balanced => new(Rule.Balanced);

    /// <summary>The same, from the rows drawn for each tree (scikit-learn's <c>balanced_subsample</c>); equals <see cref="Balanced"/> without bootstrap.</summary>
    public static ClassWeight BalancedPerBootstrap => new(Rule.BalancedPerBootstrap);

    /// <summary>Every row weighs 1.</summary>
    public static ClassWeight None => new(Rule.None);

    /// <summary>The given weight of a normal row; 0 unless given.</summary>
    public double Normal { get; }

    /// <summary>The given weight of an anomalous row; 0 unless given.</summary>
    public double Anomaly { get; }

    internal bool IsPerBootstrap => _rule == Rule.BalancedPerBootstrap;

    /// <summary>Fixed weights.</summary>
    /// <param name="normal">Weight of a normal row, in [1E-30, 1E30].</param>
    /// <param name="anomaly">Weight of an anomalous row, in [1E-30, 1E30].</param>
    /// <returns>The rule.</returns>
    /// <exception cref="OptionsException">A weight is out of range.</exception>
    public static ClassWeight Given(double normal, double anomaly) => new(
        Rule.Given,
        OptionGuard.Within(LeastWeight, MostWeight, normal, nameof(ClassWeight)),
        OptionGuard.Within(LeastWeight, MostWeight, anomaly, nameof(ClassWeight)));

    /// <summary>The two weights for a table, or a bag, with so many rows of each class.</summary>
    /// <param name="normalCount">Rows of the normal class, counted as often as they were drawn.</param>
    /// <param name="anomalyCount">Rows of the anomalous class, likewise.</param>
    /// <returns>The weights; a class without rows has none, and then the other weighs 1.</returns>
    internal (double Normal, double Anomaly) Resolve(long normalCount, long anomalyCount)
    {
        if (_rule == Rule.Given) return (Normal, Anomaly);
        if (_rule == Rule.None || normalCount == 0 || anomalyCount == 0) return (1, 1);
        double half = (normalCount + anomalyCount) / 2.0;
        return (half / normalCount, half / anomalyCount);
    }

    /// <summary>The rule as text: <c>none</c>, <c>balanced</c>, <c>balanced-subsample</c>, or <c>0:1,1:2</c>.</summary>
    /// <inheritdoc/>
    public override string ToString() => _rule switch
    {
        Rule.Given => string.Create(CultureInfo.InvariantCulture, $"0:{Normal},1:{Anomaly}"),
        Rule.None => "none",
        Rule.Balanced => "balanced",
        _ => "balanced-subsample",
    };
}
