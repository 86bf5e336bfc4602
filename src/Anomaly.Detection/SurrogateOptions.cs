using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>How a <see cref="SurrogateTree"/> is fitted.</summary>
public sealed record SurrogateOptions
{
    /// <summary>Most splits on the way to a rule, 1 to 6: the most conditions that it has. Default: 3.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MaxDepth { get; init => field = OptionGuard.Within(1, 6, value); } = 3;

    /// <summary>Most rows that are looked at, at least 10; of more as many are drawn. Three in ten are kept to judge by. Default: 20,000.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MostRows { get; init => field = OptionGuard.AtLeast(10, value); } = 20_000;

    /// <summary>Where the random numbers begin that draw and part the rows; any value. Default: 42.</summary>
    public ulong Seed { get; init; } = 42;
}
