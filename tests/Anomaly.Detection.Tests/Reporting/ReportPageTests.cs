using Anomaly.Detection.Reporting;
using Microsoft.Playwright;

namespace Anomaly.Detection.Tests.Reporting;

/// <summary>The page as a reader uses it: opened in a browser, looked over, the slider moved.</summary>
public sealed class ReportPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Readouts = ["threshold", "precision", "recall", "alerts", "per-thousand", "cost", "tn", "fp", "fn", "tp"];

    [RequiresFact(Requirement.Browser)]
    public async Task Page_Opened_AsksForNothingElseAndComplainsOfNothing()
    {
        foreach (EvaluationReport report in (EvaluationReport[])[ReportSamples.Healthy, ReportSamples.Memorised, ExplanationSamples.Report])
        {
            await using ReportPage opened = await ReportPage.Open(browser.Running, report);

            opened.Complaints.Should().BeEmpty();
            opened.Requests.Should().ContainSingle(url => !url.StartsWith("data:")).Which.Should().EndWith("/report.html");
            foreach (string section in (string[])["headline", "findings", "figures", "explorer", "reliability", "roc", "precision-recall", "histogram"])
            {
                (await opened.Page.Locator("#" + section).IsVisibleAsync()).Should().BeTrue("the page shows {0}", section);
            }
        }
    }

    [RequiresFact(Requirement.Browser)]
    public async Task Slider_AtEachRow_ShowsWhatTheTableSays()
    {
        EvaluationReport report = ReportSamples.Healthy;
        await using ReportPage opened = await ReportPage.Open(browser.Running, report);
        int last = report.Thresholds.Rows.Length - 1;
        int[] rows = [0, 1, 17, last / 3, last / 2, last - 1, last];

        foreach (int row in rows)
        {
            await MoveTo(opened, last - row);

            (await Shown(opened)).Should().Equal(Expected(report.Thresholds.Rows[row], report.FalseAlarmCost, report.MissCost));
        }
    }

    [RequiresFact(Requirement.Browser)]
    public async Task Slider_ByKeyboard_MovesARowAndTheMarks()
    {
        EvaluationReport report = ReportSamples.Healthy;
        await using ReportPage opened = await ReportPage.Open(browser.Running, report);
        ILocator slider = opened.Page.Locator("#slider");
        (await Shown(opened)).Should().Equal(Expected(report.Thresholds.Rows[report.Thresholds.PolicyRow], report.FalseAlarmCost, report.MissCost), "it begins at the policy's threshold");
        string[] marks = await Marks(opened);

        await slider.FocusAsync();
        for (int i = 0; i < 12; i++) await slider.PressAsync("ArrowLeft");

        (await Shown(opened)).Should().Equal(Expected(report.Thresholds.Rows[report.Thresholds.PolicyRow + 12], report.FalseAlarmCost, report.MissCost));
        (await Marks(opened)).Zip(marks).Should().HaveCount(3).And.OnlyContain(mark => mark.First != mark.Second);
        (await slider.GetAttributeAsync("aria-valuetext")).Should().MatchRegex(@"^0\.\d+: precision 0\.\d{3}, recall 0\.\d{3}$");
    }

    [RequiresFact(Requirement.Browser)]
    public async Task Costs_Changed_AreCountedAndTheCheapestThresholdIsFound()
    {
        EvaluationReport report = ReportSamples.Healthy;
        await using ReportPage opened = await ReportPage.Open(browser.Running, report);

        await opened.Page.Locator("#false-alarm-cost").FillAsync("2.5");
        await opened.Page.Locator("#miss-cost").FillAsync("1000");

        (await Shown(opened)).Should().Equal(Expected(report.Thresholds.Rows[report.Thresholds.PolicyRow], 2.5, 1000));

        await opened.Page.Locator("#to-cheapest").ClickAsync();

        (await Shown(opened)).Should().Equal(Expected(report.Thresholds.Rows.MinBy(row => row.Cost(2.5, 1000)), 2.5, 1000));

        await opened.Page.Locator("#to-policy").ClickAsync();

        (await Shown(opened)).Should().Equal(Expected(report.Thresholds.Rows[report.Thresholds.PolicyRow], 2.5, 1000));
    }

    [RequiresTheory(Requirement.Browser)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Page_AnyWidthAndScheme_FitsAndFollows(int width, ColorScheme scheme)
    {
        foreach (EvaluationReport report in (EvaluationReport[])[ReportSamples.Healthy, ReportSamples.Memorised, ExplanationSamples.Report])
        {
            await using ReportPage opened = await ReportPage.Open(browser.Running, report, width, scheme);

            (await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width);
            (await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"))
                .Should().Be(scheme == ColorScheme.Dark ? "rgb(21, 23, 26)" : "rgb(251, 251, 250)");
        }
    }

    [RequiresFact(Requirement.Browser)]
    public async Task Page_OfExplanations_ShowsEachPictureWithItsNumbersBeneath()
    {
        await using ReportPage opened = await ReportPage.Open(browser.Running, ExplanationSamples.Report, hasScripts: false);

        foreach (string picture in (string[])["contributions", "beeswarm", "effect-0", "effect-3", "dependence-0", "dependence-2", "pair-0", "pair-1", "waterfall-0", "waterfall-1"])
        {
            ILocator drawn = opened.Page.Locator("#" + picture);
            (await drawn.IsVisibleAsync()).Should().BeTrue("the page shows {0}", picture);
            (await drawn.Locator("title").First.TextContentAsync()).Should().NotBeNullOrWhiteSpace();
            (await drawn.EvaluateAsync<bool>("picture => [...picture.querySelectorAll('text')].every(text => { const a = text.getBoundingClientRect(), b = picture.getBoundingClientRect(); return a.left >= b.left - 1 && a.right <= b.right + 1 && a.bottom <= b.bottom + 1; })"))
                .Should().BeTrue("no text of {0} is cut", picture);
        }

        ILocator numbers = opened.Page.Locator(".numbers").First;
        (await numbers.Locator("table").IsVisibleAsync()).Should().BeFalse();
        await numbers.Locator("summary").ClickAsync();
        (await numbers.Locator("table").IsVisibleAsync()).Should().BeTrue();
    }

    [RequiresFact(Requirement.Browser)]
    public async Task Page_WithoutScripts_ShowsThePolicysThresholdAndNoSlider()
    {
        EvaluationReport report = ReportSamples.Healthy;
        await using ReportPage opened = await ReportPage.Open(browser.Running, report, hasScripts: false);

        (await opened.Page.Locator("#slider").IsVisibleAsync()).Should().BeFalse();
        (await Shown(opened)).Should().Equal(Expected(report.Thresholds.Rows[report.Thresholds.PolicyRow], report.FalseAlarmCost, report.MissCost));
        (await opened.Page.Locator("#roc").IsVisibleAsync()).Should().BeTrue();
    }

    [RequiresFact(Requirement.Browser)]
    public async Task Page_Printed_ShowsExamplesAndNoControls()
    {
        await using ReportPage opened = await ReportPage.Open(browser.Running, ReportSamples.Healthy);

        await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        (await opened.Page.Locator("#slider").IsVisibleAsync()).Should().BeFalse();
        (await opened.Page.Locator("#precision").IsVisibleAsync()).Should().BeTrue();
        (await opened.Page.Locator(".examples").First.IsVisibleAsync()).Should().BeTrue();
    }

    [RequiresFact(Requirement.Browser)]
    public async Task Page_OfExplanationsPrinted_ShowsThePicturesWithoutTheirNumbers()
    {
        await using ReportPage opened = await ReportPage.Open(browser.Running, ExplanationSamples.Report);

        await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        (await opened.Page.Locator("#beeswarm").IsVisibleAsync()).Should().BeTrue();
        (await opened.Page.Locator(".numbers").First.IsVisibleAsync()).Should().BeFalse();
    }

    private static async Task MoveTo(ReportPage opened, int position) =>
        await opened.Page.Locator("#slider").EvaluateAsync("(slider, position) => { slider.value = position; slider.dispatchEvent(new Event('input')); }", position);

    private static async Task<string[]> Shown(ReportPage opened)
    {
        var texts = new List<string>();
        foreach (string id in Readouts) texts.Add(await opened.Text(id));
        return [.. texts];
    }

    private static async Task<string[]> Marks(ReportPage opened) =>
        await opened.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-mark]')].map(mark => mark.getAttribute('x1') ?? mark.getAttribute('cx') + ' ' + mark.getAttribute('cy'))");

    private static string[] Expected(ThresholdRow row, double falseAlarmCost, double missCost) =>
    [
        FigureText.Threshold(row.Threshold),
        FigureText.Share(row.Confusion.Precision),
        FigureText.Share(row.Confusion.Recall),
        FigureText.Count(row.Confusion.FlaggedCount),
        FigureText.OneDecimal(row.AlertsPerThousand),
        FigureText.Amount(row.Cost(falseAlarmCost, missCost)),
        FigureText.Count(row.Confusion.TrueNegatives),
        FigureText.Count(row.Confusion.FalsePositives),
        FigureText.Count(row.Confusion.FalseNegatives),
        FigureText.Count(row.Confusion.TruePositives),
    ];
}
