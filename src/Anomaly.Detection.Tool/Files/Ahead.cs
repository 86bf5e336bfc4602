using System.Collections.Concurrent;

namespace Anomaly.Detection.Tool.Files;

/// <summary>Works ahead: what a sequence yields is made on another thread while the last of it is used.</summary>
internal static class Ahead
{
    // A source that waits for input that does not come is left behind; it ends with the process.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The items of a sequence, in order, made on another thread, never more than so many before they are asked for.</summary>
    /// <remarks>What the source throws is thrown after the items before it.</remarks>
    public static IEnumerable<T> Of<T>(IEnumerable<T> source, int mostAhead, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken stopped = stop.Token;
#pragma warning disable CA2000 // A source that is left behind may still add to it.
        var queue = new BlockingCollection<T>(mostAhead);
#pragma warning restore CA2000
        Task maker = Task.Factory.StartNew(() => Make(source, queue, stopped), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (T item in queue.GetConsumingEnumerable(cancellationToken)) yield return item;
            maker.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny([maker], Patience);
        }
    }

    private static void Make<T>(IEnumerable<T> source, BlockingCollection<T> queue, CancellationToken stopped)
    {
        try
        {
            foreach (T item in source) queue.Add(item, stopped);
        }
        finally
        {
            queue.CompleteAdding();
        }
    }
}
