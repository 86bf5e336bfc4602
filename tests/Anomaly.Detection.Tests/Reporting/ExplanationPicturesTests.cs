using System.Text.RegularExpressions;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

/// <summary>What single pictures of explanations show.</summary>
public sealed partial class ExplanationPicturesTests
{
    [Fact]
    public void Waterfall_FewColumns_EachBarBeginsWhereTheOneAboveEnds()
    {
        // 0.12 + 0.30 − 0.10 = 0.32.
        ScoreBreakdown breakdown = ExplanationSamples.Row("row", 0.5, ("clicks", 48, 0.3), ("browser", default, -0.1)).Breakdown;

        string svg = WaterfallPicture.Draw("fall", "row", breakdown, "score").Html;

        svg.Should().ContainAll("<title>clicks: +0.300</title>", "<title>browser: -0.100</title>", "clicks = 48", "browser = missing", ">0.120</text>", ">0.320</text>").And.NotContain("other columns");
        (double X, double Width, string Style)[] bars = [.. Bars().Matches(svg).Select(bar => (Number(bar, 2), Number(bar, 3), bar.Groups[1].Value))];
        bars.Select(bar => bar.Style).Should().Equal("anomaly", "normal");
        (bars[0].X + bars[0].Width).Should().BeApproximately(bars[1].X + bars[1].Width, 0.02, "the second leads back from the end of the first");
        bars[0].Width.Should().BeApproximately(3 * bars[1].Width, 0.05);
    }

    [Fact]
    public void Waterfall_ManyColumns_FoldsTheLastIntoOneBar()
    {
        (string, FeatureValue, double)[] contributions = [.. Enumerable.Range(0, 12).Select(i => ($"column {i}", (FeatureValue)i, 0.01 * (12 - i)))];

        string svg = WaterfallPicture.Draw("fall", "row", ExplanationSamples.Row("row", 0.5, contributions).Breakdown, "score").Html;

        svg.Should().Contain("column 7: +0.050").And.NotContain("column 8").And.Contain("<title>4 other columns: +0.100</title>"); // 0.04 + 0.03 + 0.02 + 0.01
    }

    [Fact]
    public void Waterfall_OneColumnMoreThanFits_ShowsIt()
    {
        (string, FeatureValue, double)[] contributions = [.. Enumerable.Range(0, 9).Select(i => ($"column {i}", (FeatureValue)i, 0.01))];

        WaterfallPicture.Draw("fall", "row", ExplanationSamples.Row("row", 0.5, contributions).Breakdown, "score").Html.Should().Contain("column 8: +0.010").And.NotContain("other columns");
    }

    [Fact]
    public void Beeswarm_Rows_AreDotsInTheColourOfTheirValue()
    {
        GlobalExplanation explanation = ExplanationSamples.Of(
            ExplanationSamples.Effect("clicks", FeatureKind.Numeric, [1, 9, double.NaN], [-0.2, 0.3, 0.1]), ExplanationSamples.Effect("browser", FeatureKind.Categorical, [0, 1, 1], [0, 0.01, 0.1], "edge", "firefox"));

        (Markup picture, int dotCount) = BeeswarmPicture.Draw(explanation, "contribution");

        dotCount.Should().Be(6);
        picture.Html.Should().MatchRegex("""class="dots v0" d="M[0-9. ]+h0"><title>clicks = 1</title>""").And.MatchRegex("""class="dots v6" d="M[0-9. ]+h0"><title>clicks = 9</title>""")
            .And.MatchRegex("""class="dots missing" d="M[0-9. ]+h0"><title>clicks: missing</title>""").And.MatchRegex("""class="dots v6" d="M[0-9. ]+h0M[0-9. ]+h0"><title>browser = firefox</title>""");
    }

    [Fact]
    public void Effect_ManyRows_DrawsBothEnds()
    {
        double[] amounts = [.. Enumerable.Range(0, 1_000).Select(i => i / 1000.0)];

        string svg = EffectPicture.Draw("effect", ExplanationSamples.Effect("clicks", FeatureKind.Numeric, amounts, amounts), "contribution").Html;

        Regex.Count(svg, "h0").Should().Be(300);
        Dot().Matches(svg).Select(dot => Number(dot, 2)).Should().BeInDescendingOrder("the contributions rise, from end to end");
    }

