using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests.Preprocessing;

public sealed class StandardScalerTests
{
    private const float Missing = float.NaN;

    public static TheoryData<string> OracleColumns => [.. PreprocessingOracle.Load().Columns.Keys];

    [Fact]
    public void Fit_HandWorked_PopulationVariance()
    {
        // 2 4 4 4 5 5 7 9: mean 40/8 = 5, squares 9+1+1+1+0+0+4+16 = 32, variance 32/8 = 4, scale 2.
        StandardScaler scaler = StandardScaler.Fit(FeatureMatrix.FromRows([2, 4, 4, 4, 5, 5, 7, 9], featureCount: 1));

        scaler.Mean.ToArray().Should().Equal(5);
        scaler.Scale.ToArray().Should().Equal(2);
        scaler.Transform(0, 9).Should().Be(2);
    }

    [Fact]
    public void Fit_SeveralFeatures_EachIsMeasuredAloneAndMissingValuesAreSkipped()
    {
        // Feature 0: 1 and 3. Feature 1: all 7. Feature 2: all missing.
        StandardScaler scaler = StandardScaler.Fit(FeatureMatrix.FromRows([1, 7, Missing, Missing, 7, Missing, 3, 7, Missing], featureCount: 3));

        scaler.FeatureCount.Should().Be(3);
        scaler.Mean.ToArray().Should().Equal(2, 7, 0);
        scaler.Scale.ToArray().Should().Equal(1, 1, 1);
    }

    [Theory]
    [MemberData(nameof(OracleColumns))]
    public void Measure_SklearnColumn_SameMeanAndScale(string name)
    {
        ColumnOracle oracle = PreprocessingOracle.Load().Columns[name];

        (double mean, double scale) = StandardScaler.Measure(oracle.Numbers);

        mean.Should().BeApproximately(oracle.Mean, 1e-14 * Math.Abs(oracle.Mean));
        scale.Should().BeApproximately(oracle.Scale, 1e-12 * oracle.Scale);
    }

    [Theory]
    [MemberData(nameof(OracleColumns))]
    public void Transform_SklearnColumn_SameValues(string name)
    {
        ColumnOracle oracle = PreprocessingOracle.Load().Columns[name];
        (double mean, double scale) = StandardScaler.Measure(oracle.Numbers);
        StandardScaler scaler = StandardScaler.FromParts([mean], [scale]);

        for (int row = 0; row < oracle.Values.Length; row++)
        {
            double scaled = scaler.Transform(0, oracle.Numbers[row]);
            if (oracle.Scaled[row] is { } expected) scaled.Should().BeApproximately(expected, 1e-6, "row {0}", row);
            else scaled.Should().Be(double.NaN);
        }
    }

    [Theory]
    [InlineData(1e16, 1e16 + 2)]
    [InlineData(1e16, 1e16 + 1)]
    [InlineData(-1e16, -1e16 + 4)]
    [InlineData(4503599627370496.25, 4503599627370496.75)]
    [InlineData(1e150, -1e150)]
    [InlineData(0, 5e-324)]
    [InlineData(0, 1e-200)]
    public void Measure_ValuesThatCancel_ScaleIsFiniteAndAboveZero(double low, double high)
    {
        (double mean, double scale) = StandardScaler.Measure([low, high, low, high]);

        double.IsFinite(mean).Should().BeTrue();
        scale.Should().BeGreaterThan(0).And.BeLessThan(double.PositiveInfinity);
    }

    [Fact]
    public void Measure_LargeOffset_VarianceSurvives()
    {
        // {0, 2} has the standard deviation 1, wherever it stands.
        (_, double scale) = StandardScaler.Measure([1e15, 1e15 + 2]);

        scale.Should().Be(1);
    }

    [Fact]
    public void Measure_EqualValues_MeanIsExact()
    {
        // Ten times 0.1 sums to 0.9999999999999999, and a tenth of that is not 0.1.
        double[] values = [.. Enumerable.Repeat(0.1, 10)];

        StandardScaler.Measure(values).Should().Be((0.1, 1));
    }

    [Theory]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 1)]
    [InlineData(1e200, -1e200)]
    public void Measure_InfiniteOrTooLarge_IsRefused(double first, double second) =>
        FluentActions.Invoking(() => StandardScaler.Measure([first, second])).Should().Throw<ArgumentException>().WithMessage("Values must be finite, and small enough that their variance is.*");

    [Fact]
    public void Measure_Empty_IsMeanZeroScaleOne() => StandardScaler.Measure([]).Should().Be((0, 1));

    [Fact]
    public void Transform_Matrix_ScalesEveryFeatureAndKeepsMissing()
    {
        StandardScaler scaler = StandardScaler.FromParts([5, -1], [2, 0.5]);

        FeatureMatrix scaled = scaler.Transform(FeatureMatrix.FromRows([9, -1, Missing, 0], featureCount: 2));

        scaled.Column(0).ToArray().Should().Equal(2, Missing);
        scaled.Column(1).ToArray().Should().Equal(0, 2);
    }

    [Fact]
    public void Transform_OtherWidth_IsRefused() =>
        FluentActions.Invoking(() => StandardScaler.FromParts([0], [1]).Transform(FeatureMatrix.FromRows([1, 2], featureCount: 2)))
            .Should().Throw<ArgumentException>().WithMessage("The scaler was fitted on 1 features, but the matrix has 2.*");

    [Theory]
    [InlineData(double.NaN, 1, "The mean of feature 1 is NaN; it must be finite.*")]
    [InlineData(double.NegativeInfinity, 1, "The mean of feature 1 is -Infinity; it must be finite.*")]
    [InlineData(0, 0, "The scale of feature 1 is 0; it must be finite and above 0.*")]
    [InlineData(0, -1, "The scale of feature 1 is -1; it must be finite and above 0.*")]
    [InlineData(0, double.NaN, "The scale of feature 1 is NaN; it must be finite and above 0.*")]
    [InlineData(0, double.PositiveInfinity, "The scale of feature 1 is Infinity; it must be finite and above 0.*")]
    public void FromParts_BrokenRule_NamesTheFeature(double mean, double scale, string message) =>
        FluentActions.Invoking(() => StandardScaler.FromParts([0, mean], [1, scale])).Should().Throw<ArgumentException>().WithMessage(message);

    [Fact]
    public void FromParts_LengthsDiffer_IsRefused() =>
        FluentActions.Invoking(() => StandardScaler.FromParts([0, 1], [1])).Should().Throw<ArgumentException>().WithMessage("2 means do not fit 1 scales.*");
}
