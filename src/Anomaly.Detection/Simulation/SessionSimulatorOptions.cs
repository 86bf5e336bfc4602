using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Simulation;

/// <summary>How many sessions a <see cref="SessionSimulator"/> draws, of whom, when, and how many of them are anomalies.</summary>
public sealed record SessionSimulatorOptions
{
    /// <summary>The number of sessions, which are the rows of the table; at least 1. Default 5,000.</summary>
    /// <exception cref="OptionsException">The value is below 1.</exception>
    public int SessionCount { get; init => field = OptionGuard.AtLeast(1, value); } = 5_000;

    /// <summary>
    /// The share of anomalies, in [0, 1]: exactly the nearest whole number to <see cref="AnomalyRate"/> × <see cref="SessionCount"/> of
    /// the sessions are anomalies, halves rounded up. Default 0.05.
    /// </summary>
    /// <exception cref="OptionsException">The value is outside [0, 1].</exception>
    public double AnomalyRate { get; init => field = OptionGuard.Within(0, 1, value); } = 0.05;

    /// <summary>The seed; any value. The same options give the same table on every machine. Default 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>
    /// Which people the sessions are of; any value. Draws of one seed from two populations have no user and no session in common, so that
    /// one can train and the other test. Default 0.
    /// </summary>
    public ulong Population { get; init; }

    /// <summary>How many sessions a user has on average, at least 1; the number of users follows from it. Default 10.</summary>
    /// <exception cref="OptionsException">The value is below 1.</exception>
    public int SessionsPerUser { get; init => field = OptionGuard.AtLeast(1, value); } = 10;

    /// <summary>
    /// The first day. New browser versions and cities appear on fixed dates in 2024, so a test drawn from later days than the training
    /// holds categories that training never saw; the users of a population and their habits are the same on every date. Default 2024-01-01.
    /// </summary>
    public DateOnly FirstDay { get; init; } = new(2024, 1, 1);

    /// <summary>The number of days, at least 1; the last one is no later than 9999-12-31. Default 90.</summary>
    /// <exception cref="OptionsException">The value is below 1.</exception>
    public int Days { get; init => field = OptionGuard.AtLeast(1, value); } = 90;
}
