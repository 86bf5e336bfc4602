using System.Globalization;

namespace Anomaly.Detection.Data;

/// <summary>How the values of a column were spread over the rows of a <see cref="TableBaseline"/>. Immutable; equal where all counts are.</summary>
/// <remarks><see cref="NumericBaseline"/>, <see cref="TimestampBaseline"/> or <see cref="CategoricalBaseline"/>, by the kind of the column.</remarks>
public abstract record ColumnBaseline
{
    private protected ColumnBaseline(int missingCount)
    {
        if (missingCount < 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{missingCount} values are missing; it must be at least 0."), nameof(missingCount));
        MissingCount = missingCount;
    }

    /// <summary>What kind of column it is of.</summary>
    public abstract FeatureKind Kind { get; }

    /// <summary>How many of the rows had no value.</summary>
    public int MissingCount { get; }

    /// <summary>How many of the rows had a value.</summary>
    public abstract int PresentCount { get; }

    /// <summary>How unusual a value is.</summary>
    /// <param name="cell">The number, the seconds since 1970 UTC of a timestamp, or the class code; NaN is missing.</param>
    /// <param name="among">What the rows are called, in the plural: <c>normal rows</c>.</param>
    /// <returns>Where it stands among them.</returns>
    /// <exception cref="ArgumentException">The column is categorical, and there is no such class.</exception>
    public ValueStanding StandingOf(double cell, string among)
    {
        ArgumentException.ThrowIfNullOrEmpty(among);
        if (!double.IsNaN(cell)) return StandingOfPresent(cell, among);
        double rows = (double)MissingCount + PresentCount;
        return new ValueStanding { Kind = StandingKind.Missing, Equal = rows == 0 ? 0 : MissingCount / rows, Among = among };
    }

    /// <inheritdoc cref="StandingOf"/>
    private protected abstract ValueStanding StandingOfPresent(double cell, string among);

    private protected double ShareOf(double count) => PresentCount == 0 ? 0 : count / PresentCount;
}
