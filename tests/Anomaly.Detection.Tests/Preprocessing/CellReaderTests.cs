using System.Text;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;
using CsCheck;

namespace Anomaly.Detection.Tests.Preprocessing;

public sealed class CellReaderTests
{
    private static readonly FeatureEncoder Encoder = FeatureEncoder.Fit(Sessions.Table);

    [Fact]
    public void ReadText_GeneratedTexts_SameInUtf8AsInUtf16AndAsAValue()
    {
        Gen<string> texts = Gen.OneOf(
            Gen.OneOf("", "mobile", "desktop", "Mobile", "mobile ", "2024-01-15", "2024-01-15T10:00:00Z", "2024-01-15 10:00+01:00", "NaN", "\u00E9", "\uFF15", "\U0001F600", new string('5', 410)),
            Gen.Char["0123456789.-+eE :TZ"].Array[0, 24].Select(letters => new string(letters)),
            Gen.Double[-1000, 1000].Select(number => Math.Round(number, 2).ToString("R", System.Globalization.CultureInfo.InvariantCulture)));

        Gen.Select(Gen.Int[0, 4], texts).Holds(
            (column, text) =>
            {
                string asValue = Outcome(() => Encoder.ReadCell(column, text));
                return Outcome(() => Encoder.ReadText(column, text)) == asValue && Outcome(() => Encoder.ReadText(column, Encoding.UTF8.GetBytes(text).AsSpan())) == asValue;
            },
            count: 3000);
    }

    [Fact]
    public void ReadText_LoneSurrogateInACategoricalColumn_IsRefused() =>
        FluentActions.Invoking(() => Encoder.ReadText(1, "x\uD800")).Should().Throw<RecordFormatException>().Where(exception => exception.Code == "not-unicode" && exception.Column == "device");

    [Fact]
    public void Read_NumberTruthOrTimestampInACategoricalColumn_IsTheClassOfItsText()
    {
        FeatureEncoder encoder = FeatureEncoder.Fit(Sessions.Column("c", FeatureKind.Categorical, "-0.5", "1E+300", "2024-01-15", "2024-01-15 08:30:12.5", "5", "false", "true"));

        FeatureValue[] values = [-0.5, 1e300, new DateTime(2024, 1, 15), new DateTime(2024, 1, 15, 8, 30, 12, 500), 5, false, true];

        values.Select(value => encoder.ReadCell(0, value)).Should().Equal(0, 1, 2, 3, 4, 5, 6);
        encoder.ReadCell(0, 6).Should().Be(double.NaN, "the text 6 is unseen");
    }

    private static string Outcome(Func<double> read)
    {
        try
        {
            return BitConverter.DoubleToInt64Bits(read()).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (RecordFormatException exception)
        {
            return exception.Code + exception.Message;
        }
    }
}
