namespace Anomaly.Detection.Explanation;

/// <summary>Works out Shapley values of the sum of a forest's leaf values.</summary>
internal interface IShapEngine
{
    /// <summary>The sum that a row of which nothing is known would have.</summary>
    double BaseSum { get; }

    /// <summary>Explains rows.</summary>
    /// <param name="rows">Rows laid end to end, a value a player.</param>
    /// <param name="contributions">Receives a number per row and player.</param>
    /// <remarks>Thread-safe. A row's bits do not depend on the rows beside it.</remarks>
    void Explain(ReadOnlySpan<float> rows, Span<double> contributions);
}
