namespace Anomaly.Detection.Tool.Terminal;

/// <summary>How much a command says beside its results.</summary>
internal enum Verbosity
{
    /// <summary>Errors only.</summary>
    Quiet,

    /// <summary>Notes and progress.</summary>
    Usual,

    /// <summary>What is read, with which options, and how long it took.</summary>
    Verbose,
}
