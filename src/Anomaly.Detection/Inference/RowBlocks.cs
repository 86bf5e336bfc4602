using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Inference;

/// <summary>Has the rows of a batch scored block by block, by one thread or several.</summary>
/// <param name="featureCount">The length of a row.</param>
/// <param name="engineRows">Rows that are worth a thread of their own.</param>
/// <param name="maxThreads">Most threads; null for as many as there are processors.</param>
/// <remarks>A row's score depends on no other row, so neither blocks nor threads change a bit.</remarks>
internal sealed class RowBlocks(int featureCount, int engineRows, int? maxThreads)
{
    private const int RowsPerReport = 4096;
    private const int RowsPerTile = 256;

    private readonly int _blockRows = (RowsPerReport + engineRows - 1) / engineRows * engineRows;

    /// <summary>Scores a block.</summary>
    public delegate void Work(ReadOnlySpan<float> rows, Span<double> scores);

    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(ReadOnlySpan<float> rows, Span<double> scores, Work work, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        int threads = Math.Min(maxThreads ?? Environment.ProcessorCount, (scores.Length + _blockRows - 1) / _blockRows);
        if (threads > 1)
        {
            // As many blocks for each thread, so that none has to wait for another's last one.
            int blocks = threads * (int)(((long)scores.Length + ((long)threads * _blockRows) - 1) / ((long)threads * _blockRows));
            int blockRows = ((scores.Length + blocks - 1) / blocks + RowsPerTile - 1) / RowsPerTile * RowsPerTile;
            RunParallel(rows, scores, work, threads, blockRows, progress, cancellationToken);
            return;
        }

        for (int first = 0; first < scores.Length; first += _blockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(_blockRows, scores.Length - first);
            work(rows.Slice(first * featureCount, count * featureCount), scores.Slice(first, count));
            progress?.Report(first + count);
        }
    }

    // Spans cannot go to other threads, addresses can: what they stand for is pinned until the last thread is done.
    private unsafe void RunParallel(ReadOnlySpan<float> rows, Span<double> scores, Work work, int threads, int blockRows, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        int rowCount = scores.Length;
        int done = 0;
        fixed (float* firstRow = rows)
        fixed (double* firstScore = scores)
        {
            nint rowAddress = (nint)firstRow;
            nint scoreAddress = (nint)firstScore;
            Crew.Run((rowCount + blockRows - 1) / blockRows, threads, _ => RunBlock, cancellationToken);

            void RunBlock(int block)
            {
                int first = block * blockRows;
                int count = Math.Min(blockRows, rowCount - first);
                work(new ReadOnlySpan<float>((float*)rowAddress + ((nint)first * featureCount), count * featureCount), new Span<double>((double*)scoreAddress + first, count));
                progress?.Report(Interlocked.Add(ref done, count));
            }
        }
    }
}
