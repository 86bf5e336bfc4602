using Anomaly.Detection.Data;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Tests.Training;

namespace Anomaly.Detection.Tests.Inference;

/// <summary>Isolation forests through every engine: the bits of the model, whatever the splits.</summary>
public class IsolationScorerTests
{
    public static TheoryData<string, ScoringEngine> Cases()
    {
        var cases = new TheoryData<string, ScoringEngine>();
        foreach (ScoringEngine engine in EngineChoice.Supported) cases.Add("axis-parallel", engine);
        foreach (string kind in new[] { "extended", "subsets" })
        {
            foreach (ScoringEngine engine in new[] { ScoringEngine.Auto, ScoringEngine.Walk, ScoringEngine.Reference }) cases.Add(kind, engine);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_EveryRowCount_IsTheModels(string kind, ScoringEngine engine)
    {
        FeatureMatrix features = IsolationSamples.Blobs(258, 4, seed: 5, missingShare: 0.15);
        IsolationForestModel model = IsolationSamples.Train(IsolationSamples.Options(kind) with { TreeCount = 30 }, features).Model;
        float[] rows = IsolationSamples.RowsOf(features);
        rows.AsSpan(0, 4).Fill(float.NaN);
        double[] expected = [.. Enumerable.Range(0, 258).Select(row => model.Score(rows.AsSpan(row * 4, 4)))];
        var scorer = Scorer.Compile(model, new ScorerOptions { Engine = engine });
        for (int count = 0; count < 258; count++)
        {
            double[] scores = new double[count];
            scorer.Score(rows.AsSpan(0, count * 4), scores);

            ScorerEqualityTests.Differences(scores, expected.AsSpan(0, count)).Should().Be(0, "{0} rows", count);
            BitConverter.DoubleToInt64Bits(scorer.Score(rows.AsSpan(count * 4, 4))).Should().Be(BitConverter.DoubleToInt64Bits(expected[count]));
        }
    }

    [Theory]
    [MemberData(nameof(IsolationSamples.Kinds), MemberType = typeof(IsolationSamples))]
    public void Score_Warm_AllocatesNothing(string kind)
    {
        FeatureMatrix features = IsolationSamples.Blobs(300, 4, seed: 6);
        var scorer = Scorer.Compile(IsolationSamples.Train(kind, features).Model, new ScorerOptions { MaxThreads = 1 });
        float[] rows = IsolationSamples.RowsOf(features);
        double[] scores = new double[300];
        scorer.Score(rows, scores);
        scorer.Score(rows.AsSpan(0, 4));

        Allocations.Of(() =>
        {
            for (int repeat = 0; repeat < 20; repeat++)
            {
                scorer.Score(rows, scores);
                scorer.Score(rows.AsSpan(4 * repeat, 4));
            }
        }).Should().Be(0);
    }

    [Theory]
    [InlineData(ScoringEngine.Blend256)]
    [InlineData(ScoringEngine.Blend512)]
    public void Compile_ProjectionsByBlendEngines_AreRefused(ScoringEngine engine)
    {
        IsolationForestModel model = IsolationSamples.Train("extended", IsolationSamples.Blobs(50, 4, seed: 7)).Model;

        FluentActions.Invoking(() => Scorer.Compile(model, new ScorerOptions { Engine = engine })).Should().Throw<NotSupportedException>().WithMessage($"*{engine} cannot score splits by projections*");
    }
}
