using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

public class OneClassSvmTrainerTests
{
    private static readonly float[] EightPoints = [0, 0, 1, .2f, .1f, 1.1f, 1.3f, .9f, .5f, .6f, 3, 2.5f, 2, -1, -.4f, .3f];

    // libsvm's own numbers for these eight points: ν = 0.4, γ "scale", tolerance 1e-10.
    [Fact]
    public void Train_EightPoints_GivesLibsvmsMachine()
    {
        var options = new OneClassSvmOptions { Nu = 0.4, Tolerance = 1e-10 };

        TrainedOneClassSvm trained = new OneClassSvmTrainer(options).Train(FeatureMatrix.FromRows(EightPoints, 2));

        OneClassSvmModel model = trained.Model;
        trained.Converged.Should().BeTrue();
        model.Kernel.Gamma.Should().BeApproximately(.4784867855, 1e-7);
        model.Rho.Should().BeApproximately(.958711313827, 1e-6);
        int[] support = [2, 3, 5, 6, 7];
        double[] alpha = [.2515082, .5060488, .91787555, .86175831, .66280914];
        model.SupportVectorCount.Should().Be(5);
        for (int i = 0; i < support.Length; i++)
        {
            model.SupportVectors.Slice(2 * i, 2).ToArray().Should().Equal(EightPoints.AsSpan(2 * support[i], 2).ToArray());
            model.Coefficients[i].Should().BeApproximately(alpha[i], 1e-6);
        }

        model.Score(EightPoints.AsSpan(0, 2)).Should().BeApproximately(-.00205082, 1e-6);
        model.Score(EightPoints.AsSpan(2, 2)).Should().BeApproximately(-.07768937, 1e-6);
        model.Score(EightPoints.AsSpan(8, 2)).Should().BeApproximately(-.13020858, 1e-6);
    }

    [Fact]
    public void Train_NuOfOne_HasNothingToSolve()
    {
        TrainedOneClassSvm trained = new OneClassSvmTrainer(new OneClassSvmOptions { Nu = 1 }).Train(FeatureMatrix.FromRows(EightPoints, 2));

        trained.Converged.Should().BeTrue();
        trained.Violation.Should().Be(0);
        trained.Model.Coefficients.ToArray().Should().OnlyContain(alpha => alpha == 1);
        trained.BoundedCount.Should().Be(8);
    }
}
