namespace Anomaly.Detection.Inference;

/// <summary>A way of adding up leaf values: in tree order, so that each equals the reference bit for bit. Safe to share between threads.</summary>
internal interface ITreeEngine
{
    ScoringEngine Engine { get; }

    /// <summary>Bytes of the compiled form, without scratch.</summary>
    long MemoryBytes { get; }

    /// <summary>Rows that are worth a thread of their own.</summary>
    int BlockRows { get; }

    /// <summary>Adds up for rows laid end to end, as many as there are sums.</summary>
    void Sum(ReadOnlySpan<float> rows, Span<double> sums);

    /// <summary>Adds up for one row.</summary>
    double Sum(ReadOnlySpan<float> row);
}
