using System.Globalization;

namespace Anomaly.Detection.Tool.Terminal;

/// <summary>Writes how long something takes.</summary>
internal static class TimeText
{
    /// <summary>Such as <c>0.42 s</c>, <c>12 s</c>, <c>3 min 20 s</c> or <c>2 h 5 min</c>.</summary>
    public static string Of(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0#} s"),
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };
}
