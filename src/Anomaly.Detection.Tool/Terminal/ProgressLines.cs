using System.Diagnostics;
using System.Globalization;

namespace Anomaly.Detection.Tool.Terminal;

/// <summary>Progress where nobody looks at a screen: a line every ten seconds.</summary>
internal sealed class ProgressLines(TextWriter notes, string title) : IProgress<double>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _next = Interval;

    public void Report(double value)
    {
        lock (_lock)
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
            if (elapsed < _next || value <= 0 || value >= 1) return;
            _next = elapsed + Interval;
            notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {value:P0}, about {TimeText.Of(elapsed * ((1 - value) / value))} left"));
        }
    }
}
