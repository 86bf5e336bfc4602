using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Simulation;

/// <summary>Who comes when, and which sessions are anomalies: all that must be known before rows can be put in the order of time.</summary>
internal sealed class SessionPlan
{
    private const int SecondsPerHour = 3600;
    private const int SecondsPerDay = 24 * SecondsPerHour;
    private const int IndexBits = 31;

    private readonly SessionKind[] _kinds;

    // Ten thousand years are 39 bits of seconds, and an index takes 31 more.
    private readonly UInt128[] _timeAndIndex;

    private SessionPlan(int count)
    {
        _kinds = new SessionKind[count];
        _timeAndIndex = new UInt128[count];
    }

    /// <summary>Plans all sessions.</summary>
    /// <param name="options">How many, when and so on.</param>
    /// <param name="seeds">The streams of users and sessions.</param>
    /// <param name="users">The users.</param>
    /// <param name="checkpoint">Called now and then; it may throw to cancel.</param>
    public static SessionPlan Draw(SessionSimulatorOptions options, SimulationSeeds seeds, User[] users, Action checkpoint)
    {
        var plan = new SessionPlan(options.SessionCount);
        plan.DrawKinds(options.AnomalyRate, seeds.OfLabels());
        for (int index = 0; index < plan._kinds.Length; index++)
        {
            if (index % SessionSimulator.RowsPerReport == 0) checkpoint();
            RandomStream random = seeds.OfSession(index);
            User user = DrawUser(users, ref random);
            ulong seconds = ((ulong)random.NextInt(options.Days) * SecondsPerDay) + (ulong)DrawTimeOfDay(user, plan._kinds[index], ref random);

            // The index breaks ties, so that the order is one whatever the sort does.
            plan._timeAndIndex[index] = ((UInt128)seconds << IndexBits) | (uint)index;
        }

        Array.Sort(plan._timeAndIndex);
        return plan;
    }

    /// <summary>The first draw of every session's stream: whose it is.</summary>
    public static User DrawUser(User[] users, ref RandomStream random) => users[random.NextInt(users.Length)];

    /// <summary>The session at a place in the order of time.</summary>
    public (int Index, SessionKind Kind, int Day, int SecondOfDay) At(int row)
    {
        int index = (int)(_timeAndIndex[row] & (uint)int.MaxValue);
        ulong seconds = (ulong)(_timeAndIndex[row] >> IndexBits);
        return (index, _kinds[index], (int)(seconds / SecondsPerDay), (int)(seconds % SecondsPerDay));
    }

    // Each session is an anomaly with the chance that makes the count come out exactly (Fan, Muller and Rezucha, 1962).
    private void DrawKinds(double rate, RandomStream random)
    {
        int wanted = (int)Math.Round(rate * _kinds.Length, MidpointRounding.AwayFromZero);
        for (int index = 0; index < _kinds.Length; index++)
        {
            if (random.NextInt(_kinds.Length - index) >= wanted) continue;
            _kinds[index] = Attack.Kinds.Draw(ref random);
            wanted--;
        }
    }

    private static int DrawTimeOfDay(User user, SessionKind kind, ref RandomStream random)
    {
        double hour = random.NextChance(Attack.NightShare(kind))
            ? random.NextBetween(1, 7)
            : user.BusiestHour + (user.HourSpread * random.NextNormal());
        int second = (int)(hour * SecondsPerHour) % SecondsPerDay;
        return second < 0 ? second + SecondsPerDay : second;
    }
}
