using System.Text.Json;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Explaining;

/// <summary>What <c>anomaly explain --row</c> says.</summary>
/// <param name="Number">The row, first = 1.</param>
/// <param name="Explanation">Verdict and reasons.</param>
/// <param name="Changes">What would change the verdict.</param>
internal sealed record ExplainedRow(int Number, PredictionExplanation Explanation, Changes Changes)
{
    // The narrowest that the waterfall can be drawn in.
    private const int LeastWidth = 50;

    /// <summary>For people.</summary>
    public string ToText(int width)
    {
        string text = Explanation.ToText(Math.Max(LeastWidth, width));
        if (Changes.Found is { Refusal: null } found) return $"{text}\n\nwhat would change it:\n{string.Join('\n', found.Counterfactuals.Select(change => $"- {change}"))}";
        return Explanation.Prediction.IsAnomaly ? $"{text}\n\nwhat would change it: {Changes.Refusal}" : text;
    }

    /// <summary>For machines.</summary>
    public void WriteJson(Stream destination)
    {
        AnomalyPrediction prediction = Explanation.Prediction;
        using var json = new Utf8JsonWriter(destination);
        json.WriteStartObject();
        json.WriteNumber("row", Number);
        json.WriteBoolean("is_anomaly", prediction.IsAnomaly);
        json.WriteNumber("anomaly_probability", prediction.AnomalyProbability);
        json.WriteNumber("raw_score", prediction.RawScore);
        json.WriteNumber("confidence", prediction.Confidence);
        json.WriteString("risk_level", JsonFigures.Spelled(prediction.RiskLevel));
        json.WriteString("scale", JsonFigures.Spelled(Explanation.Breakdown.Scale));
        json.WriteNumber("base_value", Explanation.Breakdown.BaseValue);
        json.WriteNumber("value", Explanation.Breakdown.Value);
        json.WriteStartArray("contributions");
        foreach (ColumnContribution contribution in Explanation.Breakdown.Contributions) Write(json, contribution);
        json.WriteEndArray();
        json.WriteStartArray("reasons");
        foreach (ColumnContribution reason in Explanation.Reasons) json.WriteStringValue(reason.ToString());
        json.WriteEndArray();
        json.WriteStartArray("counterfactuals");
        foreach (Counterfactual change in Changes.Found?.Counterfactuals ?? []) Write(json, change);
        json.WriteEndArray();
        json.WriteString("no_counterfactual", Changes.Refusal);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ColumnContribution contribution)
    {
        json.WriteStartObject();
        json.WriteString("column", contribution.Column);
        json.WriteString("value", contribution.Value.Text);
        json.WriteNumber("amount", contribution.Amount);
        json.WriteString("standing", contribution.Standing?.ToString());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Counterfactual change)
    {
        json.WriteStartObject();
        json.WriteNumber("anomaly_probability", change.Probability);
        json.WriteString("text", change.ToString());
        json.WriteStartArray("changes");
        foreach (ColumnChange one in change.Changes)
        {
            json.WriteStartObject();
            json.WriteString("column", one.Column);
            JsonFigures.Number(json, "from", one.From);
            JsonFigures.Number(json, "to", one.To);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
