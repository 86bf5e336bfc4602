namespace Anomaly.Detection.Data;

/// <summary>Where a value stands among others of its column. Plain data, immutable.</summary>
/// <remarks>Shares are of those of the others that have a value; only of a missing value they are of all.</remarks>
public sealed record ValueStanding
{
    /// <summary>In which way it stands. Default: a number.</summary>
    public StandingKind Kind { get; init; }

    /// <summary>The share of the others that lie below the value, in [0, 1]; null for what has no order, such as a category, and where no other has a value.</summary>
    public double? Below { get; init; }

    /// <summary>The share of the others that lie above the value, in [0, 1]; null for what has no order, and where no other has a value.</summary>
    public double? Above { get; init; }

    /// <summary>The share of the others that are equal to the value, in [0, 1]; of a timestamp those of the same hour of the day; of a missing value those that are missing.</summary>
    public required double Equal { get; init; }

    /// <summary>The hour of the day in UTC, 0 to 23; null for what is no <see cref="StandingKind.HourOfDay"/>.</summary>
    public int? Hour { get; init; }

    /// <summary>Who the others are, in the plural: <c>normal rows</c>.</summary>
    public required string Among { get; init; }

    /// <summary>The standing as the middle of a sentence: <c>higher than 99.2 % of normal rows</c>, <c>the most common value, in 61.0 % of normal rows</c>.</summary>
    /// <returns>One line, in English and the invariant culture. No share is rounded to 0 or 100 % that is neither.</returns>
    public override string ToString() => StandingText.Of(this);
}
