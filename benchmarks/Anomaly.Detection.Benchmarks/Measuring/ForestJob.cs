namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>One forest to train.</summary>
/// <param name="Configuration">What the trees are like.</param>
/// <param name="TreeCount">How many.</param>
/// <param name="Threads">Most threads that train.</param>
/// <param name="Seed">Where the random numbers begin.</param>
internal sealed record ForestJob(ForestConfiguration Configuration, int TreeCount, int Threads, ulong Seed);
