namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>All that was measured of one peer on one table in one configuration.</summary>
internal sealed class PeerCell<TFigures>(string table, string configuration, string peer)
    where TFigures : class
{
    private readonly List<TFigures> _figures = [];

    public string Table { get; } = table;

    public string Configuration { get; } = configuration;

    public string Peer { get; } = peer;

    public IReadOnlyList<TFigures> Figures => _figures;

    /// <summary>Why there are no figures, or no more of them; null while nothing went wrong.</summary>
    public string? Failure { get; private set; }

    public void Add(PeerOutcome<TFigures> outcome)
    {
        if (outcome.Figures is { } figures) _figures.Add(figures);
        else Failure = outcome.Failure;
    }
}
