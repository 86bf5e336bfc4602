using System.Text.RegularExpressions;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

/// <summary>The parts of the page that explain, as markup.</summary>
public sealed partial class ExplanationHtmlTests
{
    private const string Hostile = "</script><script>alert(1)</script>\"'&<img src=x onerror=alert(1)>";

    public static TheoryData<string, ColumnEffect> OddColumns => new()
    {
        { "one row", ExplanationSamples.Effect("odd", FeatureKind.Numeric, [3], [0.1]) },
        { "one missing value", ExplanationSamples.Effect("odd", FeatureKind.Numeric, [double.NaN], [0.1]) },
        { "all missing", ExplanationSamples.Effect("odd", FeatureKind.Timestamp, [double.NaN, double.NaN], [0.1, 0]) },
        { "constant", ExplanationSamples.Effect("odd", FeatureKind.Numeric, [7, 7, 7], [0, 0, 0]) },
        { "constant contribution", ExplanationSamples.Effect("odd", FeatureKind.Numeric, [1, 2, 3], [-0.2, -0.2, -0.2]) },
        { "far values", ExplanationSamples.Effect("odd", FeatureKind.Numeric, [-double.MaxValue, 0, 1, double.MaxValue], [1e-300, 0, -1e-12, 1e-9]) },
        { "one class", ExplanationSamples.Effect("odd", FeatureKind.Categorical, [0, 0], [0.1, 0.2], "only") },
        { "classes all missing", ExplanationSamples.Effect("odd", FeatureKind.Categorical, [double.NaN, double.NaN], [0.1, 0.2]) },
        { "nameless class", ExplanationSamples.Effect("", FeatureKind.Categorical, [0, 1], [0.1, 0.2], "", "x") },
    };

    [Theory]
    [MemberData(nameof(OddColumns))]
    public void WriteHtml_OddColumn_DrawsNumbersOnly(string what, ColumnEffect column)
    {
        string html = Explanations(ReportSamples.Healthy with { Explanation = ExplanationSamples.Of(column) });

        html.Should().Contain("id=\"beeswarm\"").And.Contain("id=\"effect-0\"", what);
        html.Should().NotContain("NaN").And.NotContain("∞").And.NotContain("Infinity");
    }

    [Fact]
    public void WriteHtml_OddDependences_DrawNumbersOnly()
    {
        PartialDependence one = ExplanationSamples.Numbers("one point", [5], 0.2, 0.2), missing = ExplanationSamples.Numbers("missing", [double.NaN], 0, 0) with { Points = [new DependencePoint(double.NaN, "missing", 0)], Curves = [] };
        PairDependence pair = new() { First = one, Second = missing, Means = [[0.5]] };

        string html = Explanations(ReportSamples.Healthy with { Dependences = [one, missing, missing with { Kind = FeatureKind.Categorical }], PairDependences = [pair], ExplainedRows = [ExplanationSamples.Row("nothing", 0.5), ExplanationSamples.Row("zeros", 0.5, ("a", default, 0), ("b", 1, 0))] });

        html.Should().ContainAll("dependence-0", "dependence-1", "dependence-2", "pair-0", "waterfall-0", "waterfall-1").And.NotContain("NaN").And.NotContain("∞").And.NotContain("Infinity");
    }

    [Fact]
    public void WriteHtml_HostileNames_AreShownAsTexts()
    {
        ColumnEffect column = ExplanationSamples.Effect(Hostile, FeatureKind.Categorical, [0, 1], [0.1, 0.2], Hostile, "b");
        PartialDependence dependence = ExplanationSamples.Numbers(Hostile, [1, 2], 0.1, 0.2) with { Points = [new(1, Hostile, 0.5), new(2, Hostile, 0.6)] };
        ExplainedRow row = ExplanationSamples.Row(Hostile, 0.5, (Hostile, Hostile, 0.1)) with { Reasons = [Hostile] };
        EvaluationReport report = ReportSamples.Healthy with
        {
            Explanation = ExplanationSamples.Of(column),
            Dependences = [dependence, dependence with { Kind = FeatureKind.Categorical }],
            PairDependences = [new PairDependence { First = dependence, Second = dependence, Means = [[0.1, 0.2], [0.3, 0.4]] }],
            ExplainedRows = [row],
        };

        string html = ReportPage.Html(report);

        html.Should().NotContain("<img").And.NotContain("<script>alert");
        Regex.Count(html, "<script").Should().Be(2);
    }

