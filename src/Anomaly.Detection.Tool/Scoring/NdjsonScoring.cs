using System.Collections.Immutable;
using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Scores one JSON object a line, some megabytes at once; the next are read meanwhile.</summary>
internal sealed class NdjsonScoring(AnomalyDetectionPredictor predictor, ScoreSettings settings, CommandContext context)
{
    private const int ChunksAhead = 2;
    private const int LinesPerBlock = 256;

    private string[]? _names;

    /// <summary>Scores a stream, from where it stands to its end.</summary>
    public IEnumerable<ScoredRows> Score(Stream source)
    {
        foreach (JsonLines lines in Ahead.Of(JsonLineReader.Read(source), ChunksAhead, context.Cancellation)) yield return Judge(lines);
    }

    private ScoredRows Judge(JsonLines lines)
    {
        int count = lines.Lines.Count;
        var predictions = new AnomalyPrediction[count];
        var reasons = settings.Explain == 0 ? null : new ImmutableArray<ColumnContribution>[count];
        var objects = settings.Keep.IsNone ? null : new JsonElement[count];
        int blockCount = (count + LinesPerBlock - 1) / LinesPerBlock;
        var faults = new RecordFormatException?[blockCount];
        Parallel.For(0, blockCount, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads, CancellationToken = context.Cancellation }, block =>
        {
            int line = block * LinesPerBlock;
            try
            {
                for (int end = Math.Min(line + LinesPerBlock, count); line < end; line++)
                {
                    context.Cancellation.ThrowIfCancellationRequested();
                    Judge(lines[line], line, predictions, reasons);
                    if (objects is not null) objects[line] = Parse(lines[line]);
                }
            }
            catch (RecordFormatException exception)
            {
                faults[block] = AtLine(exception, lines.Lines[line].Number);
            }
        });

        // The first fault of the file, whichever thread met one first.
        if (faults.FirstOrDefault(fault => fault is not null) is { } first) throw first;
        _names ??= settings.Keep.IsAll ? [.. objects![0].EnumerateObject().Select(field => field.Name)] : [.. settings.Keep.Names];
        return new ScoredRows(predictions, reasons, new ObjectCells(objects ?? [], _names, settings.Keep.IsAll, lines));
    }

    private void Judge(ReadOnlyMemory<byte> line, int row, AnomalyPrediction[] predictions, ImmutableArray<ColumnContribution>[]? reasons)
    {
        if (reasons is null)
        {
            predictions[row] = predictor.PredictSingle(line.Span);
            return;
        }

        PredictionExplanation explained = predictor.PredictSingle(line.Span, settings.Explain);
        predictions[row] = explained.Prediction;
        reasons[row] = explained.Reasons;
    }

    // The predictor has read it by now, so that it is an object.
    private static JsonElement Parse(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static RecordFormatException AtLine(RecordFormatException exception, long line) =>
        new(exception.Code, exception.Problem.Replace(" at line 1, byte ", " at byte ", StringComparison.Ordinal), exception.Column, row: null, exception, line);
}
