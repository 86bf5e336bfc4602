using System.Text.RegularExpressions;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed partial class EvaluationHtmlTests
{
    private const string Hostile = "</script><script>alert(1)</script>\"'&<img src=x onerror=alert(1)>";

    [Fact]
    public void WriteHtml_Twice_GivesTheSameBytes() => ReportPage.Html(ReportSamples.Healthy).Should().Be(ReportPage.Html(ReportSamples.Healthy));

    [Fact]
    public void WriteHtml_Page_NamesNothingOutsideOfItself()
    {
        string html = ReportPage.Html(ReportSamples.Healthy);

        html.Should().Contain("default-src 'none'").And.NotContain("http:").And.NotContain("https:").And.NotContain("@import").And.NotContain("url(");
        References().Matches(html).Select(match => match.Groups[1].Value).Should().Equal("data:,");
    }

    [Fact]
    public void WriteHtml_HostileTexts_AreShownAsTexts()
    {
        EvaluationReport report = ReportSamples.Healthy;
        AuditFinding finding = report.Audit!.Findings[0] with { Summary = Hostile, Advice = Hostile, Columns = [Hostile], Examples = [new AuditExample(1, 2, Hostile)] };
        report = report with
        {
            Title = Hostile,
            Audit = report.Audit with { Findings = [finding], NotChecked = [Hostile] },
            Others = [.. report.Others.Select(other => other with { Label = Hostile }), new ReportedEvaluation { Label = Hostile, Summary = null, Reason = Hostile }],
            Importances = [new(Hostile, 1)],
            ImportanceMeaning = Hostile,
            Comparison = new ComparisonReport([ComparisonSamples.Row(Hostile, Hostile, 0.5) with { Notes = [Hostile] }]),
            Notes = [Hostile],
        };

        string html = ReportPage.Html(report);

        html.Should().NotContain("<img").And.NotContain("<script>alert");
        Regex.Count(html, "<script").Should().Be(2);
        Regex.Count(html, "</script>").Should().Be(2);
    }

    [Fact]
    public void WriteHtml_Ids_AreUnique() =>
        Ids().Matches(ReportPage.Html(ReportSamples.Healthy)).Select(match => match.Groups[1].Value).Should().OnlyHaveUniqueItems().And.Contain(["headline", "slider", "roc", "reliability"]);

    [Fact]
    public void WriteHtml_AbsentParts_LeaveNoHeading()
    {
        EvaluationReport report = ReportSamples.Healthy with { Audit = null, Comparison = null, Reliability = null, Detector = null, Importances = [], Notes = [], Others = [] };

        string html = ReportPage.Html(report);

        html.Should().Contain("No audit was made").And.NotContain("Detectors compared").And.NotContain("What the detector leans on").And.NotContain("Do probabilities");
    }

    [Fact]
    public void WriteHtml_FlatteredFigures_AreStruckAndStandBesideHonestOnes()
    {
        string html = ReportPage.Html(ReportSamples.Memorised);

        html.Should().MatchRegex("""<section class="tiles flattered"[\s\S]*?<s>0\.80\d</s>[\s\S]*?<section class="tiles" aria-label="out of bag">[\s\S]*?<dd class="value">0\.49\d</dd>""");
        html.IndexOf("id=\"findings\"", StringComparison.Ordinal).Should().BeLessThan(html.IndexOf("id=\"figures\"", StringComparison.Ordinal));
    }

    [Fact]
    public void WriteHtml_SeparatedClasses_DrawsFiguresThatAreAllNumbers()
    {
        // A perfect ranking, all at both ends: bars, curves and marks meet the corners of their pictures.
        double[] scores = [0, 0, 1, 1];
        bool[] labels = [false, false, true, true];
        var report = EvaluationReport.Create("corners", EvaluationSummary.Compute(scores, labels, 2, ScoreSource.HeldOut), scores, scores, labels);

        StripScripts(ReportPage.Html(report)).Should().NotContain("NaN").And.NotContain("∞").And.NotContain("Infinity");
    }

    private static string StripScripts(string html) => Scripts().Replace(html, "");

    [GeneratedRegex(@"<script>[\s\S]*?</script>")]
    private static partial Regex Scripts();

    [GeneratedRegex(""" (?:src|href|action|srcset)="([^"]*)""")]
    private static partial Regex References();

    [GeneratedRegex(""" id="([^"]*)""")]
    private static partial Regex Ids();
}
