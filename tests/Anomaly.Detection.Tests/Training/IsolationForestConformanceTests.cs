using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

/// <summary>What every isolation forest keeps, whatever its splits.</summary>
public class IsolationForestConformanceTests
{
    private static readonly FeatureMatrix Blobs = IsolationSamples.Blobs(1000, 4, seed: 1, missingShare: 0.05);

    [Theory]
    [InlineData(0.01, 10)]
    [InlineData(0.1, 100)]
    [InlineData(0.5, 500)]
    public void Train_Contamination_FlagsThatShareOfTheTrainingRows(double contamination, int expected)
    {
        // Values without ties, so that scores have next to none.
        FeatureMatrix features = IsolationSamples.Blobs(1000, 4, seed: 2);
        TrainedIsolationForest trained = new IsolationForestTrainer(new IsolationForestOptions { Contamination = contamination }).Train(features);

        trained.Scores.Distinct().Should().HaveCountGreaterThan(990);
        trained.Scores.Count(trained.Model.IsOutlier).Should().BeInRange(expected - 1, expected);
    }

    [Theory]
    [MemberData(nameof(IsolationSamples.Kinds), MemberType = typeof(IsolationSamples))]
    public void WithContamination_AfterTraining_IsTrainingWithIt(string kind)
    {
        TrainedIsolationForest plain = IsolationSamples.Train(kind, Blobs);
        TrainedIsolationForest expected = IsolationSamples.Train(IsolationSamples.Options(kind) with { Contamination = 0.07 }, Blobs);

        TrainedIsolationForest moved = plain.WithContamination(0.07);

        moved.Model.Offset.Should().Be(expected.Model.Offset).And.NotBe(plain.Model.Offset);
        moved.Scores.Should().Equal(expected.Scores).And.Equal(plain.Scores, "contamination moves only the offset");
        moved.Options.Should().Be(expected.Options);
        moved.Model.Trees.Should().Equal(plain.Model.Trees, "trees are shared");
    }

    [Theory]
    [MemberData(nameof(IsolationSamples.Kinds), MemberType = typeof(IsolationSamples))]
    public void Train_Threads_GiveTheSameBits(string kind)
    {
        TrainedIsolationForest alone = IsolationSamples.Train(IsolationSamples.Options(kind) with { MaxThreads = 1 }, Blobs);
        foreach (int threads in new[] { 2, 7 })
        {
            TrainedIsolationForest together = IsolationSamples.Train(IsolationSamples.Options(kind) with { MaxThreads = threads }, Blobs);

            together.Scores.Should().Equal(alone.Scores);
            together.UnseenScores.Should().Equal(alone.UnseenScores);
            for (int tree = 0; tree < alone.Model.Trees.Length; tree++)
            {
                together.Model.Trees[tree].Feature.SequenceEqual(alone.Model.Trees[tree].Feature).Should().BeTrue();
                together.Model.Trees[tree].Threshold.SequenceEqual(alone.Model.Trees[tree].Threshold).Should().BeTrue();
                together.Model.Trees[tree].Value.SequenceEqual(alone.Model.Trees[tree].Value).Should().BeTrue();
            }
        }
    }

    [Theory]
    [MemberData(nameof(IsolationSamples.Kinds), MemberType = typeof(IsolationSamples))]
    public void Train_Scores_AreTheModelsWhateverTheSplits(string kind)
    {
        // More rows than a block has.
        FeatureMatrix features = IsolationSamples.Blobs(4200, 4, seed: 8, missingShare: 0.05);
        TrainedIsolationForest trained = IsolationSamples.Train(IsolationSamples.Options(kind) with { TreeCount = 20 }, features);

        trained.Scores.Should().Equal(IsolationSamples.Scores(trained.Model, IsolationSamples.RowsOf(features)));
    }

    [Fact]
    public void Train_UnseenScores_AreThoseOfTreesThatDidNotDrawTheRow()
    {
        FeatureMatrix features = IsolationSamples.Blobs(300, 3, seed: 4);
        var options = new IsolationForestOptions { TreeCount = 4, SampleSize = 200, Seed = 9 };
        TrainedIsolationForest trained = new IsolationForestTrainer(options).Train(features);
        int[][] samples = new int[4][];
        for (int tree = 0; tree < 4; tree++)
        {
            var random = new RandomStream(9, (ulong)tree);
            samples[tree] = new IsolationSample(300, 200).Draw(ref random);
        }

        float[] row = new float[3];
        int undrawn = 0;
        for (int i = 0; i < 300; i++)
        {
            features.CopyRow(i, row);
            double sum = 0;
            int count = 0;
            for (int tree = 0; tree < 4; tree++)
            {
                if (samples[tree].Contains(i)) continue;
                sum += trained.Model.Trees[tree].Score(row);
                count++;
            }

            if (count == 0) undrawn++;
            double expected = count == 0 ? double.NaN : Math.Pow(2, -sum / count / AveragePathLength.Of(200, PathLengthForm.Exact));
            if (count == 0) trained.UnseenScores[i].Should().Be(double.NaN);
            else trained.UnseenScores[i].Should().BeApproximately(expected, 1e-14);
        }

        undrawn.Should().BePositive("about a fifth of the rows are in all four samples");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(300)]
    public void Train_IdenticalRows_FlagsNobody(int rows)
    {
        float[] values = [.. Enumerable.Repeat(new[] { 1.5f, float.NaN, -3f }, rows).SelectMany(row => row)];
        foreach (int trees in new[] { 1, 3, 7, 49, 100, 333 })
        {
            foreach (double? contamination in new double?[] { null, 0.1, 0.5 })
            {
                foreach (int level in new[] { 0, 1 })
                {
                    TrainedIsolationForest trained = new IsolationForestTrainer(new IsolationForestOptions { TreeCount = trees, Contamination = contamination, ExtensionLevel = level }).Train(FeatureMatrix.FromRows(values, 3));

                    trained.Scores.Should().OnlyContain(score => score > 0 && score <= 1 && !trained.Model.IsOutlier(score));
                    double other = trained.Model.Score([99, 0, float.NaN]);
                    trained.Model.IsOutlier(other).Should().BeFalse("{0} trees, contamination {1}", trees, contamination);
                    double.IsNaN(other).Should().BeFalse();
                }
            }
        }
    }

