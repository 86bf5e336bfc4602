using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tests.Models;

public class OneClassSvmModelTests
{
    [Fact]
    public void Score_TwoSupportVectors_IsRhoLessTheirSum()
    {
        var model = new OneClassSvmModel(SvmKernel.Linear, [1, 0, 2, 1], [0.5, 1], rho: 3, featureCount: 2);

        // 3 − (0.5·(1·4) + 1·(2·4 + 1·2)) = 3 − 12
        model.Score([4, 2]).Should().Be(-9);
        model.SupportVectorCount.Should().Be(2);
    }

    [Fact]
    public void IsOutlier_Zero_IsOutside()
    {
        OneClassSvmModel.IsOutlier(0).Should().BeTrue("libsvm calls only decisions above 0 normal");
        OneClassSvmModel.IsOutlier(-0.0).Should().BeTrue();
        OneClassSvmModel.IsOutlier(double.Epsilon).Should().BeTrue();
        OneClassSvmModel.IsOutlier(-double.Epsilon).Should().BeFalse();
    }

    [Fact]
    public void Score_BadRow_NamesWhatIsWrong()
    {
        OneClassSvmModel model = SvmRows.Model(SvmKernel.Rbf(1), 3, 2);

        FluentActions.Invoking(() => model.Score([1])).Should().Throw<ArgumentException>().WithMessage("The row has 1 features, but the model was trained on 2.*");
        FluentActions.Invoking(() => model.Score([1, float.NaN])).Should().Throw<ArgumentException>().WithMessage("Feature 1 is missing; a one-class SVM needs every value*");
    }

    [Fact]
    public void Constructor_BadParts_NamesThem()
    {
        Refused([1, 2], [], 0, 2, "A one-class SVM has at least one support vector.*");
        Refused([1, 2, 3], [1], 0, 2, "3 values are not 1 support vectors of 2 features.*");
        Refused([1, 2], [0], 0, 2, "Coefficient 0 is 0; expected a number in (0, 1].*");
        Refused([1, 2], [1.1], 0, 2, "Coefficient 0 is 1.1; expected a number in (0, 1].*");
        Refused([1, 2], [double.NaN], 0, 2, "Coefficient 0 is NaN;*");
        Refused([1, 2, 3, float.PositiveInfinity], [1, 1], 0, 2, "Feature 1 of support vector 1 is*it must be finite.*");
        Refused([1, 2], [1], double.NaN, 2, "Rho is NaN; it must be finite.*");
        Refused([], [1], 0, 0, "*featureCount*");
    }

    [Fact]
    public void Constructor_ArraysChangedLater_KeepsItsOwn()
    {
        float[] vectors = [1, 2];
        double[] coefficients = [1];
        var model = new OneClassSvmModel(SvmKernel.Linear, vectors, coefficients, 0, 2);
        vectors[0] = 9;
        coefficients[0] = 0.1;

        model.Score([1, 0]).Should().Be(-1);
    }

    private static void Refused(float[] vectors, double[] coefficients, double rho, int features, string message) =>
        FluentActions.Invoking(() => new OneClassSvmModel(SvmKernel.Rbf(1), vectors, coefficients, rho, features)).Should().Throw<ArgumentException>().WithMessage(message);
}
