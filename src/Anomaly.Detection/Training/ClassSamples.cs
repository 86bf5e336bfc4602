using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>How many rows of each class are drawn for a tree, with replacement. The default of the type is <see cref="Balanced"/>.</summary>
/// <remarks>Chen, Liaw and Breiman, "Using random forest to learn imbalanced data" (2004), the balanced random forest.</remarks>
public readonly record struct ClassSamples
{
    private readonly bool _isGiven;

    private ClassSamples(double normalShare, double anomalyShare)
    {
        _isGiven = true;
        NormalShare = normalShare;
        AnomalyShare = anomalyShare;
    }

    /// <summary>Of each class as many draws as the rarer one has rows.</summary>
    public static ClassSamples Balanced => default;

    /// <summary>The given share of normal rows; 0 unless given.</summary>
    public double NormalShare { get; }

    /// <summary>The given share of anomalous rows; 0 unless given.</summary>
    public double AnomalyShare { get; }

    /// <summary>As many draws of each class as a share of its rows, at least one.</summary>
    /// <param name="normalShare">For normal rows, in (0, 1].</param>
    /// <param name="anomalyShare">For anomalous rows, in (0, 1].</param>
    /// <returns>The rule.</returns>
    /// <exception cref="OptionsException">A share is out of range.</exception>
    public static ClassSamples Given(double normalShare, double anomalyShare) => new(
        OptionGuard.AboveWithin(0, 1, normalShare, nameof(ClassSamples)),
        OptionGuard.AboveWithin(0, 1, anomalyShare, nameof(ClassSamples)));

    /// <summary>The numbers of draws for a table with so many rows of each class, none of them 0.</summary>
    internal (int Normal, int Anomaly) Resolve(int normalCount, int anomalyCount)
    {
        if (_isGiven) return (Draws(normalCount, NormalShare), Draws(anomalyCount, AnomalyShare));
        int rarer = Math.Min(normalCount, anomalyCount);
        return (rarer, rarer);
    }

    /// <summary>The rule as text: <c>balanced</c>, or <c>0:0.05,1:1</c>.</summary>
    /// <inheritdoc/>
    public override string ToString() => _isGiven ? string.Create(CultureInfo.InvariantCulture, $"0:{NormalShare},1:{AnomalyShare}") : "balanced";

    private static int Draws(int rowCount, double share) => Math.Max(1, (int)Math.Round(rowCount * share));
}
