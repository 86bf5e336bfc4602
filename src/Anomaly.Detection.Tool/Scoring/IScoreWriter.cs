namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Writes scored rows in one form.</summary>
internal interface IScoreWriter : IDisposable
{
    /// <summary>Writes rows.</summary>
    void Write(ScoredRows rows);

    /// <summary>Hands on all that is held back.</summary>
    void Flush();
}
