using System.Globalization;
using System.Text.Json;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Learning;

/// <summary>What <c>anomaly tune</c> says of a model.</summary>
/// <param name="Path">Where the tuned model goes.</param>
/// <param name="OldThreshold">The threshold that it had.</param>
/// <param name="Result">What came of it.</param>
internal sealed record TuneReport(string Path, double OldThreshold, DetectorTuningResult Result)
{
    /// <summary>For people: figures of before and after.</summary>
    public string ToText()
    {
        List<string> lines = ["before, the model as it was:", Result.Before.ToString()];
        if (Result.After is { } after) lines.AddRange(["after, each row by calibration and threshold of other folds:", after.ToString(), $"threshold: {Shown(Result.Threshold.Threshold!.Value)} in place of {Shown(OldThreshold)}, of {Result.Threshold.TriedCount.ToString("N0", CultureInfo.InvariantCulture)} the best for {Result.Threshold.Objective}"]);
        return string.Join('\n', lines);
    }

    /// <summary>For machines.</summary>
    public void WriteJson(Stream destination)
    {
        using var json = new Utf8JsonWriter(destination);
        json.WriteStartObject();
        json.WriteString("model", Result.Artifact is null ? null : Path);
        JsonFigures.Number(json, "old_threshold", OldThreshold);
        JsonFigures.Design(json, "threshold_choice", Result.Threshold);
        JsonFigures.Evaluation(json, "before", Result.Before);
        JsonFigures.Evaluation(json, "after", Result.After);
        JsonFigures.Notes(json, Result.Notes);
        json.WriteEndObject();
    }

    private static string Shown(double threshold) => threshold.ToString("0.######", CultureInfo.InvariantCulture);
}