    [Fact]
    public void Effect_ManyClasses_DrawsTheMostFrequent()
    {
        double[] classes = [.. Enumerable.Range(0, 10).SelectMany(i => Enumerable.Repeat((double)i, 20 - i))];
        ColumnEffect effect = ExplanationSamples.Effect("browser", FeatureKind.Categorical, classes, classes, [.. Enumerable.Range(0, 10).Select(i => $"browser {i}")]);

        EffectPicture.Draw("effect", effect, "contribution, in log-odds").Html.Should().Contain("browser 7").And.NotContain("browser 8").And.Contain("contribution, in log-odds");
    }

    [Fact]
    public void Dependence_Numbers_ShowCurvesThresholdAndSpread()
    {
        PartialDependence dependence = ExplanationSamples.Numbers("clicks", [0, 1, 2, 4], 0.1, 0.7);

        string svg = DependencePicture.Draw("curve", dependence, [0, 0, 0, 0, 4], threshold: 0.5).Html;

        Regex.Count(svg, "class=\"single\"").Should().Be(10);
        Regex.Count(svg, "class=\"curve mean\"").Should().Be(1);
        Regex.Count(svg, "class=\"chance\"").Should().Be(1);
        svg.Should().ContainAll("<title>4 rows</title>", "<title>1 row</title>", "<title>4: 0.700</title>");
        double[] heights = [.. Heights().Matches(svg).Select(bar => Number(bar, 1))];
        heights.Should().HaveCount(2);
        heights[0].Should().BeApproximately(2 * heights[1], 0.02, "it is the root of four against one");
        DependencePicture.Draw("curve", dependence, [], threshold: 0.95).Html.Should().NotContain("class=\"chance\"").And.NotContain("class=\"foot\"");
    }

    [Fact]
    public void Dependence_Classes_StandByTheirMean()
    {
        PartialDependence dependence = ExplanationSamples.Numbers("browser", [0, 1, 2], 0.1, 0.7) with { Kind = FeatureKind.Categorical, Points = [new(0, "edge", 0.2), new(1, "firefox", 0.6), new(2, "safari", 0.4)] };

        Names().Matches(DependencePicture.Draw("classes", dependence, [], threshold: 0.5).Html).Select(name => name.Groups[1].Value).Should().Equal("firefox", "safari", "edge");
    }

    [Fact]
    public void Pair_Fields_AreTheFullerTheMoreProbable()
    {
        PartialDependence first = ExplanationSamples.Numbers("clicks", [0, 1], 0.1, 0.2), second = ExplanationSamples.Numbers("views", [5, 6], 0.1, 0.2);

        // Four means in three of nine levels: two in the first, one in the middle, one in the last.
        string svg = PairPicture.Draw("pair", new PairDependence { First = first, Second = second, Means = [[0, 0.01], [0.5, 1]] }).Html;

        Fields().Matches(svg).Select(field => (field.Groups[1].Value, Regex.Count(field.Groups[2].Value, "z"), field.Groups[3].Value)).Should().Equal(("0.06", 2, "0.000 to 0.010"), ("0.53", 1, "0.500"), ("1", 1, "1.000"));
        Names().Matches(svg).Select(name => name.Groups[1].Value).Should().Equal(["6", "5"], "numbers rise to the top");
    }

    [Theory]
    [InlineData(1, new[] { 0 })]
    [InlineData(3, new[] { 0, 1, 2 })]
    [InlineData(31, new[] { 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30 })]
    public void Pair_ManyValues_DrawsThoseAtEvenSteps(int count, int[] expected) => PairPicture.Indexes(count).Should().Equal(expected);

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("""<rect class="(anomaly|normal)" x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)""")]
    private static partial Regex Bars();

    [GeneratedRegex("M([0-9.]+) ([0-9.]+)h0")]
    private static partial Regex Dot();

    [GeneratedRegex("""<rect class="foot"[^>]* height="([0-9.]+)""")]
    private static partial Regex Heights();

    [GeneratedRegex("""class="label"[^>]*>([^<]*)<""")]
    private static partial Regex Names();

    [GeneratedRegex("""<path class="heat" fill-opacity="([0-9.]+)" d="([^"]*)"><title>([^<]*)<""")]
    private static partial Regex Fields();
}
