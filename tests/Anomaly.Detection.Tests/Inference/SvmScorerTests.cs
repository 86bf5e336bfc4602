using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Tests.Models;

namespace Anomaly.Detection.Tests.Inference;

public class SvmScorerTests
{
    [Theory]
    [InlineData(ScoringEngine.Auto, ScoringEngine.Kernel)]
    [InlineData(ScoringEngine.Kernel, ScoringEngine.Kernel)]
    [InlineData(ScoringEngine.Reference, ScoringEngine.Reference)]
    public void Score_EveryRowCount_EqualsTheModelBitForBit(ScoringEngine engine, ScoringEngine chosen)
    {
        const int features = 5, most = 257;
        float[] rows = SvmRows.Draw(5, most * features);
        foreach (SvmKernel kernel in SvmRows.Kernels)
        {
            OneClassSvmModel model = SvmRows.Model(kernel, 37, features);
            double[] expected = [.. Enumerable.Range(0, most).Select(row => model.Score(rows.AsSpan(row * features, features)))];
            var scorer = Scorer.Compile(model, new ScorerOptions { Engine = engine, MaxThreads = 1 });
            scorer.Engine.Should().Be(chosen);
            for (int count = 0; count <= most; count++)
            {
                double[] scores = new double[count];
                scorer.Score(rows.AsSpan(0, count * features), scores);
                scores.AsSpan().SequenceEqual(expected.AsSpan(0, count)).Should().BeTrue("{0} rows of {1}", count, kernel);
            }

            scorer.Score(rows.AsSpan(0, features)).Should().Be(expected[0]);
        }
    }

    [Fact]
    public void Score_EverySupportVectorCount_EqualsTheModelBitForBit()
    {
        foreach (SvmKernel kernel in SvmRows.Kernels)
        {
            foreach (int features in new[] { 1, 2, 18, 40 })
            {
                float[] rows = SvmRows.Draw(6, 11 * features);
                foreach (int count in new[] { 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 200, 1025 })
                {
                    OneClassSvmModel model = SvmRows.Model(kernel, count, features);
                    double[] scores = new double[11];
                    Scorer.Compile(model).Score(rows, scores);
                    scores.Should().Equal(Enumerable.Range(0, 11).Select(row => model.Score(rows.AsSpan(row * features, features))));
                }
            }
        }
    }

    [Fact]
    public void Score_Threads_ChangeNothing()
    {
        OneClassSvmModel model = SvmRows.Model(SvmKernel.Rbf(0.2), 50, 4);
        float[] rows = SvmRows.Draw(9, 4 * 20_000);
        double[] one = new double[20_000], three = new double[20_000];
        Scorer.Compile(model, new ScorerOptions { MaxThreads = 1 }).Score(rows, one);
        Scorer.Compile(model, new ScorerOptions { MaxThreads = 3 }).Score(rows, three);

        three.Should().Equal(one);
    }

    [Theory]
    [InlineData(ScoringEngine.Kernel)]
    [InlineData(ScoringEngine.Reference)]
    public void Score_Warm_AllocatesNothing(ScoringEngine engine)
    {
        var scorer = Scorer.Compile(SvmRows.Model(SvmKernel.Rbf(0.2), 300, 6), new ScorerOptions { Engine = engine, MaxThreads = 1 });
        float[] rows = SvmRows.Draw(9, 6 * 5000);
        double[] scores = new double[5000];
        scorer.Score(rows, scores);
        double sum = scorer.Score(rows.AsSpan(0, 6));

        Allocations.Of(() =>
        {
            scorer.Score(rows, scores);
            for (int call = 0; call < 2000; call++) sum += scorer.Score(rows.AsSpan(6 * call, 6));
        }).Should().Be(0);
        sum.Should().NotBe(0);
    }

    [Theory]
    [InlineData(ScoringEngine.Kernel)]
    [InlineData(ScoringEngine.Reference)]
    public void Score_MissingValue_IsRefusedByFeature(ScoringEngine engine)
    {
        var scorer = Scorer.Compile(SvmRows.Model(SvmKernel.Rbf(0.2), 30, 3), new ScorerOptions { Engine = engine });

        FluentActions.Invoking(() => scorer.Score([1, 2, float.NaN])).Should().Throw<ArgumentException>().WithMessage("Feature 2 is missing*");
        for (int row = 0; row < 9; row++)
        {
            float[] rows = SvmRows.Draw(1, 27);
            rows[(3 * row) + 1] = float.NaN;
            FluentActions.Invoking(() => scorer.Score(rows, new double[9])).Should().Throw<ArgumentException>().WithMessage("Feature 1 is missing*");
        }
    }

    [Theory]
    [InlineData(ScoringEngine.Walk)]
    [InlineData(ScoringEngine.Blend256)]
    [InlineData(ScoringEngine.Blend512)]
    public void Compile_EngineOfTrees_IsRefused(ScoringEngine engine) =>
        FluentActions.Invoking(() => Scorer.Compile(SvmRows.Model(SvmKernel.Linear, 3, 3), new ScorerOptions { Engine = engine }))
            .Should().Throw<NotSupportedException>().WithMessage($"The scoring engine {engine} cannot score a OneClassSvmModel: it has no trees.");
}
