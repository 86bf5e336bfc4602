using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Inference;

/// <summary>Has the rows of a batch scored block by block, by one thread or several.</summary>
/// <param name="featureCount">The length of a row.</param>
/// <param name="blockRows">Rows that are worth a thread of their own.</param>
/// <param name="maxThreads">Most threads; null for as many as there are processors.</param>
/// <remarks>A row's score depends on no other row, so neither blocks nor threads change a bit.</remarks>
internal sealed class RowBlocks(int featureCount, int blockRows, int? maxThreads)
{
    private const int RowsPerReport = 4096;

    private readonly int _blockRows = (RowsPerReport + blockRows - 1) / blockRows * blockRows;

    /// <summary>Scores a block.</summary>
    public delegate void Work(ReadOnlySpan<float> rows, Span<double> scores);

    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(ReadOnlySpan<float> rows, Span<double> scores, Work work, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        int threads = Math.Min(maxThreads ?? Environment.ProcessorCount, (scores.Length + _blockRows - 1) / _blockRows);
        if (threads > 1)
        {
            RunParallel(rows, scores, work, threads, progress, cancellationToken);
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
    private unsafe void RunParallel(ReadOnlySpan<float> rows, Span<double> scores, Work work, int threads, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        int rowCount = scores.Length;
        int done = 0;
        fixed (float* firstRow = rows)
        fixed (double* firstScore = scores)
        {
            nint rowAddress = (nint)firstRow;
            nint scoreAddress = (nint)firstScore;
            Crew.Run((rowCount + _blockRows - 1) / _blockRows, threads, _ => RunBlock, cancellationToken);

            void RunBlock(int block)
            {
                int first = block * _blockRows;
                int count = Math.Min(_blockRows, rowCount - first);
                work(new ReadOnlySpan<float>((float*)rowAddress + ((nint)first * featureCount), count * featureCount), new Span<double>((double*)scoreAddress + first, count));
                progress?.Report(Interlocked.Add(ref done, count));
            }
        }
    }
}
