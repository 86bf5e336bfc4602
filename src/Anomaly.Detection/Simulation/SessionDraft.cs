using System.Diagnostics.CodeAnalysis;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Simulation;

/// <summary>A session under way: an ordinary one of its user first, which an attack then bends. Quantities are not rounded yet.</summary>
internal struct SessionDraft
{
    public SessionDraft(User user, DateOnly day, ref RandomStream random)
    {
        User = user;
        City = user.CityOn(day);
        Language = user.Language;
        if (random.NextChance(0.03)) City = City.DrawOther(ref random);
        UseDevice(random.NextChance(0.75) ? user.MainDevice : user.SecondDevice, day, ref random);

        Duration = user.Duration * random.NextFactor(0.3);
        double minutes = Duration / 60;
        PageViews = 1 + random.NextCount(minutes * user.PagesPerMinute * 0.7);
        TimeOnPage = Duration / PageViews * random.NextFactor(0.2);
        Clicks = random.NextCount(minutes * user.ClicksPerMinute * random.NextFactor(0.25));
        Scrolls = random.NextCount(minutes * user.ScrollsPerMinute * random.NextFactor(0.3));
        Forms = random.NextChance(0.2) ? 0 : random.NextCount(user.FormsPerSession);
        BounceRate = user.BounceRate * random.NextFactor(0.2);
        ConversionRate = user.ConversionRate * random.NextFactor(0.25);
    }

    public User User { get; }

    public City City { get; set; }

    public string Language { get; set; }

    public string DeviceName { get; set; }

    public string Screen { get; set; }

    public string Browser { get; set; }

    public bool IsPortrait { get; set; }

    /// <summary>Seconds.</summary>
    public double Duration { get; set; }

    /// <summary>Seconds.</summary>
    public double TimeOnPage { get; set; }

    public double PageViews { get; set; }

    public double Clicks { get; set; }

    public double Scrolls { get; set; }

    public double Forms { get; set; }

    public double BounceRate { get; set; }

    public double ConversionRate { get; set; }

    [MemberNotNull(nameof(DeviceName), nameof(Screen), nameof(Browser))]
    public void UseDevice(Device device, DateOnly day, ref RandomStream random)
    {
        DeviceName = device.Type.Name;
        Screen = device.Screen;
        Browser = device.Browser.On(day, device.UpdateLagDays);
        IsPortrait = random.NextChance(device.Type.PortraitShare);
    }
}
