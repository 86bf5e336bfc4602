using System.Globalization;
using Anomaly.Detection.Tool.Terminal;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Counts what was scored.</summary>
internal sealed class Tally
{
    private long _rows;
    private long _anomalies;

    public void Add(ScoredRows rows)
    {
        _rows += rows.Predictions.Length;
        foreach (AnomalyPrediction prediction in rows.Predictions) _anomalies += prediction.Prediction;
    }

    /// <summary>Says how many rows there were, how many of them anomalies, and how long it took.</summary>
    public void Tell(CommandContext context, TimeSpan time)
    {
        string share = _rows == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100.0 * _anomalies / _rows:0.##} %)");
        string pace = time.TotalSeconds < 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {_rows / time.TotalSeconds:N0} rows a second");
        context.Say(string.Create(CultureInfo.InvariantCulture, $"{_rows:N0} {(_rows == 1 ? "row" : "rows")} scored, {_anomalies:N0} {(_anomalies == 1 ? "anomaly" : "anomalies")}{share}, in {TimeText.Of(time)}{pace}"));
    }
}
