using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Simulation;

/// <summary>A user's habits, the same in every session of theirs. Immutable.</summary>
internal sealed class User
{
    public User(string id, RandomStream random)
    {
        Id = id;
        Home = City.Homes.Draw(ref random);
        NextHome = random.NextChance(0.12) ? City.Newer.Draw(ref random) : null;
        Language = random.NextChance(0.88) ? Home.Language : City.CommonLanguages.Draw(ref random);
        MainDevice = Device.Draw(ref random);
        SecondDevice = random.NextChance(0.4) ? Device.Draw(ref random) : MainDevice;
        BusiestHour = random.NextChance(0.35) ? random.NextBetween(8, 13) : random.NextBetween(14, 23);
        HourSpread = random.NextBetween(1.2, 3);
        Duration = Math.Clamp(Math.Round(270 * random.NextFactor(0.4)), 45, 1800);
        ClicksPerMinute = 1.15 * random.NextFactor(0.25);
        ScrollsPerMinute = 2.2 * random.NextFactor(0.25);
        PagesPerMinute = 0.62 * random.NextFactor(0.2);
        FormsPerSession = 0.8 * random.NextFactor(0.3);
        BounceRate = Math.Min(0.9, 0.27 * random.NextFactor(0.4));
        ConversionRate = Math.Min(0.6, 0.085 * random.NextFactor(0.5));
    }

    public string Id { get; }

    public City Home { get; }

    /// <summary>The city they move to when it appears; null for those who stay.</summary>
    public City? NextHome { get; }

    public string Language { get; }

    public Device MainDevice { get; }

    public Device SecondDevice { get; }

    /// <summary>Hour of day, 0 to 24, around which their sessions lie.</summary>
    public double BusiestHour { get; }

    public double HourSpread { get; }

    /// <summary>Their average duration in seconds; what <c>avg_session_duration</c> holds.</summary>
    public double Duration { get; }

    public double ClicksPerMinute { get; }

    public double ScrollsPerMinute { get; }

    public double PagesPerMinute { get; }

    public double FormsPerSession { get; }

    public double BounceRate { get; }

    public double ConversionRate { get; }

    public City CityOn(DateOnly day) => NextHome is { } next && day >= next.Since ? next : Home;
}
