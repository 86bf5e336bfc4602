namespace Anomaly.Detection.Tests.Shared;

/// <summary>What code allocates.</summary>
internal static class Allocations
{
    private const int MostTries = 5;

    /// <summary>Runs an action until a run allocates nothing, but a few times at most.</summary>
    /// <param name="action">What is measured, warm.</param>
    /// <returns>The fewest bytes of any run, on the thread that calls.</returns>
    /// <remarks>
    /// What an action allocates, it allocates in each run. One run alone can be charged for nothing it did: a collection that falls into it, brought about by whatever else is running, takes back
    /// the memory set aside for the thread, and the rest of it, up to 8 KB, can be counted as allocated.
    /// </remarks>
    public static long Of(Action action)
    {
        long fewest = long.MaxValue;
        for (int i = 0; i < MostTries && fewest > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
