using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests.Preprocessing;

public sealed class FeatureEncoderTableTests
{
    private const float Missing = float.NaN;

    private static readonly FeatureEncoder Encoder = FeatureEncoder.Fit(Sessions.Table);

    [Fact]
    public void Encode_ColumnsInAnotherOrderWithOthersAmongThem_SameBits()
    {
        Table table = Sessions.Build(
            [new("views", FeatureKind.Numeric), new("extra", FeatureKind.Categorical), new("clicks", FeatureKind.Numeric), new("date", FeatureKind.Timestamp), new("device", FeatureKind.Categorical)],
            [3, "?", 6, "2024-01-15 10:00", "mobile"]);

        Row(Encoder.Encode(table), 0).Should().Equal(Row(Encoder.Encode(Sessions.Table), 0));
    }

    [Fact]
    public void Encode_ColumnNotThere_IsMissingInEveryRow()
    {
        FeatureMatrix matrix = Encoder.Encode(Sessions.Table.Without("clicks", "device"));

        matrix.Column(0).ToArray().Should().Equal(Missing, Missing, Missing, Missing);
        matrix.Column(3).ToArray().Should().Equal(Missing, Missing, Missing, Missing);
        matrix.Column(4).ToArray().Should().Equal(3, 0, 2, 4);
    }

    [Fact]
    public void Encode_UnseenAbsentAndNull_SameBits()
    {
        // CONFORMANCE B11: whatever is not known is missing, with one bit pattern.
        uint[] bits = [.. new FeatureValue[] { "fridge", "watch", FeatureValue.Missing, "Mobile", "mobile ", "" }.Select(value => Bits("device", value)), Bits("other", 1)];

        bits.Distinct().Should().Equal(BitConverter.SingleToUInt32Bits(Missing));

        static uint Bits(string name, FeatureValue value)
        {
            float[] row = new float[Encoder.FeatureCount];
            Encoder.EncodeRow(new Dictionary<string, FeatureValue> { [name] = value }, row);
            return BitConverter.SingleToUInt32Bits(row[0]);
        }
    }

    [Fact]
    public void Encode_AbsentColumn_SameBitsAsUnseenCategory()
    {
        Table unseen = Sessions.Column("device", FeatureKind.Categorical, "fridge");
        Table absent = Sessions.Column("other", FeatureKind.Categorical, "fridge");

        Row(Encoder.Encode(unseen), 0).Select(BitConverter.SingleToUInt32Bits).Should().Equal(Row(Encoder.Encode(absent), 0).Select(BitConverter.SingleToUInt32Bits));
    }

    [Theory]
    [InlineData("clicks", FeatureKind.Categorical, "x", "column 'clicks' (row 2): 'x' is not a number")]
    [InlineData("clicks", FeatureKind.Timestamp, "2024-01-15", "column 'clicks' (row 2): '2024-01-15' is not a number")]
    [InlineData("date", FeatureKind.Numeric, "1", "column 'date' (row 2): '1' is not a timestamp*")]
    [InlineData("date", FeatureKind.Identifier, "x", "column 'date' (row 2): 'x' is not a timestamp*")]
    public void Encode_ColumnOfAnotherKindThatDoesNotFit_NamesColumnRowAndValue(string column, FeatureKind kind, string cell, string message) =>
        FluentActions.Invoking(() => Encoder.Encode(Sessions.Column(column, kind, FeatureValue.Missing, cell))).Should().Throw<RecordFormatException>().WithMessage(message);

    [Fact]
    public void Encode_IdentifierWhereTrainingHadACategory_IsReadByItsTexts()
    {
        // All texts of a small file differ, so that inference takes them for names.
        FeatureMatrix matrix = Encoder.Encode(Sessions.Column("device", FeatureKind.Identifier, "mobile", "fridge"));

        Row(matrix, 0)[0].Should().Be(Row(Encoder.Encode(Sessions.Table), 0)[0]);
        Row(matrix, 1)[0].Should().Be(Missing);
    }