    [Fact]
    public void WriteHtml_Pictures_AllHaveATitleADescriptionAndNumbers()
    {
        string html = Explanations(ExplanationSamples.Report);

        int pictures = Regex.Count(html, "<svg ");
        pictures.Should().Be(14, "bars, beeswarm, four scatters, four dependences, two pairs and two rows");
        Regex.Count(html, "role=\"img\"").Should().Be(pictures);
        foreach (Match label in Labels().Matches(html)) label.Groups[1].Value.Split(' ').Should().HaveCount(2).And.OnlyContain(id => html.Contains($" id=\"{id}\">", StringComparison.Ordinal));
        Regex.Count(html, "<details class=\"numbers\">").Should().Be(pictures - 1, "bars and beeswarm share theirs");
    }

    [Fact]
    public void WriteHtml_Ids_AreUnique() =>
        Ids().Matches(ReportPage.Html(ExplanationSamples.Report)).Select(match => match.Groups[1].Value).Should().OnlyHaveUniqueItems();

    [Fact]
    public void WriteHtml_ManyRows_StaysSmallAndTellsWhatIsDrawn()
    {
        double[] values = [.. Enumerable.Range(0, 20_000).Select(i => i % 997 / 997.0)];
        ColumnEffect[] columns = [.. Enumerable.Range(0, 60).Select(i => ExplanationSamples.Effect($"column {i}", FeatureKind.Numeric, values, [.. values.Select(value => (value - 0.3) / (i + 1))]))];

        string html = Explanations(ReportSamples.Healthy with { Explanation = ExplanationSamples.Of(columns) });

        html.Length.Should().BeLessThan(150_000);
        html.Should().Contain("The first 12 of 60 columns.").And.Contain("300 of 20,000 rows are drawn.");
        int drawn = int.Parse(Drawn().Match(html).Groups[1].Value, System.Globalization.NumberStyles.AllowThousands);
        Regex.Count(Swarm().Match(html).Value, "h0").Should().Be(drawn + ValueGroups.ColourCount, "the legend has a dot per colour");
    }

    [Fact]
    public void WriteHtml_NothingExplained_LeavesNoHeading() =>
        ReportPage.Html(ReportSamples.Healthy).Should().NotContain("What drives the scores").And.NotContain("How the probability follows").And.NotContain("Why these rows");

    [Theory]
    [InlineData(ContributionScale.Score, "random-forest", "the score of", "contribution to the score")]
    [InlineData(ContributionScale.Score, "isolation-forest", "the binary logarithm of the score of", "contribution to log₂ of the score")]
    [InlineData(ContributionScale.LogOdds, "isolation-forest", "the log-odds of the probability of", "contribution, in log-odds")]
    public void WriteHtml_LeadAndAxes_TellWhatIsCounted(ContributionScale scale, string algorithm, string expected, string axis)
    {
        EvaluationReport report = ExplanationSamples.Report with { Explanation = ExplanationSamples.Report.Explanation! with { Scale = scale }, Detector = ExplanationSamples.Report.Detector! with { Algorithm = algorithm } };

        string page = ReportPage.Html(report);
        page.Should().Contain($"What each column added to {expected} 400 rows");
        Axes().Matches(page).Select(match => match.Value).Distinct().Should().Equal(axis);
    }

    // What comes before the explanations may well be undefined.
    private static string Explanations(EvaluationReport report)
    {
        string html = ReportPage.Html(report);
        int from = html.IndexOf("</section>", html.IndexOf("id=\"importances-part\"", StringComparison.Ordinal), StringComparison.Ordinal);
        return html[from..html.IndexOf("<section id=\"comparison\"", StringComparison.Ordinal)];
    }

    [GeneratedRegex("contribution to log₂ of the score|contribution to the score|contribution, in log-odds")]
    private static partial Regex Axes();

    [GeneratedRegex("aria-labelledby=\"([^\"]*)\"")]
    private static partial Regex Labels();

    [GeneratedRegex(""" id="([^"]*)""")]
    private static partial Regex Ids();

    [GeneratedRegex("""([0-9,]+) of 240,000 are drawn""")]
    private static partial Regex Drawn();

    [GeneratedRegex("""<svg id="beeswarm"[\s\S]*?</svg>""")]
    private static partial Regex Swarm();
}
