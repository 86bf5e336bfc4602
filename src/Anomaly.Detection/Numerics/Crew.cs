using System.Runtime.ExceptionServices;

namespace Anomaly.Detection.Numerics;

/// <summary>Works off numbered tasks on several threads.</summary>
internal static class Crew
{
    /// <summary>Runs tasks 0 to <paramref name="taskCount"/> − 1; returns when no thread is at work any more, also after a failure.</summary>
    /// <param name="taskCount">How many tasks there are. They are begun in order, one at a time by each worker.</param>
    /// <param name="threads">Most workers at once.</param>
    /// <param name="hire">Makes a worker with scratch memory of its own; the token tells it to stop.</param>
    /// <param name="cancellationToken">Stops all workers.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>What a task throws stops the other workers and reaches the caller as it was thrown, not wrapped.</remarks>
    public static void Run(int taskCount, int threads, Func<CancellationToken, Action<int>> hire, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        int workers = Math.Max(1, Math.Min(threads, taskCount));
        int next = -1;
        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => Work());
        }
        catch (AggregateException failures)
        {
            // The cause is what is no echo of the stop that it gave rise to.
            foreach (Exception failure in failures.InnerExceptions)
            {
                if (failure is not OperationCanceledException cancelled || cancelled.CancellationToken != stop.Token) ExceptionDispatchInfo.Throw(failure);
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }

        // Also when the work was done before any worker saw the cancellation: then too nothing is returned.
        cancellationToken.ThrowIfCancellationRequested();

        void Work()
        {
            try
            {
                Action<int>? worker = null;
                for (int task = Interlocked.Increment(ref next); task < taskCount; task = Interlocked.Increment(ref next))
                {
                    stop.Token.ThrowIfCancellationRequested();
                    worker ??= hire(stop.Token);
                    worker(task);
                }
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }
    }
}
