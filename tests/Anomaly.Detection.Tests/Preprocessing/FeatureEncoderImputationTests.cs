using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests.Preprocessing;

public sealed class FeatureEncoderImputationTests
{
    private const float Missing = float.NaN;

    public static TheoryData<string> OracleColumns => [.. PreprocessingOracle.Load().Columns.Keys];

    [Theory]
    [MemberData(nameof(OracleColumns))]
    public void Fit_SklearnColumn_SameFills(string name)
    {
        ColumnOracle oracle = PreprocessingOracle.Load().Columns[name];
        Table table = Sessions.Column("a", FeatureKind.Numeric, [.. oracle.Numbers.Select(number => (FeatureValue)number)]);

        Fill(table, Imputation.None).Should().Be(double.NaN);
        Fill(table, Imputation.Mean).Should().BeApproximately(oracle.FillMean, 1e-14 * Math.Abs(oracle.FillMean));
        Fill(table, Imputation.Median).Should().Be(oracle.FillMedian);
        Fill(table, Imputation.Mode).Should().Be(oracle.FillMode);
        Fill(table, Imputation.Constant(-7.5)).Should().Be(-7.5);
    }

    [Theory]
    [InlineData(new double[] { 3, 1, 3, 1, 2 }, 1)] // a tie: the smallest
    [InlineData(new double[] { 5, 4, 4 }, 4)]
    [InlineData(new double[] { -0.0, 0.0, 1 }, 0)]
    public void Fit_Mode_HandWorked(double[] values, double expected)
    {
        double fill = Fill(Sessions.Column("a", FeatureKind.Numeric, [.. values.Select(value => (FeatureValue)value)]), Imputation.Mode);

        BitConverter.DoubleToInt64Bits(fill).Should().Be(BitConverter.DoubleToInt64Bits(expected));
    }

    [Fact]
    public void Encode_NumericImputation_FillsEveryFeatureOfNumbersAndTimestamps()
    {
        var options = new FeatureEncoderOptions { NumericImputation = Imputation.Constant(-1), DerivedFeatures = [DerivedFeature.Ratio("clicks", "views")] };

        FeatureMatrix matrix = FeatureEncoder.Fit(Sessions.Table, options).Encode(Sessions.Table);

        matrix.Column(0).ToArray().Should().Equal(1, 0, 1, Missing);
        matrix.Column(1).ToArray().Should().Equal(10, 23, -1, 0);
        matrix.Column(3).ToArray().Should().Equal(6, 5, -1, 1);
        matrix.Column(5).ToArray().Should().Equal(2, -1, -1, 0.25f);
    }

    [Theory]
    [InlineData(CategoryEncoding.Ordinal, new float[] { 1, 0, 1, 1 })]
    [InlineData(CategoryEncoding.Frequency, new float[] { 0.5f, 0.25f, 0.5f, 0.5f })]
    [InlineData(CategoryEncoding.OneHot, new float[] { 0, 1, 0, 0 })]
    public void Encode_MostFrequentClass_FillsCategories(CategoryEncoding encoding, float[] expected)
    {
        FeatureEncoder encoder = FeatureEncoder.Fit(Sessions.Table, new FeatureEncoderOptions { CategoryEncoding = encoding, CategoricalImputation = Imputation.Mode });

        encoder.Encode(Sessions.Table).Column(0).ToArray().Should().Equal(expected);
    }

    [Fact]
    public void Encode_MostFrequentClassTie_FirstInOrdinalOrder()
    {
        Table table = Sessions.Column("a", FeatureKind.Categorical, "z", "b", FeatureValue.Missing);

        FeatureEncoder.Fit(table, new FeatureEncoderOptions { CategoricalImputation = Imputation.Mode }).Encode(table).Column(0).ToArray().Should().Equal(1, 0, 0);
    }

    [Fact]
    public void Encode_ConstantText_IsAClassOfItsOwnForMissingAndUnseen()
    {
        FeatureEncoder encoder = FeatureEncoder.Fit(Sessions.Table, new FeatureEncoderOptions { CategoryEncoding = CategoryEncoding.OneHot, CategoricalImputation = Imputation.Constant("none") });

        encoder.ClassesOf(1)!.Classes.Should().Equal("desktop", "mobile", "none");
        encoder.ClassesOf(1)!.Counts.Should().Equal(1, 2, 0);
        FeatureMatrix matrix = encoder.Encode(Sessions.Table);
        matrix.Column(0).ToArray().Should().Equal(0, 1, 0, 0);
        matrix.Column(2).ToArray().Should().Equal(0, 0, 0, 1);
        float[] row = new float[encoder.FeatureCount];
        encoder.EncodeRow(new Dictionary<string, FeatureValue> { ["device"] = "fridge" }, row);
        row.Take(3).Should().Equal(0, 0, 1);
    }

    [Fact]
    public void Encode_Standard_ScalesAfterFilling()
    {
        // 1, 3 and a gap filled with their mean 2: mean 2, variance 2/3.
        Table table = Sessions.Column("a", FeatureKind.Numeric, 1, 3, double.NaN);
        FeatureEncoder encoder = FeatureEncoder.Fit(table, new FeatureEncoderOptions { NumericImputation = Imputation.Mean, Scaling = Scaling.Standard });

        double scale = Math.Sqrt(2 / 3.0);
        encoder.Scaler!.Mean.ToArray().Should().Equal(2);
        encoder.Scaler.Scale.ToArray().Should().Equal(scale);
        encoder.Encode(table).Column(0).ToArray().Should().Equal((float)(-1 / scale), (float)(1 / scale), 0);
    }

    [Fact]
    public void Encode_StandardWithoutImputation_LeavesMissingMissing()
    {
        Table table = Sessions.Column("a", FeatureKind.Numeric, 1, 3, double.NaN);

        FeatureEncoder.Fit(table, new FeatureEncoderOptions { Scaling = Scaling.Standard }).Encode(table).Column(0).ToArray().Should().Equal(-1, 1, Missing);
    }

    [Fact]
    public void Encode_Standard_ScalesFloats()
    {
        // As floats, 0.1 is 0.100000001490116…: the mean is that of floats, so that a constant is scaled to 0, and values that are one float are one value.
        Table table = Sessions.Column("a", FeatureKind.Numeric, 0.1, 0.1);
        FeatureEncoder encoder = FeatureEncoder.Fit(table, new FeatureEncoderOptions { Scaling = Scaling.Standard });

        encoder.Scaler!.Mean.ToArray().Should().Equal(0.1f);
        encoder.Encode(Sessions.Column("a", FeatureKind.Numeric, 0.1, 0.1f, 0.10000000000001)).Column(0).ToArray().Should().Equal(0, 0, 0);
    }

    private static double Fill(Table table, Imputation imputation) =>
        FeatureEncoder.Fit(table, new FeatureEncoderOptions { NumericImputation = imputation }).Features[0].Fill;
}
