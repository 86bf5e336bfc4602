using System.Globalization;
using Anomaly.Detection.Artifacts;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Names of what is written for a row, in order.</summary>
internal static class ScoreFields
{
    public const string IsAnomaly = "is_anomaly";
    public const string Probability = "anomaly_probability";
    public const string RawScore = "raw_score";
    public const string Confidence = "confidence";
    public const string RiskLevel = "risk_level";
    public const string Reasons = "reasons";

    /// <summary>Names of the columns of CSV.</summary>
    public static string[] Columns(int mostReasons) => [IsAnomaly, Probability, RawScore, Confidence, RiskLevel, .. Enumerable.Range(1, mostReasons).Select(Reason)];

    /// <summary>Names of the fields of a JSON object.</summary>
    public static IReadOnlyCollection<string> Objects { get; } = [.. Columns(mostReasons: 0), Reasons];

    /// <summary>How a level of risk is written.</summary>
    public static ReadOnlySpan<byte> Risk(RiskLevel level) => level switch
    {
        Artifacts.RiskLevel.High => "high"u8,
        Artifacts.RiskLevel.Medium => "medium"u8,
        _ => "low"u8,
    };

    /// <summary>Refuses to give two columns one name.</summary>
    public static void CheckFree(IEnumerable<string> kept, IReadOnlyCollection<string> own)
    {
        foreach (string name in kept)
        {
            if (own.Contains(name, StringComparer.Ordinal)) throw new ToolFailure(ExitCode.BadData, $"the column '{name}' is to be kept, but the scores have a column of that name; name the others in --keep");
        }
    }

    private static string Reason(int number) => string.Create(CultureInfo.InvariantCulture, $"reason_{number}");
}
