using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Writes scored rows as one JSON object a line.</summary>
internal sealed class NdjsonScoreWriter : IScoreWriter
{
    private const int BytesAtOnce = 1 << 16;

#pragma warning disable CA2213 // It stays open.
    private readonly Stream _destination;
#pragma warning restore CA2213
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * BytesAtOnce);
    private readonly Utf8JsonWriter _json;

    // Plain texts: nobody puts these lines into a page of HTML as they are.
    public NdjsonScoreWriter(Stream destination)
    {
        _destination = destination;
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public void Write(ScoredRows rows)
    {
        ScoreFields.CheckFree(rows.Kept.Names, ScoreFields.Objects);
        for (int row = 0; row < rows.Predictions.Length; row++)
        {
            WriteRow(rows, row);
            if (_buffer.WrittenCount >= BytesAtOnce) HandOn();
        }
    }

    public void Flush() => HandOn();

    public void Dispose() => _json.Dispose();

    private void WriteRow(ScoredRows rows, int row)
    {
        AnomalyPrediction prediction = rows.Predictions[row];
        _json.WriteStartObject();
        rows.Kept.WriteFields(row, _json);
        _json.WriteBoolean(ScoreFields.IsAnomaly, prediction.IsAnomaly);
        _json.WriteNumber(ScoreFields.Probability, prediction.AnomalyProbability);
        _json.WriteNumber(ScoreFields.RawScore, prediction.RawScore);
        _json.WriteNumber(ScoreFields.Confidence, prediction.Confidence);
        _json.WriteString(ScoreFields.RiskLevel, ScoreFields.Risk(prediction.RiskLevel));
        if (rows.Reasons is { } reasons)
        {
            _json.WriteStartArray(ScoreFields.Reasons);
            foreach (ColumnContribution reason in reasons[row]) WriteReason(reason);
            _json.WriteEndArray();
        }

        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _buffer.Write("\n"u8);
    }

    private void WriteReason(ColumnContribution reason)
    {
        _json.WriteStartObject();
        _json.WriteString("column", reason.Column);
        if (reason.Value.Kind == FeatureValueKind.Number) _json.WriteNumber("value", reason.Value.Number);
        else _json.WriteString("value", reason.Value.Text);
        _json.WriteNumber("contribution", reason.Amount);
        _json.WriteString("text", reason.ToString());
        _json.WriteEndObject();
    }

    private void HandOn()
    {
        _destination.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
