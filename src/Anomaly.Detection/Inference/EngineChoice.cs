using Anomaly.Detection.Models;

namespace Anomaly.Detection.Inference;

/// <summary>Which engine scores which forest on which machine: the one list of them.</summary>
internal static class EngineChoice
{
    /// <summary>The environment variable that chooses for the whole process where options leave it to the library.</summary>
    public const string Variable = "ANOMALY_SCORING_ENGINE";

    // Results that wait at the same time are held in the first cache, or should be.
    private const int MostWaiting = 256;

    // Nanoseconds a row and tree, as measured in batches; only how they compare with one another counts. See benchmarks/results/scoring.md.
    private const double BlendTree = 0.6;
    private const double WalkTree = 4;
    private const double WalkLevel = 1.2;

    private static readonly Candidate[] Candidates =
    [
        Blend<Blend512>(),
        Blend<Blend256>(),
        new(ScoringEngine.Walk, null, shape => WalkTree + (WalkLevel * shape.Levels), TryWalk),
        new(ScoringEngine.Reference, null, _ => double.PositiveInfinity, trees => new ReferenceEngine(trees)),
    ];

    /// <summary>The engines that this machine can run.</summary>
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
            TreeShape shape = ShapeOf(trees);
            return Candidates.Where(candidate => candidate.Obstacle is null).OrderBy(candidate => candidate.Cost(shape)).Select(candidate => candidate.TryCompile(trees)).First(engine => engine is not null)!;
        }

        Candidate chosen = Array.Find(Candidates, candidate => candidate.Engine == wanted) ?? throw new NotSupportedException($"The scoring engine {wanted} scores no trees.");
        if (chosen.Obstacle is { } obstacle) throw new NotSupportedException($"The scoring engine {wanted} cannot run here: {obstacle}.");
        return chosen.TryCompile(trees) ?? throw new NotSupportedException($"The scoring engine {wanted} cannot hold this forest: its trees are too large, or use too many features or values.");
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

    // A training row passes a split with the share of the cover that the split has.
    private static TreeShape ShapeOf(ScoredTrees trees)
    {
        double splits = 0;
        double levels = 0;
        foreach (DecisionTree tree in trees.Trees)
        {
            ReadOnlySpan<int> features = tree.Feature;
            ReadOnlySpan<double> covers = tree.Cover;
            double passed = 0;
            for (int node = 0; node < features.Length; node++)
            {
                if (features[node] >= 0) passed += covers[node];
            }

            splits += tree.NodeCount / 2;
            levels += covers[0] > 0 ? passed / covers[0] : tree.Depth;
        }

        return new TreeShape(splits / trees.Trees.Length, levels / trees.Trees.Length);
    }

    private static Candidate Blend<TKernel>()
        where TKernel : struct, IBlendKernel => new(TKernel.Engine, TKernel.Obstacle, shape => BlendTree + (TKernel.SplitCost * shape.Splits), TryBlend<TKernel>);

    private static BlendEngine<TKernel>? TryBlend<TKernel>(ScoredTrees trees)
        where TKernel : struct, IBlendKernel
    {
        if (CompactForestBuilder.TryBuild(trees) is not { } forest) return null;
        bool[] scratch = new bool[trees.Trees.Max(tree => tree.NodeCount)];
        int waiting = Enumerable.Range(0, forest.TreeCount).Max(tree => BlendProgram.CountWaiting(forest.NodesOf(tree), scratch));
        return waiting <= MostWaiting ? new BlendEngine<TKernel>(forest, waiting) : null;
    }

    private static WalkEngine? TryWalk(ScoredTrees trees) => PackedForestBuilder.TryBuild(trees) is { } forest ? new WalkEngine(forest) : null;

    /// <summary>The mean tree.</summary>
    /// <param name="Splits">How many splits it has.</param>
    /// <param name="Levels">How many splits a row passes.</param>
    private readonly record struct TreeShape(double Splits, double Levels);

    /// <summary>An engine that may be chosen.</summary>
    /// <param name="Engine">Its name.</param>
    /// <param name="Obstacle">Why it cannot run on this machine, or null.</param>
    /// <param name="Cost">What it would cost; the cheapest that can hold the forest is taken.</param>
    /// <param name="TryCompile">Gives null where the forest does not fit.</param>
    private sealed record Candidate(ScoringEngine Engine, string? Obstacle, Func<TreeShape, double> Cost, Func<ScoredTrees, ITreeEngine?> TryCompile);
}
