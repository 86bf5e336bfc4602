using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Tests.Explanation;

public sealed class ColumnContributionTests
{
    [Fact]
    public void ToString_Number_IsTheSentenceOfTheIssue()
    {
        var contribution = new ColumnContribution
        {
            Column = "clicks_count",
            Value = 48,
            Amount = 0.2149,
            Standing = new ValueStanding { Below = 0.992, Above = 0.006, Equal = 0.002, Among = "normal sessions" },
        };

        contribution.ToString().Should().Be("clicks_count = 48, higher than 99.2 % of normal sessions, +0.21");
    }

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(-0.0, "0.00")]
    [InlineData(0.01, "+0.01")]
    [InlineData(-0.01, "-0.01")]
    [InlineData(-0.214, "-0.21")]
    [InlineData(0.0043, "+0.0043")]
    [InlineData(-0.000012345, "-0.000012")]
    [InlineData(12.345, "+12.35")]
    [InlineData(1e-30, "+1E-30")]
    public void ToString_Amount_NeverLooksLikeZeroUnlessItIs(double amount, string text) =>
        new ColumnContribution { Column = "x", Value = 1, Amount = amount }.ToString().Should().Be("x = 1, " + text);

    [Fact]
    public void ToString_OddValues_StayOnOneShortLine()
    {
        Sentence("name\r\nof column", FeatureValue.Missing).Should().Be("name  of column is missing, +1.00");
        Sentence("city", "").Should().Be("city = \"\", +1.00");
        Sentence("city", "a\tb\n").Should().Be("city = a b , +1.00");
        Sentence(new string('n', 500), new string('v', 500)).Length.Should().BeLessThan(120);
        Sentence("at", new DateTime(2024, 1, 15, 3, 4, 5, DateTimeKind.Utc)).Should().Be("at = 2024-01-15 03:04:05, +1.00");
        Sentence("half", 0.5).Should().Be("half = 0.5, +1.00");
    }

    [Fact]
    public void ToString_CultureWithComma_WritesPoints()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NegativeSign) = (",", "~");
        try
        {
            CultureInfo.CurrentCulture = comma;
            new ColumnContribution { Column = "x", Value = -0.5, Amount = -0.25 }.ToString().Should().Be("x = -0.5, -0.25");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Sentence(string column, FeatureValue value) => new ColumnContribution { Column = column, Value = value, Amount = 1 }.ToString();
}
