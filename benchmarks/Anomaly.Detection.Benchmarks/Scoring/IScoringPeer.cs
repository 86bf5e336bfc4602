namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>A library that holds a forest, ready to score.</summary>
internal interface IScoringPeer : IDisposable
{
    /// <summary>Scores one row.</summary>
    double Score(ReadOnlySpan<float> row);

    /// <summary>Scores rows laid end to end, as many as there is room for scores.</summary>
    void Score(ReadOnlySpan<float> rows, Span<double> scores);
}
