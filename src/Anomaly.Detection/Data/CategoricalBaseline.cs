using System.Collections.Immutable;
using System.Globalization;

namespace Anomaly.Detection.Data;

/// <summary>How often each class of a column occurred. Immutable.</summary>
public sealed record CategoricalBaseline : ColumnBaseline
{
    private readonly int _greatest;

    /// <summary>Makes a baseline of its parts.</summary>
    /// <param name="counts">Per class, in the order of their codes, how many rows held it; none negative.</param>
    /// <param name="otherCount">How many rows held a text that is no class, at least 0.</param>
    /// <param name="missingCount">How many rows held nothing, at least 0.</param>
    /// <exception cref="ArgumentException">A count is negative, or they add up to more than <see cref="int.MaxValue"/>.</exception>
    public CategoricalBaseline(ImmutableArray<int> counts, int otherCount, int missingCount)
        : base(missingCount)
    {
        if (counts.IsDefault) throw new ArgumentException("There are no counts.", nameof(counts));
        if (otherCount < 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{otherCount} rows hold a text that is no class; it must be at least 0."), nameof(otherCount));
        long sum = otherCount;
        for (int code = 0; code < counts.Length; code++)
        {
            if (counts[code] < 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Class {code} (first = 0) has the count {counts[code]}; it must be at least 0."), nameof(counts));
            sum += counts[code];
            _greatest = Math.Max(_greatest, counts[code]);
        }

        if (sum > int.MaxValue) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The classes hold {sum} rows; a table has at most {int.MaxValue}."), nameof(counts));
        PresentCount = (int)sum;
        Counts = counts;
        OtherCount = otherCount;
    }

    /// <inheritdoc/>
    public override FeatureKind Kind => FeatureKind.Categorical;

    /// <summary>Per class, in the order of their codes, how many rows held it.</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>How many rows held a text that did not become a class, being too rare.</summary>
    public int OtherCount { get; }

    /// <inheritdoc/>
    public override int PresentCount { get; }

    /// <summary>Counts classes.</summary>
    /// <param name="codes">One class code a row, from 0; NaN where there is no class.</param>
    /// <param name="classCount">How many classes there are.</param>
    /// <param name="missingCount">How many of the rows without a class held nothing at all; the others held a text that is no class.</param>
    /// <returns>The baseline.</returns>
    public static CategoricalBaseline Of(ReadOnlySpan<double> codes, int classCount, int missingCount)
    {
        int[] counts = new int[classCount];
        int without = 0;
        foreach (double code in codes)
        {
            if (double.IsNaN(code)) without++;
            else counts[(int)code]++;
        }

        return new CategoricalBaseline([.. counts], without - missingCount, missingCount);
    }

    /// <summary>Where a text stands that is no class.</summary>
    /// <param name="mayBeRare">Whether training met texts that did not become classes, so that this may be one of them.</param>
    /// <param name="among">What the rows are called, in the plural: <c>normal rows</c>.</param>
    /// <returns>The standing; equal are all rows whose text is no class.</returns>
    public ValueStanding StandingOfOther(bool mayBeRare, string among) =>
        new() { Kind = mayBeRare ? StandingKind.OtherText : StandingKind.UnseenText, Equal = ShareOf(OtherCount), Among = among };

    /// <summary>Whether both have the same counts.</summary>
    /// <inheritdoc/>
    public bool Equals(CategoricalBaseline? other) =>
        other is not null && MissingCount == other.MissingCount && OtherCount == other.OtherCount && Counts.AsSpan().SequenceEqual(other.Counts.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MissingCount, OtherCount, PresentCount, Counts.Length);

    private protected override ValueStanding StandingOfPresent(double cell, string among)
    {
        if (!(cell >= 0 && cell < Counts.Length)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There is no class {cell}; there are {Counts.Length}, the first being 0."), nameof(cell));
        int count = Counts[(int)cell];
        return new ValueStanding { Kind = count > 0 && count == _greatest ? StandingKind.MostCommonClass : StandingKind.Class, Equal = ShareOf(count), Among = among };
    }
}
