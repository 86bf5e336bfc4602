namespace Anomaly.Detection.Simulation;

/// <summary>What is behind a session. All but the first are anomalies.</summary>
internal enum SessionKind : byte
{
    Ordinary,
    Scraping,
    CredentialStuffing,
    AccountTakeover,
    ClickFraud,

    /// <summary>Only slightly beside the user's habits, so that many cannot be told from ordinary sessions.</summary>
    Quiet,
}
