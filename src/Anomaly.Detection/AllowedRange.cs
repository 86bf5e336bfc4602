using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>The values that a column may be given, both ends included. Immutable.</summary>
public sealed record AllowedRange
{
    /// <summary>Takes the ends.</summary>
    /// <param name="lowest">The lowest value; −∞ for no end.</param>
    /// <param name="highest">The highest value, at least <paramref name="lowest"/>; ∞ for no end.</param>
    /// <exception cref="OptionsException">An end is NaN, or the highest value lies below the lowest.</exception>
    public AllowedRange(double lowest, double highest)
    {
        Lowest = OptionGuard.Within(double.NegativeInfinity, double.PositiveInfinity, lowest, nameof(lowest));
        Highest = OptionGuard.Within(lowest, double.PositiveInfinity, highest, nameof(highest));
    }

    /// <summary>The lowest value; −∞ for no end.</summary>
    public double Lowest { get; }

    /// <summary>The highest value; ∞ for no end.</summary>
    public double Highest { get; }
}
