using Anomaly.Detection.Data;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Inference;

/// <summary>Every engine gives the bits of the reference on 100,000 rows of every measured table, for forests of depth 10 and unlimited ones.</summary>
public sealed class MeasuredTablesTests
{
    private const int RowCount = 100_000;

    public static TheoryData<string> Tables => SharedData.ReasonMissing is null
        ? [.. Directory.GetFiles(Path.Combine(SharedData.Folder, "public"), "*.csv*").Select(path => Path.GetFileName(path).Split('.')[0]).Order(StringComparer.Ordinal)]
        : ["every table"];

    [SharedDataTheory]
    [MemberData(nameof(Tables))]
    public void Score_RowsOfATable_AreTheReferences(string name)
    {
        PublicTable table = PublicTable.Load(Path.Combine(SharedData.Folder, "public"), name);
        float[] rows = RowsOf(table.Features, Math.Min(table.Features.RowCount, RowCount));
        foreach (int? depth in new int?[] { 10, null })
        {
            var options = new RandomForestOptions { TreeCount = 50, MaxDepth = depth, MinSamplesLeaf = depth is null ? 1 : 2, OutOfBag = false };
            RandomForestModel forest = new RandomForestTrainer(options).Train(table.Features, table.IsAnomaly).Model;
            foreach (ScoringEngine engine in EngineChoice.Supported) CountUnequal(forest, engine, rows).Should().Be(0, "{0}, depth {1}", engine, depth);
        }
    }

    // The rows of the table again and again, so that every row comes to stand in other places of vectors, tiles and blocks.
    private static int CountUnequal(RandomForestModel forest, ScoringEngine engine, float[] rows)
    {
        int features = forest.FeatureCount;
        int distinct = rows.Length / features;
        double[] expected = [.. Enumerable.Range(0, distinct).Select(row => forest.Score(rows.AsSpan(row * features, features)))];
        Scorer scorer;
        try
        {
            scorer = Scorer.Compile(forest, new ScorerOptions { Engine = engine, MaxThreads = null });
        }
        catch (NotSupportedException) when (engine is ScoringEngine.Blend256 or ScoringEngine.Blend512)
        {
            // Too many features for blending: the library would not choose it.
            Scorer.Compile(forest).Engine.Should().Be(ScoringEngine.Walk);
            return 0;
        }

        int unequal = 0;
        double[] scores = new double[distinct];
        for (int scored = 0; scored < RowCount; scored += distinct)
        {
            // Each time a few rows fewer from the front.
            int first = scored / distinct % Math.Min(distinct, 300);
            scorer.Score(rows.AsSpan(first * features), scores.AsSpan(first));
            unequal += ScorerEqualityTests.Differences(scores.AsSpan(first), expected.AsSpan(first));
        }

        for (int row = 0; row < Math.Min(distinct, 5000); row++) unequal += scorer.Score(rows.AsSpan(row * features, features)).Equals(expected[row]) ? 0 : 1;
        return unequal;
    }

    private static float[] RowsOf(FeatureMatrix matrix, int count)
    {
        float[] rows = new float[count * matrix.FeatureCount];
        for (int row = 0; row < count; row++) matrix.CopyRow(row, rows.AsSpan(row * matrix.FeatureCount, matrix.FeatureCount));
        return rows;
    }
}
