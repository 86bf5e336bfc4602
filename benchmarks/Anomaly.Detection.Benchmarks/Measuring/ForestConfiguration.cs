namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>What every peer is asked to grow, in its own words. √features are drawn at a node in all of them.</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="MaxDepth">Null: no limit.</param>
/// <param name="MinSamplesSplit">Fewest rows of a node that is split.</param>
/// <param name="MinSamplesLeaf">Fewest rows of a leaf.</param>
/// <param name="IsBalanced">Whether both classes weigh the same.</param>
internal sealed record ForestConfiguration(string Name, int? MaxDepth, int MinSamplesSplit, int MinSamplesLeaf, bool IsBalanced)
{
    public static ForestConfiguration Reference { get; } = new("ref", MaxDepth: 10, MinSamplesSplit: 5, MinSamplesLeaf: 2, IsBalanced: true);

    public static ForestConfiguration Deep { get; } = new("deep", MaxDepth: null, MinSamplesSplit: 2, MinSamplesLeaf: 1, IsBalanced: false);

    public static IReadOnlyCollection<string> Names { get; } = [Reference.Name, Deep.Name];

    public static ForestConfiguration Named(string name) => name == Deep.Name ? Deep : Reference;

    /// <summary>How many features are drawn at a node.</summary>
    public static int DrawnFeatures(int featureCount) => Math.Max(1, (int)Math.Sqrt(featureCount));
}
