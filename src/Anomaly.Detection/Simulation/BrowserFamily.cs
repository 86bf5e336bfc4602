namespace Anomaly.Detection.Simulation;

/// <summary>A browser and its versions, oldest first; a new one reaches a user some days after it came out.</summary>
internal sealed class BrowserFamily(params (string Info, DateOnly Since)[] releases)
{
    /// <summary>Users who never update stay at the oldest version.</summary>
    public const int Never = int.MaxValue;

    public static readonly BrowserFamily Chrome = new(
        ("Chrome/90.0", DateOnly.MinValue),
        ("Chrome/91.0", new DateOnly(2023, 10, 2)),
        ("Chrome/92.0", new DateOnly(2024, 2, 20)),
        ("Chrome/93.0", new DateOnly(2024, 4, 2)),
        ("Chrome/94.0", new DateOnly(2024, 6, 4)));

    public static readonly BrowserFamily Firefox = new(
        ("Firefox/88.0", DateOnly.MinValue),
        ("Firefox/89.0", new DateOnly(2023, 10, 16)),
        ("Firefox/90.0", new DateOnly(2024, 3, 5)));

    public static readonly BrowserFamily Safari = new(
        ("Safari/14.0", DateOnly.MinValue),
        ("Safari/14.1", new DateOnly(2023, 9, 18)),
        ("Safari/15.0", new DateOnly(2024, 3, 25)));

    public static readonly BrowserFamily Edge = new(
        ("Edge/90.0", DateOnly.MinValue),
        ("Edge/91.0", new DateOnly(2023, 10, 9)),
        ("Edge/92.0", new DateOnly(2024, 2, 27)));

    public static readonly BrowserFamily Samsung = new(
        ("SamsungBrowser/13.2", DateOnly.MinValue),
        ("SamsungBrowser/14.2", new DateOnly(2023, 11, 6)));

    public static IReadOnlyList<BrowserFamily> All => [Chrome, Firefox, Safari, Edge, Samsung];

    public IReadOnlyList<(string Info, DateOnly Since)> Releases => releases;

    public string Oldest => releases[0].Info;

    /// <summary>The version that somebody has on a day who updates after <paramref name="lagDays"/>.</summary>
    public string On(DateOnly day, int lagDays)
    {
        if (lagDays == Never) return Oldest;
        int release = releases.Length - 1;
        while (release > 0 && releases[release].Since.DayNumber + lagDays > day.DayNumber) release--;
        return releases[release].Info;
    }
}
