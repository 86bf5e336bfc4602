namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>What a call of <c>peers</c> asks for.</summary>
/// <param name="Tables">Names of tables.</param>
/// <param name="Configurations">Names of configurations.</param>
/// <param name="Peers">Names of libraries, of which not every comparison knows all.</param>
/// <param name="Trees">Trees of a forest.</param>
/// <param name="Threads">Most threads that train or score.</param>
/// <param name="Rounds">How often everything is measured.</param>
/// <param name="Limit">A measurement that takes longer is ended.</param>
internal sealed record PeerRun(string[] Tables, string[] Configurations, string[] Peers, int Trees, int Threads, int Rounds, TimeSpan Limit)
{
    /// <summary>The seed of the first round.</summary>
    public const ulong FirstSeed = 42;

    /// <summary>Those libraries that are asked for and that a comparison knows.</summary>
    public IEnumerable<string> PeersOf(IEnumerable<string> known) => Peers.Intersect(known);

    /// <summary>A cell for each table, configuration and library.</summary>
    public PeerCell<TFigures>[] Cells<TFigures>(IReadOnlyCollection<string> known)
        where TFigures : class =>
        [.. from table in Tables from configuration in Configurations from peer in PeersOf(known) select new PeerCell<TFigures>(table, configuration, peer)];
}
