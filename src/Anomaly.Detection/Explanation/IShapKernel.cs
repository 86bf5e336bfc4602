namespace Anomaly.Detection.Explanation;

/// <summary>A way of working out path-dependent Shapley values; all ways give the same bits.</summary>
internal interface IShapKernel
{
    /// <summary>Explains rows.</summary>
    /// <param name="rows">Rows laid end to end, a value a player.</param>
    /// <param name="contributions">Receives a number per row and player, of the sum of leaf values.</param>
    void Explain(ReadOnlySpan<float> rows, Span<double> contributions);
}
