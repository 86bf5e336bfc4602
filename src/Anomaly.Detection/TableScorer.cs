using System.Runtime.CompilerServices;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>Scores tables block by block, on several threads where asked to, and tables that come in chunks.</summary>
/// <remarks>Of several bad rows the first is told, on any number of threads.</remarks>
internal sealed class TableScorer(FeatureEncoder encoder, RecordReader reader, DetectorScorer scorer, int? maxThreads)
{
    /// <summary>Scores the rows of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rowsBefore">How many rows came before it; errors count them.</param>
    /// <param name="progress">Told how many rows are scored.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <exception cref="RecordFormatException">A value is not what its column expects, or a column is unknown in strict mode; the row is named.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public double[] Score(Table table, long rowsBefore, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        reader.CheckColumns(table);
        TableCells cells = encoder.CellsOf(table);
        double[] scores = new double[table.RowCount];
        int blockCount = (scores.Length + scorer.BlockRows - 1) / scorer.BlockRows;
        int threads = Math.Min(maxThreads ?? Environment.ProcessorCount, blockCount);
        var batch = new BatchProgress(progress, cancellationToken);
        if (threads > 1) ScoreParallel(cells, scores, rowsBefore, blockCount, threads, progress, cancellationToken);
        else ScoreInTurn(cells, scores, rowsBefore, blockCount, batch);
        batch.End(scores.Length);
        return scores;
    }

    /// <summary>Judges chunks of rows one after the other, holding no more than one.</summary>
    public IEnumerable<AnomalyPrediction[]> Judge(IEnumerable<Table> chunks, Decision decision, CancellationToken cancellationToken)
    {
        long rows = 0;
        foreach (Table chunk in chunks)
        {
            yield return Judge(chunk, rows, decision, cancellationToken);
            rows += chunk.RowCount;
        }
    }

    /// <inheritdoc cref="Judge(IEnumerable{Table}, Decision, CancellationToken)"/>
    public async IAsyncEnumerable<AnomalyPrediction[]> Judge(IAsyncEnumerable<Table> chunks, Decision decision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long rows = 0;
        await foreach (Table chunk in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return Judge(chunk, rows, decision, cancellationToken);
            rows += chunk.RowCount;
        }
    }

    private AnomalyPrediction[] Judge(Table chunk, long rowsBefore, Decision decision, CancellationToken cancellationToken)
    {
        if (chunk is null) throw new ArgumentException(FormattableString.Invariant($"The chunk after row {rowsBefore} is null."), nameof(chunk));
        return decision.Of(Score(chunk, rowsBefore, progress: null, cancellationToken));
    }

    private void ScoreInTurn(TableCells cells, double[] scores, long rowsBefore, int blockCount, BatchProgress batch)
    {
        for (int block = 0; block < blockCount; block++)
        {
            batch.BeginRow(block * scorer.BlockRows);
            ScoreBlock(cells, block, scores, rowsBefore);
        }
    }

    // Blocks are begun in order, so all before the first bad one are looked at, whichever thread meets a bad one first.
    private void ScoreParallel(TableCells cells, double[] scores, long rowsBefore, int blockCount, int threads, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        int done = 0, reported = 0;
        int firstBad = blockCount;
        RecordFormatException? fault = null;
        Crew.Run(blockCount, threads, _ => Run, cancellationToken);
        if (fault is not null) throw fault;

        void Run(int block)
        {
            if (block > Volatile.Read(ref firstBad)) return;
            try
            {
                ScoreBlock(cells, block, scores, rowsBefore);
            }
            catch (RecordFormatException exception)
            {
                lock (gate)
                {
                    if (block < firstBad) (firstBad, fault) = (block, exception);
                }

                return;
            }

            if (progress is null) return;
            lock (gate)
            {
                done += Math.Min(scorer.BlockRows, scores.Length - (block * scorer.BlockRows));
                if (done - reported < BatchProgress.RowsPerReport || done == scores.Length) return;
                reported = done;
                progress.Report(done);
            }
        }
    }

    private void ScoreBlock(TableCells cells, int number, double[] scores, long rowsBefore)
    {
        int first = number * scorer.BlockRows;
        int end = Math.Min(first + scorer.BlockRows, scores.Length);
        using var block = new RowBlock(scorer, end - first);
        int row = first;
        try
        {
            for (; row < end; row++)
            {
                cells.ReadRow(row, block.Cells);
                block.Add(block.Cells);
            }
        }
        catch (RecordFormatException exception)
        {
            throw exception.AtRow(rowsBefore + row + 1);
        }

        block.ScoreInto(scores.AsSpan(first));
    }
}
