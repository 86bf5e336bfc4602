namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>All that was measured of one peer on one table in one configuration.</summary>
internal sealed class PeerCell(string table, string configuration, string peer)
{
    private readonly List<PeerFigures> _figures = [];

    public string Table { get; } = table;

    public string Configuration { get; } = configuration;

    public string Peer { get; } = peer;

    public IReadOnlyList<PeerFigures> Figures => _figures;

    /// <summary>Why there are no figures, or no more of them; null while nothing went wrong.</summary>
    public string? Failure { get; private set; }

    public void Add(PeerOutcome outcome)
    {
        if (outcome.Figures is { } figures) _figures.Add(figures);
        else Failure = outcome.Failure;
    }
}
