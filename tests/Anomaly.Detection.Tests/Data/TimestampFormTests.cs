using System.Text;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Data;

public sealed class TimestampFormTests
{
    private static readonly string[] Endings = ["", "T08:30:00", " 08:30:59", " 23:59:59.9", "T00:00:00.05Z", " 12:00:00.123Z", "T12:34:56Z"];

    [Fact]
    public void TryParse_EveryDayAndForm_EqualsTimestampTextAndFormatsBack()
    {
        for (var day = new DateOnly(1, 1, 1); day < DateOnly.MaxValue.AddDays(-40); day = day.AddDays(37))
        {
            foreach (string ending in Endings)
            {
                string text = day.ToString("yyyy-MM-dd") + ending;
                TimestampText.TryParse(text, out double expected).Should().BeTrue(text);

                TimestampForm.TryParse(Encoding.UTF8.GetBytes(text), out double seconds, out TimestampForm form).Should().BeTrue(text);

                BitConverter.DoubleToInt64Bits(seconds).Should().Be(BitConverter.DoubleToInt64Bits(expected), text);
                form.Format(seconds).Should().Be(text);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("2024-01-1")]
    [InlineData("2023-02-29")]
    [InlineData("2024-13-01")]
    [InlineData("2024-00-10")]
    [InlineData("2024-01-00")]
    [InlineData("0000-01-01")]
    [InlineData("20x4-01-01")]
    [InlineData("2024/01/01")]
    [InlineData("2024-01-15 ")]
    [InlineData("2024-01-15T24:00:00")]
    [InlineData("2024-01-15T08:60:00")]
    [InlineData("2024-01-15T08:30:60")]
    [InlineData("2024-01-15T08:30:00.Z")]
    [InlineData("2024-01-15T08:30:00Z ")]
    [InlineData("2024-01-15T08:30:00+01:00")]
    [InlineData("2024-01-15T08:30:00.1234")]
    [InlineData("2024-01-15T08:30")]
    [InlineData("2024-01-15_08:30:00")]
    public void TryParse_AnotherText_IsLeftToTheSlowWay(string text) => TimestampForm.TryParse(Encoding.UTF8.GetBytes(text), out _, out _).Should().BeFalse();
}
