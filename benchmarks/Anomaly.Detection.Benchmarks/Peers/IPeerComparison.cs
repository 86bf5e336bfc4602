namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>One thing that libraries are compared in.</summary>
internal interface IPeerComparison
{
    /// <summary>What is compared, each with its version.</summary>
    IEnumerable<string> Versions { get; }

    /// <summary>Measures.</summary>
    /// <param name="folder">Has a folder of rows for each table, by its name.</param>
    /// <param name="stop">Ends the measuring.</param>
    /// <exception cref="OperationCanceledException">Stopped; <see cref="Report"/> tells what was measured until then.</exception>
    Task RunAsync(string folder, CancellationToken stop);

    /// <summary>What was measured, as a markdown table.</summary>
    string Report();
}