    [Fact]
    public void Score_PointMovedOutward_StaysTheSame()
    {
        IsolationForestModel model = new IsolationForestTrainer().Train(IsolationSamples.Blobs(500, 3, seed: 5)).Model;
        for (int feature = 0; feature < 3; feature++)
        {
            foreach (float side in new[] { -1f, 1f })
            {
                float[] row = [0.1f, 0.2f, -0.1f];
                double[] scores = [.. new[] { 100f, 1e4f, 1e30f, float.MaxValue }.Select(distance =>
                {
                    row[feature] = side * distance;
                    return model.Score(row);
                })];

                scores.Should().AllBeEquivalentTo(scores[0]);
            }
        }
    }

    [Fact]
    public void Score_TwoBlobsAndNoise_RanksTheNoiseWhateverTheSeed()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            (FeatureMatrix features, bool[] isNoise) = TwoBlobs(seed);
            TrainedIsolationForest trained = new IsolationForestTrainer(new IsolationForestOptions { Seed = seed }).Train(features);

            Metrics.RocAuc(trained.Scores.AsSpan(), isNoise).Should().BeGreaterThan(0.98, "seed {0}", seed);
        }
    }

    [Fact]
    public void Train_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        FluentActions.Invoking(() => new IsolationForestTrainer().Train(Blobs, cancellationToken: source.Token)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Train_Progress_IsInOrderOnSeveralThreads()
    {
        var progress = new ListedProgress<TrainingProgress>();

        new IsolationForestTrainer(new IsolationForestOptions { TreeCount = 60, MaxThreads = 4 }).Train(Blobs, progress: progress);

        progress.Values.Should().Equal(Enumerable.Range(1, 60).Select(tree => new TrainingProgress(tree, 60)));
    }

    [Fact]
    public void Options_Contradicting_AreNamed()
    {
        FluentActions.Invoking(() => new IsolationForestTrainer(new IsolationForestOptions { Contamination = 0.1, ScoreTrainingRows = false })).Should().Throw<OptionsException>().WithMessage("*Contamination*ScoreTrainingRows*");
        FluentActions.Invoking(() => new IsolationForestTrainer(new IsolationForestOptions { ExtensionLevel = 1, CategoricalSplits = CategoricalSplits.RandomSubset })).Should().Throw<OptionsException>().WithMessage("*CategoricalSplits*ExtensionLevel*");
        FluentActions.Invoking(() => new IsolationForestTrainer(new IsolationForestOptions { ExtensionLevel = 4 }).Train(Blobs)).Should().Throw<OptionsException>().WithMessage("*ExtensionLevel*4*");
        FluentActions.Invoking(() => new IsolationForestTrainer().Train(Blobs, [4])).Should().Throw<ArgumentException>().WithMessage("Feature 4 is to hold categories, but there are 4 features.*");
        FluentActions.Invoking(() => new IsolationForestTrainer(new IsolationForestOptions { ScoreTrainingRows = false }).Train(Blobs).WithContamination(0.1)).Should().Throw<InvalidOperationException>().WithMessage("*ScoreTrainingRows*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    [InlineData(double.NaN)]
    public void Options_ContaminationOutOfRange_IsRefused(double contamination) =>
        FluentActions.Invoking(() => new IsolationForestOptions { Contamination = contamination }).Should().Throw<OptionsException>().WithMessage("*Contamination*");

    // Two blobs of 480 rows around (±5, ±5), and 40 rows far outside of both.
    private static (FeatureMatrix Features, bool[] IsNoise) TwoBlobs(ulong seed)
    {
        var random = new RandomStream(seed, 77);
        float[] values = new float[2000];
        bool[] isNoise = new bool[1000];
        for (int row = 0; row < 1000; row++)
        {
            isNoise[row] = row >= 960;
            for (int feature = 0; feature < 2; feature++)
            {
                double sign = random.NextInt(2) == 0 ? -1 : 1;
                values[(2 * row) + feature] = (float)(isNoise[row] ? sign * (12 + (8 * random.NextDouble())) : (row % 2 == 0 ? 5 : -5) + NormalDraw.Next(ref random));
            }
        }

        return (FeatureMatrix.FromRows(values, 2), isNoise);
    }
}
