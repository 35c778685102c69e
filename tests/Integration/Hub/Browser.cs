using Microsoft.Playwright;

namespace EdgeGateway.Tests.Integration.Hub;

/// <summary>The machine's own Chromium; a test without one is skipped.</summary>
internal static class Browser
{
    private static readonly string? Chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        Assertions.SetDefaultExpectTimeout(60_000);
        Assert.SkipWhen(Chromium is null, "no browser to test the pages with; install the package chromium");
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = Quiet, Timeout = 60_000 });
    }
}
