using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Simulation;

/// <summary>How each kind of anomaly bends an ordinary session of the account it uses.</summary>
/// <remarks>
/// Every attack has a strength in [0, 1): weak ones hide among ordinary sessions. The model sees one row at a time, so what gives an attack
/// away must be in the row: a duration beside the user's average, a language beside the city, a screen beside the device, an odd hour.
/// </remarks>
internal static class Attack
{
    /// <summary>How likely an anomaly is of each kind.</summary>
    public static readonly WeightedTable<SessionKind> Kinds = new(
        (25, SessionKind.Scraping),
        (24, SessionKind.CredentialStuffing),
        (20, SessionKind.AccountTakeover),
        (21, SessionKind.ClickFraud),
        (10, SessionKind.Quiet));

    /// <summary>The share of sessions deep in the night instead of the user's own hours.</summary>
    public static double NightShare(SessionKind kind) => kind switch
    {
        SessionKind.Ordinary => 0.03,
        SessionKind.Quiet => 0.15,
        SessionKind.ClickFraud => 0.3,
        _ => 0.45,
    };

    public static void Bend(ref SessionDraft session, SessionKind kind, DateOnly day, ref RandomStream random)
    {
        double ease = random.NextDouble();
        double strength = 1 - (ease * ease * ease);
        switch (kind)
        {
            case SessionKind.Scraping:
                Scrape(ref session, strength, ref random);
                break;
            case SessionKind.CredentialStuffing:
                StuffCredentials(ref session, strength, ref random);
                break;
            case SessionKind.AccountTakeover:
                TakeOver(ref session, strength, day, ref random);
                break;
            case SessionKind.ClickFraud:
                ClickForMoney(ref session, strength, ref random);
                break;
            case SessionKind.Quiet:
                Whisper(ref session, strength, ref random);
                break;
        }
    }

    // Many pages in a short time each, nothing filled in.
    private static void Scrape(ref SessionDraft session, double strength, ref RandomStream random)
    {
        double hurry = 1 + (4.5 * strength * random.NextFactor(0.3));
        session.PageViews = Math.Round(session.PageViews * hurry);
        session.TimeOnPage /= hurry;
        session.Duration *= random.NextBetween(0.6, 1.5);
        session.Clicks = Math.Round(session.Clicks * random.NextBetween(0.3, 1.2));
        session.Scrolls = Math.Round(session.Scrolls * random.NextBetween(0.2, 1.3));
        if (random.NextChance(0.4 + (0.5 * strength))) session.Forms = 0;
        session.ConversionRate *= 1 - (0.7 * strength);
        if (random.NextChance(0.35)) PretendMachine(ref session, ref random);
    }

    // One page, one form, again and again, from wherever the machine stands.
    private static void StuffCredentials(ref SessionDraft session, double strength, ref RandomStream random)
    {
        double hurry = 1 + (3.5 * strength * random.NextFactor(0.3));
        session.Duration /= hurry;
        session.PageViews = 1 + random.NextCount(0.6);
        session.TimeOnPage = session.Duration / session.PageViews * random.NextFactor(0.2);
        session.Forms += random.NextCount(0.6 + (3 * strength));
        session.Clicks = Math.Round((session.Clicks / hurry) + session.Forms);
        session.Scrolls = Math.Round(session.Scrolls / (hurry * hurry));
        session.BounceRate *= 1 + (0.6 * strength);
        if (random.NextChance(0.35)) session.Language = City.CommonLanguages.Draw(ref random);
        if (random.NextChance(0.25)) PretendMachine(ref session, ref random);
    }

    // Somebody else, elsewhere, on another device, in a hurry or having a long look round: against the user's habits.
    private static void TakeOver(ref SessionDraft session, double strength, DateOnly day, ref RandomStream random)
    {
        if (random.NextChance(0.75)) session.City = session.City.DrawOther(ref random);
        if (random.NextChance(0.3)) session.Language = City.CommonLanguages.Draw(ref random);
        if (random.NextChance(0.7)) session.UseDevice(Device.Draw(ref random), day, ref random);
        double pace = 1 + (2 * strength * random.NextFactor(0.2));
        session.Duration = random.NextChance(0.6) ? session.Duration / pace : session.Duration * pace;
        session.Forms += random.NextCount(0.6 + (1.6 * strength));
        session.ConversionRate *= 1 + strength;
    }

    private static void ClickForMoney(ref SessionDraft session, double strength, ref RandomStream random)
    {
        session.Clicks = Math.Round((session.Clicks * (1 + (3 * strength))) + random.NextCount(1 + (9 * strength)));
        session.TimeOnPage /= 1 + (1.5 * strength);
        session.Scrolls = Math.Round(session.Scrolls * random.NextBetween(0.1, 1));
        session.BounceRate *= 1 + (0.8 * strength);
        session.ConversionRate *= 1 - (0.5 * strength);
        if (random.NextChance(0.2)) session.Language = City.CommonLanguages.Draw(ref random);
    }

    private static void Whisper(ref SessionDraft session, double strength, ref RandomStream random)
    {
        session.Duration *= random.NextChance(0.5) ? 1 + (0.5 * strength) : 1 / (1 + (0.5 * strength));
        session.Clicks = Math.Round(session.Clicks * (1 + (0.6 * strength)));
        session.BounceRate *= 1 + (0.3 * strength);
        if (random.NextChance(0.2)) session.City = session.City.DrawOther(ref random);
    }

    private static void PretendMachine(ref SessionDraft session, ref RandomStream random)
    {
        session.Screen = DeviceType.MachineScreens.Draw(ref random);
        session.Browser = BrowserFamily.Chrome.Oldest;
        session.IsPortrait = random.NextChance(0.2);
    }
}
