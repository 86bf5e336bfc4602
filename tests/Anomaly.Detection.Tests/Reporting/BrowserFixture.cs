using Microsoft.Playwright;

namespace Anomaly.Detection.Tests.Reporting;

/// <summary>One browser for the tests of a class. Without one on the machine nothing starts, and the tests are skipped.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser.</summary>
    public IBrowser Running => _browser ?? throw new InvalidOperationException(Browser.ReasonMissing);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Browser.Executable is not { } executable) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
