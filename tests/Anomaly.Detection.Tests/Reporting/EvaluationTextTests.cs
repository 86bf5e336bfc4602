using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class EvaluationTextTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(160)]
    public void ToText_AnyWidth_KeepsToIt(int width)
    {
        foreach (EvaluationReport report in (EvaluationReport[])[ReportSamples.Healthy, ReportSamples.Memorised])
        {
            report.ToText(width).Split('\n').Should().OnlyContain(line => line.Length <= width);
        }
    }

    [Fact]
    public void ToText_First_IsTheHeadline() =>
        ReportSamples.Memorised.ToText(400).Split('\n')[0].Should().Be(ReportSamples.Memorised.Headline);

    [Fact]
    public void ToText_FlatteredFigures_StandLastUnderAMarkThatIsExplained()
    {
        string[] lines = ReportSamples.Memorised.ToText(120).Split('\n');

        lines.Should().ContainSingle(line => line.Contains("chance, 1st")).Which.Should().MatchRegex("^ +out of bag +! said to be held out +chance, 1st$");
        lines.Should().Contain("! said to be held out: memory, not performance.");
        lines.Should().Contain("without 5,000 repeated rows: no row is left");
    }

    [Fact]
    public void ToText_Findings_StandBeforeTheFigures()
    {
        string text = ReportSamples.Healthy.ToText();

        text.IndexOf("[warning] 41 of 880", StringComparison.Ordinal).Should().BeInRange(1, text.IndexOf("== Figures", StringComparison.Ordinal));
    }

    [Fact]
    public void ToText_TooNarrow_IsRefused() =>
        FluentActions.Invoking(() => ReportSamples.Healthy.ToText(79)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*80*");
}
