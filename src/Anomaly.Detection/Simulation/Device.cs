using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Simulation;

/// <summary>One device of one user.</summary>
/// <param name="Type">The kind of device.</param>
/// <param name="Screen">Its screen size.</param>
/// <param name="Browser">Its browser.</param>
/// <param name="UpdateLagDays">How many days after its release a version arrives; <see cref="BrowserFamily.Never"/> for no updates.</param>
internal sealed record Device(DeviceType Type, string Screen, BrowserFamily Browser, int UpdateLagDays)
{
    private const int LongestLagDays = 40;

    public static Device Draw(ref RandomStream random)
    {
        DeviceType type = DeviceType.All.Draw(ref random);
        return new Device(
            type,
            type.Screens.Draw(ref random),
            type.Browsers.Draw(ref random),
            random.NextChance(0.12) ? BrowserFamily.Never : random.NextInt(LongestLagDays));
    }
}
