using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Anomaly.Detection.Data;

namespace Anomaly.Detection;

/// <summary>Judges records as they come: those that are there are scored together, and none waits for others.</summary>
/// <remarks>
/// <code>
/// next record is there ──► encode it; block full? ──► score, hand out
/// next is not there yet ──► score and hand out what was gathered, then wait
/// </code>
/// What goes wrong is told after all that came before it was handed out.
/// </remarks>
internal static class RecordStream
{
    /// <summary>Reads a record as cells.</summary>
    public delegate void Reading<in T>(T record, Span<double> cells);

    public static async IAsyncEnumerable<AnomalyPrediction> Judge<T>(
        IAsyncEnumerable<T> records,
        Reading<T> read,
        DetectorScorer scorer,
        Decision decision,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var block = new RowBlock(scorer, scorer.BlockRows);
        double[] scores = new double[scorer.BlockRows];
        ExceptionDispatchInfo? fault = null;
        IAsyncEnumerator<T> source = records.GetAsyncEnumerator(stop.Token);
        Task<bool> next = Task.FromResult(true);
        try
        {
            for (long row = 1; ; row++)
            {
                // A task, as a value task must not be looked at twice; where the next record is there, it is one that is kept ready.
                if (fault is null) next = source.MoveNextAsync().AsTask();
                bool isThere = fault is null && next.IsCompletedSuccessfully && await next.ConfigureAwait(false);
                if (block.IsFull || !isThere)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    int count = block.ScoreInto(scores);
                    for (int i = 0; i < count; i++) yield return decision.Of(scores[i]);
                }

                fault?.Throw();
                if (!await Answer(next, cancellationToken).ConfigureAwait(false)) yield break;
                fault = TryAdd(source.Current, row, read, block);
            }
        }
        finally
        {
            await Leave(source, next, stop).ConfigureAwait(false);
        }
    }

    // The source knows a token of ours; who cancelled asks for his own.
    private static async ValueTask<bool> Answer(Task<bool> next, CancellationToken cancellationToken)
    {
        try
        {
            return await next.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private static ExceptionDispatchInfo? TryAdd<T>(T record, long row, Reading<T> read, RowBlock block)
    {
        try
        {
            if (record is null) throw new ArgumentException(FormattableString.Invariant($"Record {row} is null."), nameof(record));
            read(record, block.Cells);
            block.Add(block.Cells);
            return null;
        }
        catch (RecordFormatException exception)
        {
            return ExceptionDispatchInfo.Capture(exception.AtRow(row));
        }
#pragma warning disable CA1031 // It is thrown again, after what came before it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ExceptionDispatchInfo.Capture(exception);
        }
    }

    // A source must not be disposed while it is asked for a record: where the reader leaves early, it is told to stop, and waited for.
    private static async ValueTask Leave<T>(IAsyncEnumerator<T> source, Task next, CancellationTokenSource stop)
    {
        if (!next.IsCompleted)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await source.DisposeAsync().ConfigureAwait(false);
    }
}
