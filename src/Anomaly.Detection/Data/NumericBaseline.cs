namespace Anomaly.Detection.Data;

/// <summary>How the numbers of a column were spread. Immutable.</summary>
public sealed record NumericBaseline : ColumnBaseline
{
    /// <summary>Makes a baseline of its parts.</summary>
    /// <param name="spread">How the numbers were spread.</param>
    /// <param name="areWhole">Whether all of them were whole.</param>
    /// <param name="missingCount">How many were missing, at least 0.</param>
    /// <exception cref="ArgumentException">The count is negative.</exception>
    public NumericBaseline(ValueSpread spread, bool areWhole, int missingCount)
        : base(missingCount)
    {
        ArgumentNullException.ThrowIfNull(spread);
        Spread = spread;
        AreWhole = areWhole;
    }

    /// <inheritdoc/>
    public override FeatureKind Kind => FeatureKind.Numeric;

    /// <summary>How the numbers were spread.</summary>
    public ValueSpread Spread { get; }

    /// <summary>Whether all numbers were whole; true also where there were none.</summary>
    public bool AreWhole { get; }

    /// <inheritdoc/>
    public override int PresentCount => Spread.Count;

    /// <summary>Takes the baseline of numbers.</summary>
    /// <param name="numbers">One number a row; NaN is missing.</param>
    /// <returns>The baseline.</returns>
    public static NumericBaseline Of(ReadOnlySpan<double> numbers)
    {
        var spread = ValueSpread.Of(numbers);
        bool areWhole = true;
        foreach (double number in numbers) areWhole &= double.IsNaN(number) || double.IsInteger(number);
        return new NumericBaseline(spread, areWhole, numbers.Length - spread.Count);
    }

    private protected override ValueStanding StandingOfPresent(double cell, string among) => StandingIn(Spread, StandingKind.Number, cell, among);

    /// <summary>Where a value stands in an order.</summary>
    internal static ValueStanding StandingIn(ValueSpread spread, StandingKind kind, double value, string among)
    {
        if (spread.Count == 0) return new ValueStanding { Kind = kind, Equal = 0, Among = among };
        (double below, double at) = spread.CountsOf(value);
        return new ValueStanding { Kind = kind, Below = below / spread.Count, Above = (spread.Count - below - at) / spread.Count, Equal = at / spread.Count, Among = among };
    }
}
