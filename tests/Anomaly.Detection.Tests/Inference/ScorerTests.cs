using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Inference;

public sealed class ScorerTests
{
    private static readonly RandomForestModel Forest = RandomTrees.Forest(1, 10, 4, 50);

    public static TheoryData<ScoringEngine> Engines => [.. EngineChoice.Supported];

    [Fact]
    public void Compile_NullModel_IsRefused() => FluentActions.Invoking(() => Scorer.Compile(null!)).Should().Throw<ArgumentNullException>();

    [Fact]
    public void Compile_ForestOfManyTrees_SaysWhatItIs()
    {
        var scorer = Scorer.Compile(Forest);

        scorer.FeatureCount.Should().Be(4);
        scorer.Engine.Should().BeOneOf(EngineChoice.Supported);
        scorer.MemoryBytes.Should().BePositive();
    }

    [Fact]
    public void Compile_EngineThatCannotRunHere_NamesTheObstacle()
    {
        foreach (ScoringEngine engine in Enum.GetValues<ScoringEngine>().Except([ScoringEngine.Auto, ScoringEngine.Kernel]).Except(EngineChoice.Supported))
        {
            FluentActions.Invoking(() => Scorer.Compile(Forest, new ScorerOptions { Engine = engine }))
                .Should().Throw<NotSupportedException>().WithMessage($"The scoring engine {engine} cannot run here: the processor has no AVX*");
        }

        EngineChoice.Supported.Should().Contain([ScoringEngine.Walk, ScoringEngine.Reference]);
    }

    [Theory]
    [InlineData(ScoringEngine.Blend256)]
    [InlineData(ScoringEngine.Blend512)]
    public void Compile_ForestThatTheEngineCannotHold_IsRefused(ScoringEngine engine)
    {
        RandomForestModel forest = RandomTrees.Forest(2, 3, 3, 1000);

        FluentActions.Invoking(() => Scorer.Compile(forest, new ScorerOptions { Engine = engine })).Should().Throw<NotSupportedException>().WithMessage($"The scoring engine {engine} cannot*");
    }

    [Fact]
    public void Compile_ModelWithoutTrees_IsScoredByItself()
    {
        var scorer = Scorer.Compile(new SumModel(), new ScorerOptions { MaxThreads = 2 });
        double[] scores = new double[10_000];
        float[] rows = [.. Enumerable.Range(0, 20_000).Select(i => (float)i)];
        scorer.Score(rows, scores);

        scorer.Engine.Should().Be(ScoringEngine.Reference);
        scores.Should().Equal(Enumerable.Range(0, 10_000).Select(row => (4.0 * row) + 1));
        scorer.Score([1, 2]).Should().Be(3);
    }

    [Fact]
    public void Compile_ModelWithoutTreesForAnEngineOfTrees_IsRefused() =>
        FluentActions.Invoking(() => Scorer.Compile(new SumModel(), new ScorerOptions { Engine = ScoringEngine.Walk }))
            .Should().Throw<NotSupportedException>().WithMessage("The scoring engine Walk cannot score a SumModel: it has no trees.");

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        FluentActions.Invoking(() => new ScorerOptions { MaxThreads = 0 }).Should().Throw<OptionsException>().WithMessage("*MaxThreads*at least 1*0*");
        FluentActions.Invoking(() => new ScorerOptions { Engine = (ScoringEngine)99 }).Should().Throw<OptionsException>().WithMessage("*Engine*Auto*");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Score_WrongLengths_AreRefused(ScoringEngine engine)
    {
        Scorer scorer = Compile(engine);

        FluentActions.Invoking(() => scorer.Score(new float[3])).Should().Throw<ArgumentException>().WithMessage("The row has 3 features, but the model has 4.*");
        FluentActions.Invoking(() => scorer.Score(new float[9], new double[2])).Should().Throw<ArgumentException>().WithMessage("9 values are not 2 rows of 4 features.*");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Score_Cancelled_Stops(ScoringEngine engine)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            using var stop = new CancellationTokenSource();
            Scorer scorer = Scorer.Compile(Forest, new ScorerOptions { Engine = engine, MaxThreads = threads });
            var progress = new Reports(_ => stop.Cancel());

            FluentActions.Invoking(() => scorer.Score(new float[4 * 100_000], new double[100_000], progress, stop.Token)).Should().Throw<OperationCanceledException>();
            progress.Last.Should().BeLessThan(100_000);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Score_WithProgress_EndsWithAllRows(ScoringEngine engine)
    {
        foreach (int threads in new[] { 1, 3 })
        {
            var progress = new Reports(_ => { });
            Scorer.Compile(Forest, new ScorerOptions { Engine = engine, MaxThreads = threads }).Score(new float[4 * 20_000], new double[20_000], progress, CancellationToken.None);

            progress.Last.Should().Be(20_000);
            progress.Count.Should().BeGreaterThan(2);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Score_Warm_AllocatesNothing(ScoringEngine engine)
    {
        Scorer scorer = Compile(engine);
        float[] rows = RandomTrees.EdgeRows(Forest, 3, randomRows: 5000);
        double[] scores = new double[rows.Length / 4];
        scorer.Score(rows, scores);
        double sum = 0;

        Allocations.Of(() =>
        {
            for (int repeat = 0; repeat < 20; repeat++) scorer.Score(rows, scores);
            for (int call = 0; call < 1_000_000; call++) sum += scorer.Score(rows.AsSpan(4 * (call % 1000), 4));
        }).Should().Be(0);
        sum.Should().BePositive();
    }

    [Theory]
    [InlineData(10, 250)]
    [InlineData(null, 600)]
    public void MemoryBytes_OfAForest_AreAtMostEightASplitBesideLeaves(int? distinctValues, int splits)
    {
        RandomForestModel forest = RandomTrees.Forest(5, 200, 12, splits, distinctValues ?? 2);
        long splitCount = forest.Trees.Sum(tree => tree.NodeCount / 2);
        long leafCount = splitCount + forest.Trees.Length;
        foreach (ScoringEngine engine in EngineChoice.Supported)
        {
            // A leaf has a number for its value, as large as a node; a tree has an entry in two lists; small change for columns.
            long nodeBytes = engine == ScoringEngine.Walk ? 8 : 4;
            long leaves = (leafCount * nodeBytes) + forest.Trees.Sum(tree => DistinctValues(tree) * sizeof(double));
            long bytes = Scorer.Compile(forest, new ScorerOptions { Engine = engine }).MemoryBytes;

            (bytes - leaves).Should().BeLessThanOrEqualTo((long)(8.2 * splitCount) + (8 * forest.Trees.Length), "{0}", engine);
        }
    }

    private static int DistinctValues(DecisionTree tree)
    {
        var values = new HashSet<double>();
        for (int node = 0; node < tree.NodeCount; node++)
        {
            if (tree.Feature[node] == DecisionTree.Leaf) values.Add(tree.Value[node]);
        }

        return values.Count;
    }

    private static Scorer Compile(ScoringEngine engine) => Scorer.Compile(Forest, new ScorerOptions { Engine = engine });

    private sealed class SumModel : IAnomalyModel
    {
        public int FeatureCount => 2;

        public double Score(ReadOnlySpan<float> row) => row[0] + row[1];
    }

    private sealed class Reports(Action<int> onReport) : IProgress<int>
    {
        private readonly Lock _lock = new();

        public int Last { get; private set; }

        public int Count { get; private set; }

        public void Report(int value)
        {
            lock (_lock)
            {
                Last = Math.Max(Last, value);
                Count++;
            }

            onReport(value);
        }
    }
}
