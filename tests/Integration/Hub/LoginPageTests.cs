using Microsoft.Playwright;

namespace EdgeGateway.Tests.Integration.Hub;

/// <summary>A real browser, and a hub that wants a token.</summary>
public class LoginPageTests
{
    private const string Token = "0123456789abcdef";

    [Fact]
    public Task WithATokenTheLoginFormOpensThePages() => InBrowserAsync(async (_, page) =>
    {
        await LogInAsync(page, Token);

        await Assertions.Expect(page.GetByText("Live")).ToBeVisibleAsync();
    });

    [Fact]
    public Task AWrongTokenIsSaidToBeWrong() => InBrowserAsync(async (_, page) =>
    {
        await Assertions.Expect(page.GetByText("That is not the hub's token")).ToBeHiddenAsync();

        await LogInAsync(page, Token.Replace('f', 'F'));

        await Assertions.Expect(page.GetByText("That is not the hub's token")).ToBeVisibleAsync();
    });

    [Theory]
    [InlineData("/")]
    [InlineData("/completeness")]
    [InlineData("/traffic")]
    public Task APageWhoseSessionHasEndedAsksForTheToken(string path) => InBrowserAsync(async (hub, page) =>
    {
        await LogInAsync(page, Token);
        await page.GotoAsync(new Uri(hub, path).ToString());
        await Assertions.Expect(page.GetByText("Live")).ToBeVisibleAsync();

        // As after twelve hours: the page stays open, and the hub does not know its next request.
        await page.Context.ClearCookiesAsync();
        if (path == "/")
        {
            await page.Locator("#store").DispatchEventAsync("change");
        }

        await Assertions.Expect(page.GetByLabel("Token")).ToBeVisibleAsync();
    });

    // A hub with a token, and a browser that has been sent to its login form.
    private static async Task InBrowserAsync(Func<Uri, IPage, Task> test)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("hub.json"), $$$"""{"http": {"token": "{{{Token}}}"}}""");
        await using var hub = await HubProcess.StartAsync(folder.Path, "--config", folder.File("hub.json"));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Browser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(hub.Http.BaseAddress!.ToString());
        await test(hub.Http.BaseAddress!, page);
    }

    private static async Task LogInAsync(IPage page, string token)
    {
        await page.GetByLabel("Token").FillAsync(token);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Log in" }).ClickAsync();
    }
}
