namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>How a measurement ended: with figures, or with the reason why there are none.</summary>
internal sealed record PeerOutcome<TFigures>(TFigures? Figures, string? Failure)
    where TFigures : class;
