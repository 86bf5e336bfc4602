namespace Anomaly.Detection.Evaluation;

/// <summary>The mean of losses, the same to the last bit in whatever order they are added.</summary>
/// <remarks>
/// Floating-point sums depend on their order; integer sums do not. Each loss is taken as a whole number of 2⁻⁵⁷ (an error below 7·10⁻¹⁸),
/// and 2³¹ losses below 64 fit 128 bits with room to spare. A mutable struct: a copy goes its own way.
/// </remarks>
internal struct OrderFreeMean
{
    private const double UnitsPerOne = 1L << 57;

    private UInt128 _units;
    private int _count;

    /// <summary>How many were added.</summary>
    public readonly int Count => _count;

    /// <summary>The mean of what was added; NaN when that is nothing.</summary>
    public readonly double Mean => (double)_units / UnitsPerOne / _count;

    /// <param name="loss">A number in [0, 64).</param>
    public void Add(double loss)
    {
        _units += (ulong)(loss * UnitsPerOne);
        _count++;
    }
}
