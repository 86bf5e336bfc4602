namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>Rounds of measurements, each in a process of its own. Every round goes through all cells, so that a slow hour of the machine meets all alike.</summary>
/// <remarks>A cell that fails or takes too long is not measured again, and tells why.</remarks>
internal static class PeerRounds
{
    /// <param name="cells">Each receives what was measured.</param>
    /// <param name="run">How many rounds, and how long a measurement may take.</param>
    /// <param name="commandLine">The arguments of the process that measures a cell in a round.</param>
    /// <param name="tell">The figure that is shown meanwhile.</param>
    /// <param name="stop">Ends the measuring.</param>
    public static async Task RunAsync<TFigures>(PeerCell<TFigures>[] cells, PeerRun run, Func<PeerCell<TFigures>, int, string[]> commandLine, Func<TFigures, string> tell, CancellationToken stop)
        where TFigures : class
    {
        for (int round = 0; round < run.Rounds; round++)
        {
            foreach (PeerCell<TFigures> cell in cells.Where(cell => cell.Failure is null))
            {
                PeerOutcome<TFigures> outcome = await ChildMeasurement.RunAsync<TFigures>(commandLine(cell, round), run.Limit, stop);
                cell.Add(outcome);
                await Console.Error.WriteLineAsync($"round {round + 1}/{run.Rounds} {cell.Table} {cell.Configuration} {cell.Peer}: {outcome.Failure ?? tell(outcome.Figures!)}");
            }
        }
    }
}
