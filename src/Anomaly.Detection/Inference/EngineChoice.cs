namespace Anomaly.Detection.Inference;

/// <summary>Which engine scores which forest on which machine: the one list of them.</summary>
internal static class EngineChoice
{
    /// <summary>The environment variable that chooses for the whole process where options leave it to the library.</summary>
    public const string Variable = "ANOMALY_SCORING_ENGINE";

    // Blending costs as much as there are splits, walking as much as there are levels. Measured where they meet: see benchmarks/results/scoring.md.
    private const double MostSplits512 = 4000;
    private const double MostSplits256 = 1500;

    // Results that wait at the same time are held in the first cache, or should be.
    private const int MostWaiting = 256;

    private static readonly Candidate[] Candidates =
    [
        new(ScoringEngine.Blend512, Blend512.IsSupported ? null : "the processor has no AVX-512BW", MostSplits512, TryBlend<Blend512>),
        new(ScoringEngine.Blend256, Blend256.IsSupported ? null : "the processor has no AVX2", MostSplits256, TryBlend<Blend256>),
        new(ScoringEngine.Walk, null, double.PositiveInfinity, TryWalk),
        new(ScoringEngine.Reference, null, double.PositiveInfinity, trees => new ReferenceEngine(trees)),
    ];

    /// <summary>The engines that this machine can run, the fastest for small trees first.</summary>
    public static IEnumerable<ScoringEngine> Supported => Candidates.Where(candidate => candidate.Obstacle is null).Select(candidate => candidate.Engine);

    /// <summary>Compiles a forest.</summary>
    /// <param name="trees">The forest.</param>
    /// <param name="wanted">An engine, or <see cref="ScoringEngine.Auto"/>.</param>
    /// <exception cref="NotSupportedException">The wanted engine cannot run here, or cannot hold this forest.</exception>
    public static ITreeEngine Compile(ScoredTrees trees, ScoringEngine wanted)
    {
        if (wanted == ScoringEngine.Auto) wanted = FromEnvironment();
        if (wanted == ScoringEngine.Auto)
        {
            double meanSplits = trees.Trees.Average(tree => (double)(tree.NodeCount / 2));
            return Candidates.Where(candidate => candidate.Obstacle is null && meanSplits <= candidate.MostSplits).Select(candidate => candidate.TryCompile(trees)).First(engine => engine is not null)!;
        }

        Candidate chosen = Candidates.First(candidate => candidate.Engine == wanted);
        if (chosen.Obstacle is { } obstacle) throw new NotSupportedException($"The scoring engine {wanted} cannot run here: {obstacle}.");
        return chosen.TryCompile(trees) ?? throw new NotSupportedException($"The scoring engine {wanted} cannot hold this forest: its trees are too large, or use too many features.");
    }

    private static ScoringEngine FromEnvironment()
    {
        string? name = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(name)) return ScoringEngine.Auto;
        foreach (ScoringEngine engine in Enum.GetValues<ScoringEngine>())
        {
            if (string.Equals(name, engine.ToString(), StringComparison.OrdinalIgnoreCase)) return engine;
        }

        throw new NotSupportedException($"{Variable} is '{name}'; expected one of {string.Join(", ", Enum.GetNames<ScoringEngine>())}.");
    }

    private static BlendEngine<TKernel>? TryBlend<TKernel>(ScoredTrees trees)
        where TKernel : struct, IBlendKernel
    {
        if (CompactForestBuilder.TryBuild(trees) is not { } forest) return null;
        bool[] scratch = new bool[trees.Trees.Max(tree => tree.NodeCount)];
        int waiting = Enumerable.Range(0, forest.TreeCount).Max(tree => BlendProgram.CountWaiting(forest.NodesOf(tree), scratch));
        return waiting <= MostWaiting ? new BlendEngine<TKernel>(forest, waiting) : null;
    }

    private static WalkEngine? TryWalk(ScoredTrees trees) => PackedForestBuilder.TryBuild(trees) is { } forest ? new WalkEngine(forest) : null;

    /// <summary>An engine that may be chosen.</summary>
    /// <param name="Engine">Its name.</param>
    /// <param name="Obstacle">Why it cannot run on this machine, or null.</param>
    /// <param name="MostSplits">Chosen up to so many splits a tree on average.</param>
    /// <param name="TryCompile">Gives null where the forest does not fit.</param>
    private sealed record Candidate(ScoringEngine Engine, string? Obstacle, double MostSplits, Func<ScoredTrees, ITreeEngine?> TryCompile);
}
