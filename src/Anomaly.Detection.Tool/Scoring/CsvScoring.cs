using System.Collections.Immutable;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Scores CSV chunk by chunk; the next chunk is read meanwhile.</summary>
/// <remarks>
/// Columns that are kept are read as texts, so that they can be written as they were; the predictor reads numbers and times from texts
/// to the same bits. Identifiers that the model leaves out need not be in the file.
/// </remarks>
internal sealed class CsvScoring(AnomalyDetectionPredictor predictor, ScoreSettings settings, CommandContext context)
{
    private const int RowsPerChunk = 16_384;
    private const int ChunksAhead = 2;

    /// <summary>Scores a stream, from where it stands to its end.</summary>
    /// <param name="source">CSV, compressed or not.</param>
    /// <param name="isGzip">Whether it is compressed.</param>
    public IEnumerable<ScoredRows> Score(Stream source, bool isGzip)
    {
        using var replay = new Replay(source);
        string[] kept = settings.Keep.IsAll ? NamesOf(replay, isGzip) : [.. settings.Keep.Names];
        replay.Begin();
        CsvReadOptions options = CsvReadOptions.ForSchema(SchemaOf(kept)) with { Separator = context.Separator, Gzip = isGzip, MaxBadRows = settings.MaxBadRows, MaxRows = int.MaxValue };
        bool[] areNumbers = [.. kept.Select(IsNumber)];
        long rowsBefore = 0, skipped = 0;
        foreach (CsvReadResult chunk in Ahead.Of(TableCsvReader.ReadChunks(replay, options, RowsPerChunk, progress: null, context.Cancellation), ChunksAhead, context.Cancellation))
        {
            Table table = chunk.Table;
            int[] places = [.. kept.Select(table.Schema.IndexOf)];
            (AnomalyPrediction[] predictions, ImmutableArray<ColumnContribution>[]? reasons) = Judge(table, rowsBefore);
            yield return new ScoredRows(predictions, reasons, new TableCells(table, places, kept, areNumbers));
            rowsBefore += table.RowCount;
            if (chunk.SkippedRows > skipped) TellSkipped(chunk, skipped);
            skipped = chunk.SkippedRows;
        }
    }

    private (AnomalyPrediction[] Predictions, ImmutableArray<ColumnContribution>[]? Reasons) Judge(Table table, long rowsBefore)
    {
        try
        {
            if (settings.Explain == 0) return (predictor.PredictBatch(table, progress: null, context.Cancellation), null);
            PredictionExplanation[] explained = predictor.ExplainBatch(table, settings.Explain, progress: null, context.Cancellation);
            return (Array.ConvertAll(explained, row => row.Prediction), Array.ConvertAll(explained, row => row.Reasons));
        }
        catch (RecordFormatException exception) when (exception.Row is { } row)
        {
            throw exception.AtRow(rowsBefore + row);
        }
    }

    // One row suffices; what else was read of the stream comes again.
    private string[] NamesOf(Replay source, bool isGzip) =>
        [.. TableCsvReader.ReadChunks(source, CsvReadOptions.Default with { Separator = context.Separator, Gzip = isGzip, MaxBadRows = settings.MaxBadRows }, rowsPerChunk: 1, progress: null, context.Cancellation).First().Table.Schema.Columns.Select(column => column.Name)];

    private FeatureSchema SchemaOf(string[] kept)
    {
        var isKept = kept.ToHashSet(StringComparer.Ordinal);
        var columns = new List<FeatureColumn>();
        foreach (FeatureColumn column in predictor.Info.Schema.Columns)
        {
            if (column.Kind == FeatureKind.Identifier) continue;
            columns.Add(isKept.Remove(column.Name) && !column.IsText ? column with { Kind = FeatureKind.Identifier } : column);
        }

        columns.AddRange(kept.Where(isKept.Contains).Select(name => new FeatureColumn(name, FeatureKind.Identifier)));
        return new FeatureSchema(columns);
    }

    private bool IsNumber(string name) => predictor.Info.Schema.IndexOf(name) is >= 0 and int column && predictor.Info.Schema[column].Kind == FeatureKind.Numeric;

    private void TellSkipped(CsvReadResult chunk, long toldBefore)
    {
        if (toldBefore >= chunk.SkippedErrors.Count) return;
        foreach (CsvRowError error in chunk.SkippedErrors.Skip((int)toldBefore)) context.Say($"skipped: {error.Message}");
    }
}
