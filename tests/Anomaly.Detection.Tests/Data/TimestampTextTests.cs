using System.Text;
using Anomaly.Detection.Data;
using CsCheck;

namespace Anomaly.Detection.Tests.Data;

public class TimestampTextTests
{
    // 2024-01-15 is day 19,737 after 1970-01-01: 54 years of 365 days, 13 leap days, 14 days.
    private const double Day = 19_737 * 86_400.0;

    [Theory]
    [InlineData("2024-01-15", 0)]
    [InlineData("2024-01-15T08:30", 30_600)]
    [InlineData("2024-01-15 08:30", 30_600)]
    [InlineData("2024-01-15 08:30:12", 30_612)]
    [InlineData("2024-01-15T08:30:12Z", 30_612)]
    [InlineData("2024-01-15T08:30:12.5", 30_612.5)]
    [InlineData("2024-01-15T08:30:12.0000001Z", 30_612.0000001)]
    [InlineData("2024-01-15T08:30:12+02:00", 23_412)]
    [InlineData("2024-01-15 08:30-05:30", 50_400)]
    [InlineData("2024-01-15T08:30:12.1234567+14:00", -19_787.8765433)]
    public void TryParse_AcceptedForm_IsSecondsSince1970Utc(string text, double secondsOfDay)
    {
        TimestampText.TryParse(text, out double seconds).Should().BeTrue();
        seconds.Should().BeApproximately(Day + secondsOfDay, 1e-6);
        TimestampText.TryParse(Encoding.UTF8.GetBytes(text), out double fromUtf8).Should().BeTrue();
        fromUtf8.Should().Be(seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2024")]
    [InlineData("20240115")]
    [InlineData("2024-1-15")]
    [InlineData("15-01-2024")]
    [InlineData("2024/01/15")]
    [InlineData("2024-13-01")]
    [InlineData("2023-02-29")]
    [InlineData("2024-01-15T")]
    [InlineData("2024-01-15T08")]
    [InlineData("2024-01-15T8:30")]
    [InlineData("2024-01-15T24:00")]
    [InlineData("2024-01-15T08:60")]
    [InlineData("2024-01-15T08:30:60")]
    [InlineData("2024-01-15T08:30:12.")]
    [InlineData("2024-01-15T08:30:12,5")]
    [InlineData("2024-01-15T08:30:12.12345678")]
    [InlineData("2024-01-15T08:30:12+2")]
    [InlineData("2024-01-15T08:30:12+0200")]
    [InlineData("2024-01-15T08:30:12 Z")]
    [InlineData("2024-01-15t08:30:12")]
    [InlineData("2024-01-15Z")]
    [InlineData(" 2024-01-15")]
    [InlineData("2024-01-15 ")]
    [InlineData("２024-01-15")]
    [InlineData("0001-01-01T00:00+14:00")]
    [InlineData("yesterday!")]
    public void TryParse_OtherText_IsRefusedWithZero(string text)
    {
        TimestampText.TryParse(text, out double seconds).Should().BeFalse();
        seconds.Should().Be(0);
        TimestampText.TryParse(Encoding.UTF8.GetBytes(text), out double fromUtf8).Should().BeFalse();
        fromUtf8.Should().Be(0);
    }

    [Theory]
    [InlineData(0, "1970-01-01")]
    [InlineData(Day, "2024-01-15")]
    [InlineData(Day + 30_612, "2024-01-15 08:30:12")]
    [InlineData(Day + 30_612.5, "2024-01-15 08:30:12.5")]
    [InlineData(-1, "1969-12-31 23:59:59")]
    public void Format_Seconds_IsTheShortestForm(double seconds, string expected) => TimestampText.Format(seconds).Should().Be(expected);

    [Fact]
    public void Format_AnyInstantOfFourCenturies_ReadsBackBitForBit()
    {
        Gen.Long[new DateTime(1700, 1, 1).Ticks, new DateTime(2100, 1, 1).Ticks].Select(ticks => TimestampText.ToSeconds(new DateTime(ticks, DateTimeKind.Utc))).Holds(
            seconds => TimestampText.TryParse(TimestampText.Format(seconds), out double back) && back == seconds, count: 20_000);
    }

    [Fact]
    public void ToSeconds_UnspecifiedAndUtc_AreTheSameInstant()
    {
        TimestampText.ToSeconds(new DateTime(2024, 1, 15, 8, 30, 12)).Should().Be(Day + 30_612);
        TimestampText.ToSeconds(new DateTime(2024, 1, 15, 8, 30, 12, DateTimeKind.Utc)).Should().Be(Day + 30_612);
        var local = new DateTime(2024, 1, 15, 8, 30, 12, DateTimeKind.Local);
        TimestampText.ToSeconds(local).Should().Be(TimestampText.ToSeconds(local.ToUniversalTime()));
    }

    [Fact]
    public void FormatUtf8_AnyTime_IsWhatFormatWrites()
    {
        byte[] buffer = new byte[TimestampText.LongestText];

        Gen.OneOf(Gen.Int.Select(seconds => (double)seconds), Gen.Double[-6e10, 2.5e11], Gen.Int[-20_000, 20_000].Select(day => day * 86_400.0)).Holds(
            seconds => Encoding.UTF8.GetString(buffer, 0, TimestampText.FormatUtf8(seconds, buffer)) == TimestampText.Format(seconds), count: 1000);
    }
}
