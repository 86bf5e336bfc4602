namespace Anomaly.Detection.Simulation;

/// <summary>A kind of device: the screens and browsers it comes with, and how it is held.</summary>
internal sealed record DeviceType(string Name, double PortraitShare, WeightedTable<string> Screens, WeightedTable<BrowserFamily> Browsers)
{
    // Many phones report their physical pixels, so that a screen size alone does not tell a phone from a desktop.
    public static readonly DeviceType Mobile = new(
        "mobile",
        PortraitShare: 0.86,
        Screens: new((6, "1920x1080"), (5, "390x844"), (4, "375x812"), (4, "414x896"), (4, "360x800"), (2, "412x915")),
        Browsers: new((10, BrowserFamily.Chrome), (7, BrowserFamily.Safari), (3, BrowserFamily.Samsung), (1, BrowserFamily.Firefox)));

    public static readonly DeviceType Desktop = new(
        "desktop",
        PortraitShare: 0.03,
        Screens: new((10, "1920x1080"), (6, "1366x768"), (4, "2560x1440"), (3, "1536x864"), (2, "1440x900")),
        Browsers: new((12, BrowserFamily.Chrome), (4, BrowserFamily.Edge), (3, BrowserFamily.Firefox), (3, BrowserFamily.Safari)));

    public static readonly DeviceType Tablet = new(
        "tablet",
        PortraitShare: 0.45,
        Screens: new((5, "768x1024"), (3, "1280x800"), (3, "820x1180"), (2, "1920x1080")),
        Browsers: new((6, BrowserFamily.Safari), (4, BrowserFamily.Chrome), (2, BrowserFamily.Samsung)));

    public static readonly WeightedTable<DeviceType> All = new((50, Mobile), (38, Desktop), (12, Tablet));

    /// <summary>The screens that machines without one pretend to have.</summary>
    public static readonly WeightedTable<string> MachineScreens = new((6, "1920x1080"), (3, "1366x768"), (3, "800x600"), (2, "1024x768"));
}
