using Anomaly.Detection.Reporting;
using Microsoft.Playwright;

namespace Anomaly.Detection.Tests.Reporting;

/// <summary>A report opened in a browser from a file, with all that it asked for and complained of.</summary>
internal sealed class ReportPage : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IBrowserContext _context;

    private ReportPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) => Complaints.Add(message.Text);
        page.PageError += (_, error) => Complaints.Add(error);
        page.RequestFailed += (_, request) => Complaints.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Every address that was asked for, the page's own first.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Lines of the console, errors and failed requests.</summary>
    public List<string> Complaints { get; } = [];

    public static string Html(EvaluationReport report)
    {
        using var writer = new StringWriter();
        report.WriteHtml(writer);
        return writer.ToString();
    }

    public static async Task<ReportPage> Open(IBrowser browser, EvaluationReport report, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool hasScripts = true)
    {
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = hasScripts,
            Offline = true,
        });
        var opened = new ReportPage(context, await context.NewPageAsync());
        string path = opened._folder.Combine("report.html");
        await File.WriteAllTextAsync(path, Html(report));
        await opened.Page.GotoAsync(new Uri(path).AbsoluteUri);
        return opened;
    }

    public async Task<string> Text(string id) => await Page.Locator("#" + id).TextContentAsync() ?? "";

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _folder.Dispose();
    }
}
