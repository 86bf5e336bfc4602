using System.Globalization;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Auditing;

public sealed class RoundedKeysTests
{
    private static readonly FeatureSchema Schema = new(new FeatureColumn("number", FeatureKind.Numeric), new FeatureColumn("time", FeatureKind.Timestamp));

    [Theory]
    [InlineData(123.4, 123.0, true)]
    [InlineData(123.4, 124.0, false)]
    [InlineData(-123.4, 123.4, false)]
    [InlineData(999.6, 1000.0, true)]
    [InlineData(0.000123449, 0.000123, true)]
    [InlineData(1.2344e300, 1.23e300, true)]
    [InlineData(1.2344e-310, 1.2399e-310, false)]
    [InlineData(12, 120, false)]
    [InlineData(0, 1e-300, false)]
    public void Round_TwoNumbers_AgreeInThreeDigitsOrNot(double number, double other, bool areEqual) =>
        (Round(3, number) == Round(3, other)).Should().Be(areEqual);

    [Fact]
    public void Round_RandomNumbers_IsTheRoundingOfTexts()
    {
        var random = new RandomStream(8);
        for (int i = 0; i < 2_000; i++)
        {
            double number = (random.NextDouble() - 0.5) * double.Parse($"1e{random.NextInt(60) - 30}", CultureInfo.InvariantCulture);
            double rounded = double.Parse(number.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

            Round(3, number).Should().Be(Round(3, rounded), "{0} is {1} in three digits", number, rounded);
        }
    }

    [Fact]
    public void Round_Timestamps_AgreeWithinAMinute()
    {
        var rounded = new RoundedKeys(Schema, 3);

        rounded.Round(1, KeyOf(120)).Should().Be(rounded.Round(1, KeyOf(179))).And.NotBe(rounded.Round(1, KeyOf(180)));
    }

    private static ulong Round(int digits, double number) => new RoundedKeys(Schema, digits).Round(0, KeyOf(number));

    private static ulong KeyOf(double number) => RowPool.Of(new Table(new FeatureSchema(Schema[0]), [new[] { number }], [], 1), null, 1, CancellationToken.None).Keys(0)[0];
}
