using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Tests.Models;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

/// <summary>What a one-class SVM promises whatever the rows are: shares by nu, the same bits, refusals, cancellation, progress.</summary>
public class OneClassSvmGuaranteesTests
{
    private const int Features = 4;

    // About 15,000 steps.
    private static readonly OneClassSvmOptions Long = new() { Nu = 0.2, Gamma = SvmGamma.Of(1), Tolerance = 1e-10 };

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Train_EachNu_BoundsOutliersAndSupportVectors(double nu)
    {
        const int count = 400;
        TrainedOneClassSvm trained = Train(count, new OneClassSvmOptions { Nu = nu });

        trained.TrainingScores.Count(OneClassSvmModel.IsOutlier).Should().BeLessThanOrEqualTo((int)(count * (nu + (1 / Math.Sqrt(count)))));
        trained.Model.SupportVectorCount.Should().BeGreaterThanOrEqualTo((int)(nu * count));
        trained.Model.Coefficients.ToArray().Sum().Should().BeApproximately(nu * count, 1e-9);
    }

    [Fact]
    public void Train_AnyCache_GivesTheSameBits()
    {
        const int count = 1_500;
        var options = new OneClassSvmOptions { Nu = 0.2 };
        TrainedOneClassSvm large = Train(count, options), small = Train(count, options with { CacheMegabytes = 1 });

        small.Iterations.Should().Be(large.Iterations);
        small.Model.Rho.Should().Be(large.Model.Rho);
        small.TrainingScores.Should().Equal(large.TrainingScores);
    }

    [Fact]
    public void Train_WithoutShrinking_GivesTheSameWithinTheTolerance()
    {
        var options = new OneClassSvmOptions { Nu = 0.2, Tolerance = 1e-8 };
        TrainedOneClassSvm with = Train(1_500, options), without = Train(1_500, options with { Shrinking = false });

        with.Model.Rho.Should().BeApproximately(without.Model.Rho, 1e-6 * without.Model.Rho);
        for (int row = 0; row < with.TrainingScores.Length; row++) with.TrainingScores[row].Should().BeApproximately(without.TrainingScores[row], 1e-5);
    }

    [Fact]
    public void Train_TrainingScores_AreTheModelsBitForBit()
    {
        float[] rows = SvmRows.Draw(3, 200 * Features);
        TrainedOneClassSvm trained = new OneClassSvmTrainer(new OneClassSvmOptions { Nu = 0.1 }).Train(FeatureMatrix.FromRows(rows, Features));

        for (int row = 0; row < 200; row++) trained.TrainingScores[row].Should().Be(trained.Model.Score(rows.AsSpan(row * Features, Features)));
    }

    [Fact]
    public void Train_ColumnFarFromZero_HasAGammaThatIsANumber()
    {
        float[] rows = SvmRows.Draw(3, 100);
        for (int i = 0; i < rows.Length; i++) rows[i] = 1e16f + (i % 2);
        TrainedOneClassSvm trained = new OneClassSvmTrainer(new OneClassSvmOptions { Nu = 0.1 }).Train(FeatureMatrix.FromRows(rows, 1));

        trained.Model.Kernel.Gamma.Should().Be(1, "in 32 bits the rows are the same, and without variance gamma is 1");
        trained.TrainingScores.Should().OnlyContain(score => double.IsFinite(score));
    }

    [Fact]
    public void Train_FewOrEqualRows_Converges()
    {
        TrainedOneClassSvm single = new OneClassSvmTrainer(new OneClassSvmOptions { Nu = 1 }).Train(FeatureMatrix.FromRows([1, 2], 2));
        single.Converged.Should().BeTrue();
        single.Model.SupportVectorCount.Should().Be(1);

        TrainedOneClassSvm equal = new OneClassSvmTrainer().Train(FeatureMatrix.FromRows(Enumerable.Repeat(2f, 60).ToArray(), 2));
        equal.Converged.Should().BeTrue();
        equal.TrainingScores.Distinct().Should().ContainSingle().Which.Should().BeApproximately(0, 1e-9);
    }

