using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Simulation;

/// <summary>One random stream for the labels, one per user and two per session, so that no draw moves another.</summary>
internal sealed class SimulationSeeds
{
    private readonly ulong _people;
    private readonly ulong _events;

    public SimulationSeeds(SessionSimulatorOptions options)
    {
        var population = new RandomStream(options.Seed, options.Population);
        _people = population.NextUInt64();

        // Other days, other sessions of the same people.
        _events = new RandomStream(population.NextUInt64(), (ulong)options.FirstDay.DayNumber).NextUInt64();
    }

    public RandomStream OfLabels() => new(_events, 0);

    public RandomStream OfUser(int user) => new(_people, (ulong)user);

    /// <summary>Who comes when.</summary>
    public RandomStream OfSession(int index) => new(_events, (2 * (ulong)index) + 1);

    /// <summary>What happens then.</summary>
    public RandomStream OfContent(int index) => new(_events, (2 * (ulong)index) + 2);
}
