using System.Collections.Immutable;
using System.Globalization;

namespace Anomaly.Detection.Data;

/// <summary>How the timestamps of a column were spread over time and over the hours of the day. Immutable.</summary>
public sealed record TimestampBaseline : ColumnBaseline
{
    /// <summary>The hours of a day: 24.</summary>
    internal const int HoursPerDay = 24;

    private const int SecondsPerHour = 3600;
    private const int SecondsPerDay = 86400;

    /// <summary>Makes a baseline of its parts.</summary>
    /// <param name="spread">How the seconds since 1970 UTC were spread.</param>
    /// <param name="hourCounts">Per hour of the day in UTC, from 0 to 23, how many timestamps fell into it; in sum as many as the spread has.</param>
    /// <param name="missingCount">How many were missing, at least 0.</param>
    /// <exception cref="ArgumentException">A count is negative, there are not 24 hours, or they do not add up.</exception>
    public TimestampBaseline(ValueSpread spread, ImmutableArray<int> hourCounts, int missingCount)
        : base(missingCount)
    {
        ArgumentNullException.ThrowIfNull(spread);
        if (hourCounts.IsDefault || hourCounts.Length != HoursPerDay) throw new ArgumentException(FormattableString.Invariant($"There are counts of {(hourCounts.IsDefault ? 0 : hourCounts.Length)} hours; there must be {HoursPerDay}."), nameof(hourCounts));
        long sum = 0;
        foreach (int count in hourCounts) sum += count < 0 ? throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The count of an hour is {count}; it must be at least 0."), nameof(hourCounts)) : count;
        if (sum != spread.Count) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The hours hold {sum} timestamps, but {spread.Count} were spread over time."), nameof(hourCounts));
        Spread = spread;
        HourCounts = hourCounts;
    }

    /// <inheritdoc/>
    public override FeatureKind Kind => FeatureKind.Timestamp;

    /// <summary>How the seconds since 1970-01-01T00:00:00 UTC were spread.</summary>
    public ValueSpread Spread { get; }

    /// <summary>Per hour of the day in UTC, from 0 to 23, how many timestamps fell into it.</summary>
    public ImmutableArray<int> HourCounts { get; }

    /// <inheritdoc/>
    public override int PresentCount => Spread.Count;

    /// <summary>Takes the baseline of timestamps.</summary>
    /// <param name="seconds">One a row, in seconds since 1970 UTC; NaN is missing.</param>
    /// <returns>The baseline.</returns>
    public static TimestampBaseline Of(ReadOnlySpan<double> seconds)
    {
        var spread = ValueSpread.Of(seconds);
        int[] hours = new int[HoursPerDay];
        foreach (double time in seconds)
        {
            if (!double.IsNaN(time)) hours[HourOf(time)]++;
        }

        return new TimestampBaseline(spread, [.. hours], seconds.Length - spread.Count);
    }

    /// <summary>Where a timestamp stands in the order of time, whatever its hour.</summary>
    /// <param name="seconds">Seconds since 1970 UTC.</param>
    /// <param name="among">What the rows are called, in the plural: <c>normal rows</c>.</param>
    /// <returns>A standing of kind <see cref="StandingKind.Time"/>.</returns>
    public ValueStanding StandingInTime(double seconds, string among) => NumericBaseline.StandingIn(Spread, StandingKind.Time, seconds, among);

    /// <summary>Whether both have the same counts.</summary>
    /// <inheritdoc/>
    public bool Equals(TimestampBaseline? other) =>
        other is not null && MissingCount == other.MissingCount && Spread.Equals(other.Spread) && HourCounts.AsSpan().SequenceEqual(other.HourCounts.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MissingCount, Spread);

    private protected override ValueStanding StandingOfPresent(double cell, string among)
    {
        int hour = HourOf(cell);
        return StandingInTime(cell, among) with { Kind = StandingKind.HourOfDay, Hour = hour, Equal = ShareOf(HourCounts[hour]) };
    }

    // As the feature of the hour has it: whole seconds are rounded down first. Clamped for numbers beyond all calendars, where doubles know no seconds.
    private static int HourOf(double seconds)
    {
        double whole = Math.Floor(seconds);
        double ofDay = whole - (Math.Floor(whole / SecondsPerDay) * SecondsPerDay);
        return (int)Math.Clamp(ofDay / SecondsPerHour, 0, HoursPerDay - 1);
    }
}
