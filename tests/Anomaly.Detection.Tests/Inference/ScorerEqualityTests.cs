using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tests.Inference;

/// <summary>Every engine gives the bits of the reference score, whatever the forest and the rows.</summary>
public sealed class ScorerEqualityTests
{
    public static TheoryData<ScoringEngine> Engines => [.. EngineChoice.Supported];

    // Seed, trees, features, most splits, distinct values, distinct thresholds.
    public static TheoryData<ScoringEngine, int, int, int, int, int, int> Forests()
    {
        (int Seed, int Trees, int Features, int Splits, int Values, int Thresholds)[] forests =
        [
            (1, 1, 1, 0, 0, 0),
            (2, 2, 1, 1, 2, 1),
            (3, 7, 3, 20, 0, 0),
            (4, 8, 5, 60, 2, 0),
            (5, 9, 2, 200, 1, 30),
            (6, 33, 18, 250, 60, 0),
            (7, 17, 1, 600, 256, 0),
            (8, 12, 40, 900, 200, 500),
            (9, 20, 3, 1200, 2, 0),
            (10, 5, 120, 400, 7, 0),
        ];
        var data = new TheoryData<ScoringEngine, int, int, int, int, int, int>();
        foreach (ScoringEngine engine in EngineChoice.Supported)
        {
            foreach (var forest in forests) data.Add(engine, forest.Seed, forest.Trees, forest.Features, forest.Splits, forest.Values, forest.Thresholds);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Forests))]
    public void Score_RowsOnAndBesideThresholds_AreTheReferences(ScoringEngine engine, int seed, int trees, int features, int splits, int values, int thresholds)
    {
        RandomForestModel forest = RandomTrees.Forest(seed, trees, features, splits, values, thresholds);
        float[] rows = RandomTrees.EdgeRows(forest, seed, randomRows: 700);

        Unequal(forest, Compile(forest, engine), rows).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Score_EveryRowCount_IsTheReference(ScoringEngine engine)
    {
        RandomForestModel forest = RandomTrees.Forest(11, 10, 4, 50);
        float[] rows = RandomTrees.EdgeRows(forest, 11, randomRows: 9000);
        Scorer scorer = Compile(forest, engine);
        double[] expected = Reference(forest, rows);
        foreach (int count in Enumerable.Range(0, 259).Concat([304, 511, 513, 2047, 4095, 4096, 4097, 8191, 8200]))
        {
            double[] scores = new double[count];
            scorer.Score(rows.AsSpan(0, count * 4), scores);

            Differences(scores, expected.AsSpan(0, count)).Should().Be(0, "{0} rows", count);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Score_SingleRow_IsTheReference(ScoringEngine engine)
    {
        RandomForestModel forest = RandomTrees.Forest(12, 21, 6, 120);
        float[] rows = RandomTrees.EdgeRows(forest, 12, randomRows: 500);
        Scorer scorer = Compile(forest, engine);
        double[] expected = Reference(forest, rows);
        double[] scores = [.. Enumerable.Range(0, expected.Length).Select(row => scorer.Score(rows.AsSpan(row * 6, 6)))];

        Differences(scores, expected).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Score_RowsWithoutAnyValue_AreTheReference(ScoringEngine engine)
    {
        RandomForestModel forest = RandomTrees.Forest(13, 10, 4, 50);
        float[] rows = new float[4 * 300];
        Array.Fill(rows, float.NaN);

        Unequal(forest, Compile(forest, engine), rows).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Score_Combs_AreTheReference(ScoringEngine engine)
    {
        // A comb waits for many results, or for none.
        var forest = new RandomForestModel([RandomTrees.Comb(600, 3, toTheLeft: true), RandomTrees.Comb(600, 3, toTheLeft: false)], 3);
        float[] rows = RandomTrees.EdgeRows(forest, 14, randomRows: 100);

        Unequal(forest, Compile(forest, engine), rows).Should().Be(0);
    }

    [Fact]
    public void Score_ForestThatNoBlendEngineHolds_IsTheReference()
    {
        // Too many distinct values; too many features; a tree too large.
        RandomForestModel[] forests = [RandomTrees.Forest(17, 4, 3, 1000), RandomTrees.Forest(18, 4, 400, 700, distinctValues: 3), RandomTrees.Forest(19, 3, 2, 40_000, distinctValues: 3)];
        foreach (RandomForestModel forest in forests)
        {
            var scorer = Scorer.Compile(forest);

            scorer.Engine.Should().Be(ScoringEngine.Walk);
            float[] rows = RandomTrees.EdgeRows(forest, 17, randomRows: 600);
            Unequal(forest, scorer, rows[^(forest.FeatureCount * 600)..]).Should().Be(0);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Score_SeveralThreads_GivesTheBitsOfOne(ScoringEngine engine)
    {
        RandomForestModel forest = RandomTrees.Forest(15, 12, 3, 40);
        float[] rows = RandomTrees.EdgeRows(forest, 15, randomRows: 40_000);
        double[] alone = new double[rows.Length / 3];
        Compile(forest, engine).Score(rows, alone);
        foreach (int? threads in new int?[] { 2, 7, null })
        {
            double[] together = new double[alone.Length];
            Scorer.Compile(forest, new ScorerOptions { Engine = engine, MaxThreads = threads }).Score(rows, together);

            Differences(together, alone).Should().Be(0, "{0} threads", threads);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Score_CalledBy64ThreadsAtOnce_GivesTheBitsOfOne(ScoringEngine engine)
    {
        RandomForestModel forest = RandomTrees.Forest(16, 12, 3, 40);
        float[] rows = RandomTrees.EdgeRows(forest, 16, randomRows: 1000);
        Scorer scorer = Compile(forest, engine);
        double[] expected = Reference(forest, rows);
        int[] unequal = new int[64];
        var threads = Enumerable.Range(0, unequal.Length).Select(thread => new Thread(() =>
        {
            double[] scores = new double[expected.Length];
            for (int repeat = 0; repeat < 5; repeat++)
            {
                scorer.Score(rows, scores);
                for (int row = thread; row < 200; row++) scores[row] = scorer.Score(rows.AsSpan(row * 3, 3));
                unequal[thread] += Differences(scores, expected);
            }
        })).ToArray();
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        unequal.Should().AllBeEquivalentTo(0);
    }

    /// <summary>Rows whose score, in a batch or alone, is not the reference's.</summary>
    internal static int Unequal(RandomForestModel forest, Scorer scorer, float[] rows)
    {
        double[] expected = Reference(forest, rows);
        double[] scores = new double[expected.Length];
        scorer.Score(rows, scores);
        int features = forest.FeatureCount;
        double[] alone = [.. Enumerable.Range(0, Math.Min(expected.Length, 2000)).Select(row => scorer.Score(rows.AsSpan(row * features, features)))];
        return Differences(scores, expected) + Differences(alone, expected.AsSpan(0, alone.Length));
    }

    internal static int Differences(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        int different = 0;
        for (int i = 0; i < left.Length; i++) different += BitConverter.DoubleToInt64Bits(left[i]) == BitConverter.DoubleToInt64Bits(right[i]) ? 0 : 1;
        return different;
    }

    private static Scorer Compile(RandomForestModel forest, ScoringEngine engine)
    {
        Scorer scorer = Scorer.Compile(forest, new ScorerOptions { Engine = engine });
        scorer.Engine.Should().Be(engine);
        return scorer;
    }

    private static double[] Reference(RandomForestModel forest, float[] rows)
    {
        int features = forest.FeatureCount;
        return [.. Enumerable.Range(0, rows.Length / features).Select(row => forest.Score(rows.AsSpan(row * features, features)))];
    }
}
