using Microsoft.Playwright;

namespace EdgeGateway.Tests.Integration.Hub;

/// <summary>A real browser, and a hub that wants a token.</summary>
public class LoginPageTests
{
    [Fact]
    public async Task WithATokenTheLoginFormOpensThePages()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await StartWithTokenAsync(folder, "0123456789abcdef");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Browser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(hub.Http.BaseAddress!.ToString());

        await LogInAsync(page, "0123456789abcdef");

        await Assertions.Expect(page.GetByText("Live")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AWrongTokenIsSaidToBeWrong()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await StartWithTokenAsync(folder, "0123456789abcdef");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Browser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(hub.Http.BaseAddress!.ToString());
        await Assertions.Expect(page.GetByText("That is not the hub's token")).ToBeHiddenAsync();

        await LogInAsync(page, "0123456789abcdeF");

        await Assertions.Expect(page.GetByText("That is not the hub's token")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/completeness")]
    [InlineData("/traffic")]
    public async Task APageWhoseSessionHasEndedAsksForTheToken(string path)
    {
        using var folder = new TemporaryFolder();
        await using var hub = await StartWithTokenAsync(folder, "0123456789abcdef");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Browser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(hub.Http.BaseAddress!.ToString());
        await LogInAsync(page, "0123456789abcdef");
        await page.GotoAsync(new Uri(hub.Http.BaseAddress!, path).ToString());
        await Assertions.Expect(page.GetByText("Live")).ToBeVisibleAsync();

        // As after twelve hours: the page stays open, and the hub does not know its next request.
        await page.Context.ClearCookiesAsync();
        if (path == "/")
        {
            await page.Locator("#store").DispatchEventAsync("change");
        }

        await Assertions.Expect(page.GetByLabel("Token")).ToBeVisibleAsync();
    }

    private static async Task<HubProcess> StartWithTokenAsync(TemporaryFolder folder, string token)
    {
        await File.WriteAllTextAsync(folder.File("hub.json"), $$$"""{"http": {"token": "{{{token}}}"}}""");
        return await HubProcess.StartAsync(folder.Path, "--config", folder.File("hub.json"));
    }

    private static async Task LogInAsync(IPage page, string token)
    {
        await page.GetByLabel("Token").FillAsync(token);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Log in" }).ClickAsync();
    }
}
