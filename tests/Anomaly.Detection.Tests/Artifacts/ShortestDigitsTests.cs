using System.Globalization;
using System.Text;
using Anomaly.Detection.Artifacts;

namespace Anomaly.Detection.Tests.Artifacts;

public class ShortestDigitsTests
{
    // 0.1 + 0.2 is 5404319552844596 · 2⁻⁵⁴. Times 5¹⁷ · 2⁵⁴ two texts of 17 digits are 2³⁷ = 137438953472 apart and two doubles 5¹⁷ = 762939453125.
    // …04 is 60595748612 below the value: less than half of both. …00 and …10, the texts with a digit less, are 610351562500 and 764037972220
    // away: more than half of 5¹⁷, so they read as other doubles.
    [Theory]
    [InlineData("0.30000000000000004", true)]
    [InlineData("0.30000000000000003", false)]
    [InlineData("0.30000000000000005", false)]
    [InlineData("0.8333333333333334", true)]
    [InlineData("0.8333333333333333", true)]
    [InlineData("0.83333333333333337", false)]
    public void TryProve_SixteenOrSeventeenDigits_ProvesTheSpellingOnly(string text, bool isSpelling)
    {
        DecimalText.TryRead(Encoding.ASCII.GetBytes(text), DecimalText.MostDigits, out DecimalText number).Should().BeTrue();
        double value = double.Parse(text, CultureInfo.InvariantCulture);

        ShortestDigits.TryProve(number, ref value).Should().Be(isSpelling);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void TryProve_NeighbourOfTheNearestDouble_IsRoundedRightly(int step)
    {
        DecimalText.TryRead("0.30000000000000004"u8, DecimalText.MostDigits, out DecimalText number).Should().BeTrue();
        double value = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(0.30000000000000004) + step);

        ShortestDigits.TryProve(number, ref value).Should().BeTrue();

        value.Should().Be(0.30000000000000004);
    }

    [Fact]
    public void TryProve_FractionsOfSmallCounts_AreNearlyAllProved()
    {
        // What is not proved is spelled, which is right but slow: this is about time.
        int longCount = 0;
        int provedCount = 0;
        for (int whole = 3; whole < 300; whole++)
        {
            for (int part = 1; part < whole; part++)
            {
                double value = part / (double)whole;
                byte[] text = Encoding.ASCII.GetBytes(value.ToString("R", CultureInfo.InvariantCulture));
                if (text.Length < 18) continue;
                longCount++;
                if (DecimalText.TryRead(text, DecimalText.MostDigits, out DecimalText number) && ShortestDigits.TryProve(number, ref value)) provedCount++;
            }
        }

        longCount.Should().BeGreaterThan(30_000);
        provedCount.Should().BeGreaterThan(longCount * 999 / 1000);
    }
}
