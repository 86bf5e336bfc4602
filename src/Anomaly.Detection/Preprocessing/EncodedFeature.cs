using System.Collections.Immutable;

namespace Anomaly.Detection.Preprocessing;

/// <summary>One feature as plain data: where it comes from and how. Immutable, so that it can travel in a model file.</summary>
/// <remarks>
/// Made by <see cref="FeatureEncoder.Fit"/>, or by a loader, whose values <see cref="FeatureEncoder.FromParts"/> checks.
/// A cell is a number: the value of a numeric column, the seconds of a timestamp, the class code of a category; NaN is missing.
/// </remarks>
public sealed record EncodedFeature
{
    private const double SecondsPerHour = 3600;
    private const double SecondsPerDay = 86400;
    private const int DaysPerWeek = 7;

    // 1970-01-01 was a Thursday, and Monday is 0.
    private const int WeekdayOfOrigin = 3;

    /// <summary>The name, different from that of every other feature: <c>clicks_count</c>, <c>transaction_date.hour</c>, <c>device_type=mobile</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How the feature follows from its cells.</summary>
    public required FeatureOperation Operation { get; init; }

    /// <summary>Index of the column whose cell comes first, first column = 0.</summary>
    public required int Source { get; init; }

    /// <summary>Index of the column whose cell comes second, for <see cref="FeatureOperation.Ratio"/> and <see cref="FeatureOperation.Difference"/>; −1 (the default) for all others.</summary>
    public int SecondSource { get; init; } = -1;

    /// <summary>The class that <see cref="FeatureOperation.OneHot"/> asks for, first = 0; −1 (the default) for all others.</summary>
    public int ClassCode { get; init; } = -1;

    /// <summary>What <see cref="FeatureOperation.ElapsedDays"/> counts from, in seconds since 1970-01-01T00:00:00 UTC; 0 (the default) for all others.</summary>
    public double OriginSeconds { get; init; }

    /// <summary>For <see cref="FeatureOperation.Frequency"/>: the share of training rows per class code, each in [0, 1]; empty (the default) for all others.</summary>
    public ImmutableArray<double> Frequencies { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What stands in for a missing value, before scaling; NaN (the default) leaves it missing.</summary>
    public double Fill { get; init; } = double.NaN;

    /// <summary>Whether the feature reads two columns.</summary>
    public bool HasTwoSources => Operation is FeatureOperation.Ratio or FeatureOperation.Difference;

    /// <summary>Works the feature out, before a missing value is filled and before scaling.</summary>
    /// <param name="first">The cell of <see cref="Source"/>; NaN when missing.</param>
    /// <param name="second">The cell of <see cref="SecondSource"/>; read only where <see cref="HasTwoSources"/>.</param>
    /// <returns>The value; NaN when missing, infinite when two finite cells divide or subtract to more than a double holds.</returns>
    /// <remarks>Thread-safe, allocates nothing.</remarks>
    public double Apply(double first, double second) => Operation switch
    {
        FeatureOperation.Value or FeatureOperation.Code => first,
        FeatureOperation.Frequency => FrequencyOf(first),
        FeatureOperation.OneHot => double.IsNaN(first) ? double.NaN : first == ClassCode ? 1 : 0,
        FeatureOperation.HourOfDay => Math.Floor(Modulo(Math.Floor(first), SecondsPerDay) / SecondsPerHour),
        FeatureOperation.DayOfWeek => Modulo(Math.Floor(Math.Floor(first) / SecondsPerDay) + WeekdayOfOrigin, DaysPerWeek),
        FeatureOperation.ElapsedDays => (first - OriginSeconds) / SecondsPerDay,
        FeatureOperation.Ratio => second == 0 ? double.NaN : first / second,
        FeatureOperation.Difference => first - second,
        _ => double.NaN,
    };

    /// <summary>Whether both describe the same feature; NaN equals NaN, and frequencies are compared one by one.</summary>
    /// <inheritdoc/>
    public bool Equals(EncodedFeature? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && Operation == other.Operation
        && Source == other.Source
        && SecondSource == other.SecondSource
        && ClassCode == other.ClassCode
        && OriginSeconds.Equals(other.OriginSeconds)
        && Fill.Equals(other.Fill)
        && Frequencies.AsSpan().SequenceEqual(other.Frequencies.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Operation, Source, SecondSource, ClassCode, OriginSeconds, Fill, Frequencies.Length);

    private double FrequencyOf(double code) => code >= 0 && code < Frequencies.Length ? Frequencies[(int)code] : double.NaN;

    // Exact for whole numbers, and never equal to the divisor, as a small negative fraction plus the divisor would be.
    private static double Modulo(double whole, double divisor)
    {
        double remainder = whole % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }
}