    [Fact]
    public void Encode_NumbersWhereTrainingHadACategory_AreReadAsTheirTexts()
    {
        FeatureEncoder encoder = FeatureEncoder.Fit(Sessions.Column("code", FeatureKind.Categorical, "1", "2", "2.5", "x"));

        encoder.Encode(Sessions.Column("code", FeatureKind.Numeric, 2, 2.5, 7, FeatureValue.Missing)).Column(0).ToArray().Should().Equal(1, 2, Missing, Missing);
    }

    [Fact]
    public void Encode_TextsWhereTrainingHadNumbersOrTimes_AreReadAsThose()
    {
        Encoder.Encode(Sessions.Column("clicks", FeatureKind.Categorical, "6", "1.5e1", "")).Column(3).ToArray().Should().Equal(6, 15, Missing);
        Encoder.Encode(Sessions.Column("date", FeatureKind.Identifier, "2024-01-15 10:00")).Column(1)[0].Should().Be(10);
    }

    [Theory]
    [InlineData("clicks", FeatureKind.Categorical)]
    [InlineData("device", FeatureKind.Numeric)]
    [InlineData("date", FeatureKind.Identifier)]
    public void Encode_ColumnWithoutAnyValue_IsMissingWhateverItsKind(string column, FeatureKind kind)
    {
        FeatureMatrix matrix = Encoder.Encode(Sessions.Column(column, kind, FeatureValue.Missing, FeatureValue.Missing));

        Row(matrix, 1).Should().AllBeEquivalentTo(Missing);
    }

    [Fact]
    public void Encode_IdentifierOfAnotherKind_IsIgnored() =>
        FluentActions.Invoking(() => Encoder.Encode(Sessions.Column("session_id", FeatureKind.Numeric, 5))).Should().NotThrow("an identifier yields no feature");

    [Fact]
    public void Encode_NoRows_GivesNoRows()
    {
        FeatureMatrix matrix = Encoder.Encode(Sessions.Table.Select([]));

        matrix.RowCount.Should().Be(0);
        matrix.FeatureCount.Should().Be(5);
    }

    [Theory]
    [InlineData(1e39)]
    [InlineData(-1e39)]
    [InlineData(3.4028235e38)] // the text of float.MaxValue, a little above it
    public void Encode_ValueTooLargeForAFloat_IsRefusedWithColumnAndRow(double value)
    {
        RecordFormatException exception = FluentActions.Invoking(() => Encoder.Encode(Sessions.Column("clicks", FeatureKind.Numeric, 1, value))).Should().Throw<RecordFormatException>().Which;

        exception.Code.Should().Be("out-of-range");
        exception.Column.Should().Be("clicks");
        exception.Row.Should().Be(2);
    }

    [Fact]
    public void Encode_ScaledValueTooLargeForAFloat_IsRefused()
    {
        // Training values 1e-30 apart make the scale tiny; 1e20 is then 1e50 scales away.
        FeatureEncoder encoder = FeatureEncoder.Fit(Sessions.Column("a", FeatureKind.Numeric, 0, 1e-30), new FeatureEncoderOptions { Scaling = Scaling.Standard });

        FluentActions.Invoking(() => encoder.Encode(Sessions.Column("a", FeatureKind.Numeric, 1e20))).Should().Throw<RecordFormatException>().Which.Code.Should().Be("out-of-range");
    }

    [Theory]
    [InlineData(-0.0)]
    [InlineData(-1e-60)] // becomes -0 only as a float
    public void Encode_MinusZero_BecomesZero(double value)
    {
        float encoded = Encoder.Encode(Sessions.Column("clicks", FeatureKind.Numeric, value)).Column(3)[0];

        BitConverter.SingleToUInt32Bits(encoded).Should().Be(0);
    }

    [Theory]
    [InlineData(3.4028234663852886e38)]
    [InlineData(-3.4028234663852886e38)]
    [InlineData(1e-45)]
    [InlineData(0.1)]
    [InlineData(16777216)]
    public void Encode_WithinTheRange_IsTheNearestFloat(double value) =>
        Encoder.Encode(Sessions.Column("clicks", FeatureKind.Numeric, value)).Column(3)[0].Should().Be((float)value);

    private static float[] Row(FeatureMatrix matrix, int row)
    {
        float[] values = new float[matrix.FeatureCount];
        matrix.CopyRow(row, values);
        return values;
    }
}
