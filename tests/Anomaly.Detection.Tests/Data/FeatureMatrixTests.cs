using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Data;

public class FeatureMatrixTests
{
    [Fact]
    public void FromRows_RowMajorValues_AreHeldByFeature()
    {
        FeatureMatrix matrix = FeatureMatrix.FromRows([1, 2, 3, 4, float.NaN, 6], 3);
        matrix.RowCount.Should().Be(2);
        matrix.FeatureCount.Should().Be(3);
        matrix.Column(1).ToArray().Should().Equal(2, float.NaN);
        float[] row = new float[3];
        matrix.CopyRow(1, row);
        row.Should().Equal(4, float.NaN, 6);
    }

    [Fact]
    public void FromColumns_ArraysChangedAfterwards_DoNotChangeTheMatrix()
    {
        float[] column = [1, 2];
        FeatureMatrix matrix = FeatureMatrix.FromColumns(column, [3, 4]);
        column[0] = 9;
        matrix.Column(0).ToArray().Should().Equal(1, 2);
    }

    [Fact]
    public void Select_Rows_InTheOrderGivenWithRepeats()
    {
        FeatureMatrix matrix = FeatureMatrix.FromColumns([1, 2, 3], [4, 5, 6]).Select([2, 2, 0]);
        matrix.Column(0).ToArray().Should().Equal(3, 3, 1);
        matrix.Column(1).ToArray().Should().Equal(6, 6, 4);
    }

    [Fact]
    public void From_WrongShapesOrInfinities_AreRefused()
    {
        ((Action)(() => FeatureMatrix.FromRows([1, 2, 3], 2))).Should().Throw<ArgumentException>().WithMessage("3 values are not a whole number of rows of 2 features.*");
        ((Action)(() => FeatureMatrix.FromRows([1], 0))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => FeatureMatrix.FromRows([1, 2, 3, float.PositiveInfinity], 2))).Should().Throw<ArgumentException>().WithMessage("Feature 1 of row 1 is Infinity; values must be finite, or NaN for a missing one.*");
        ((Action)(() => FeatureMatrix.FromColumns())).Should().Throw<ArgumentException>().WithMessage("A matrix needs at least one feature.*");
        ((Action)(() => FeatureMatrix.FromColumns([1], [1, 2]))).Should().Throw<ArgumentException>().WithMessage("Feature 1 has 2 rows, but feature 0 has 1.*");
        ((Action)(() => FeatureMatrix.FromColumns([float.NegativeInfinity]))).Should().Throw<ArgumentException>().WithMessage("Feature 0 of row 0 is -Infinity*");
    }

    [Fact]
    public void CopyRow_WrongRowOrLength_IsRefused()
    {
        FeatureMatrix matrix = FeatureMatrix.FromColumns([1, 2]);
        ((Action)(() => matrix.CopyRow(2, new float[1]))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => matrix.CopyRow(-1, new float[1]))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => matrix.CopyRow(0, new float[2]))).Should().Throw<ArgumentException>().WithMessage("A row has 1 features, but the destination holds 2.*");
    }
}
