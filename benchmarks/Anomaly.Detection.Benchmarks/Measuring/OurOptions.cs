using Anomaly.Detection.Training;

namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>A job in the words of this library.</summary>
internal static class OurOptions
{
    /// <param name="job">The forest.</param>
    /// <param name="outOfBag">Whether out-of-bag scores are computed. The peers do not unless asked.</param>
    /// <param name="search">How splits are searched.</param>
    public static RandomForestOptions For(ForestJob job, bool outOfBag = false, SearchChoice search = SearchChoice.Auto) => new()
    {
        TreeCount = job.TreeCount,
        MaxDepth = job.Configuration.MaxDepth,
        MinSamplesSplit = job.Configuration.MinSamplesSplit,
        MinSamplesLeaf = job.Configuration.MinSamplesLeaf,
        ClassWeight = job.Configuration.IsBalanced ? ClassWeight.Balanced : ClassWeight.None,
        MaxThreads = job.Threads,
        Seed = job.Seed,
        OutOfBag = outOfBag,
        SplitSearch = search switch { SearchChoice.Exact => SplitSearch.Exact, SearchChoice.Binned => SplitSearch.Binned(), _ => SplitSearch.Auto },
    };
}
