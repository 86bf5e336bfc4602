using Anomaly.Detection.Training;

namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>A job in the words of this library.</summary>
internal static class OurOptions
{
    /// <param name="job">The forest.</param>
    /// <param name="outOfBag">Whether out-of-bag scores are computed. The peers do not unless asked.</param>
    /// <param name="search">How splits are searched.</param>
    public static RandomForestOptions For(ForestJob job, bool outOfBag = false, SplitSearch search = default) => new()
    {
        TreeCount = job.TreeCount,
        MaxDepth = job.Configuration.MaxDepth,
        MinSamplesSplit = job.Configuration.MinSamplesSplit,
        MinSamplesLeaf = job.Configuration.MinSamplesLeaf,
        ClassWeight = job.Configuration.IsBalanced ? ClassWeight.Balanced : ClassWeight.None,
        MaxThreads = job.Threads,
        Seed = job.Seed,
        OutOfBag = outOfBag,
        SplitSearch = search,
    };

    /// <summary>The split search that <c>--search</c> names: exact, binned or auto, which is what it is without.</summary>
    /// <exception cref="UsageException">It names another.</exception>
    public static SplitSearch Named(Arguments arguments) => arguments.Choice("--search", ["exact", "binned", "auto"], "auto") switch
    {
        "exact" => SplitSearch.Exact,
        "binned" => SplitSearch.Binned(),
        _ => SplitSearch.Auto,
    };
}