    [Fact]
    public void Train_BadRows_NamesWhatIsWrong()
    {
        Refused(new float[12], 4, new OneClassSvmOptions { MaxRows = 2 }, "There are 3 rows, but MaxRows is 2:*");
        Refused(new float[12], 4, new OneClassSvmOptions { Nu = 0.25 }, "Nu is 0.25, less than one of 3 rows:*");
        Refused([1, 2, 3, float.NaN], 2, new OneClassSvmOptions(), "Feature 1 of row 1 is missing;*");
    }

    [Fact]
    public void Train_IterationLimit_SaysSo()
    {
        TrainedOneClassSvm trained = Train(300, new OneClassSvmOptions { MaxIterations = 5 });

        trained.Converged.Should().BeFalse();
        trained.Iterations.Should().Be(5);
        trained.Violation.Should().BeGreaterThan(trained.Options.Tolerance);
        trained.Message.Should().StartWith("the one-class SVM stopped after 5 steps with a violation of ").And.Contain("MaxIterations");
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Refused(() => new OneClassSvmOptions { Nu = 0 });
        Refused(() => new OneClassSvmOptions { Nu = 1.1 });
        Refused(() => new OneClassSvmOptions { Nu = double.NaN });
        Refused(() => new OneClassSvmOptions { Kernel = (SvmKernelKind)9 });
        Refused(() => new OneClassSvmOptions { Degree = 0 });
        Refused(() => new OneClassSvmOptions { Degree = 21 });
        Refused(() => new OneClassSvmOptions { Coef0 = 1e7 });
        Refused(() => new OneClassSvmOptions { Tolerance = 0 });
        Refused(() => new OneClassSvmOptions { CacheMegabytes = 0 });
        Refused(() => new OneClassSvmOptions { MaxIterations = 0 });
        Refused(() => new OneClassSvmOptions { MaxRows = 0 });
    }

    [Fact]
    public void Train_Progress_NeverFallsAndEndsAtOne()
    {
        var told = new List<double>();
        Train(1_500, Long, new Listener(value => told.Add(value.Fraction)));

        told.Should().HaveCountGreaterThan(5).And.BeInAscendingOrder().And.OnlyContain(value => value >= 0 && value <= 1);
        told[^1].Should().Be(1);
    }

    // Cancelled by a report, at each of the first reports in turn, and before the start.
    [Fact]
    public void Train_Cancelled_Stops()
    {
        for (int moment = 0; moment <= 5; moment++)
        {
            using var source = new CancellationTokenSource();
            if (moment == 0) source.Cancel();
            int left = moment, after = 0;
            var listener = new Listener(_ =>
            {
                if (source.IsCancellationRequested) after++;
                if (--left == 0) source.Cancel();
            });
            FluentActions.Invoking(() => Train(1_500, Long, listener, source.Token)).Should().Throw<OperationCanceledException>();
            after.Should().Be(0);
        }
    }

    private static TrainedOneClassSvm Train(int count, OneClassSvmOptions options, IProgress<SvmProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new OneClassSvmTrainer(options).Train(FeatureMatrix.FromRows(SvmRows.Draw(3, count * Features), Features), progress, cancellationToken);

    private static void Refused(float[] rows, int features, OneClassSvmOptions options, string message) =>
        FluentActions.Invoking(() => new OneClassSvmTrainer(options).Train(FeatureMatrix.FromRows(rows, features))).Should().Throw<ArgumentException>().WithMessage(message);

    private static void Refused(Func<OneClassSvmOptions> options) => FluentActions.Invoking(options).Should().Throw<OptionsException>();

    private sealed class Listener(Action<SvmProgress> told) : IProgress<SvmProgress>
    {
        public void Report(SvmProgress value) => told(value);
    }
}
