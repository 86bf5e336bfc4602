namespace Anomaly.Detection.Benchmarks.Explaining;

/// <summary>A library that holds a forest, ready to explain.</summary>
internal interface IExplainingPeer : IDisposable
{
    /// <summary>Explains rows laid end to end, on one thread.</summary>
    /// <param name="rows">A row or more.</param>
    /// <param name="contributions">Receives, a row, one number a feature and then the base value, of the sum over the trees or their mean: <see cref="Divisor"/> says.</param>
    void Explain(ReadOnlySpan<float> rows, Span<double> contributions);

    /// <summary>What numbers are to be divided by to be those of the mean over the trees.</summary>
    double Divisor { get; }
}
