using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Tests.Lab.Chain;
using Microsoft.Playwright;

namespace EdgeGateway.Tests.Integration.Hub;

/// <summary>A real browser over the hub's pages.</summary>
public class PageTests
{
    private static readonly string? Chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    [Fact]
    public async Task ACardAppearsWhileThePageIsOpenAndFollowsTheVisitor()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path, "--demo");
        await using var gateway = await TestGateway.ConnectAsync(hub.MqttPort);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(hub.Http.BaseAddress!.ToString());
        await Assertions.Expect(page.GetByText("Live")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Nobody has arrived yet")).ToBeVisibleAsync();

        var visit = Guid.NewGuid();
        var amelia = new Identifier(IdentifierKinds.IBeacon, "loyalty-app", "5eed0fa1-c0ff-ee00-a99a-99b1eac00001/1/1");
        await gateway.HappensAsync(new VisitorArrived(visit, "entrance", amelia, 0.93, [new Evidence(EvidenceKind.Beacon, "hci0", 0.4, 0.8, -61)]));
        var card = page.Locator(".card", new PageLocatorOptions { HasText = "Ms Amelia Okafor" });
        await Assertions.Expect(card).ToBeVisibleAsync();
        await Assertions.Expect(card).ToContainTextAsync("Clerk: Jonas");

        await gateway.HappensAsync(new VisitorMoved(visit, "entrance", "shoes", amelia, 0.95));
        await Assertions.Expect(card).ToContainTextAsync("Now in shoes");

        await gateway.HappensAsync(new VisitorLeft(visit, "shoes", amelia, 300, 10, 0.95, []));
        await Assertions.Expect(card).ToHaveCountAsync(0);
        await page.GetByLabel("In the store now").UncheckAsync();
        await Assertions.Expect(card).ToContainTextAsync("Left after 5 min");
    }

    [Fact]
    public async Task CustomerNearTwoGatewaysIsOneCardThatFollowsTheLouderOne()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path, "--demo");
        await using var atDoor = await TestGateway.ConnectAsync(hub.MqttPort, "gw-1");
        await using var atShoes = await TestGateway.ConnectAsync(hub.MqttPort, "gw-2");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(hub.Http.BaseAddress!.ToString());
        await Assertions.Expect(page.GetByText("Live")).ToBeVisibleAsync();

        var (door, shoes) = (Guid.NewGuid(), Guid.NewGuid());
        var amelia = new Identifier(IdentifierKinds.IBeacon, "loyalty-app", "5eed0fa1-c0ff-ee00-a99a-99b1eac00001/1/1");
        await atDoor.HappensAsync(new VisitorArrived(door, "entrance", amelia, 0.93, [new Evidence(EvidenceKind.Beacon, "hci0", 0.4, 0.8, -60)]), Ago(60));
        await atDoor.HappensAsync(new VisitorHeard(door, "entrance", -60), Ago(59));
        var card = page.Locator(".card");
        await Assertions.Expect(card).ToHaveCountAsync(1);
        await Assertions.Expect(card.Locator(".where")).ToContainTextAsync("entrance");

        await atShoes.HappensAsync(new VisitorArrived(shoes, "shoes", amelia, 0.9, [new Evidence(EvidenceKind.Beacon, "hci0", 0.4, 0.8, -78)]), Ago(40));
        await atShoes.HappensAsync(new VisitorHeard(shoes, "shoes", -78), Ago(39));
        await Assertions.Expect(card.Locator(".beside li")).ToContainTextAsync("gw-2: shoes");
        await Assertions.Expect(card).ToHaveCountAsync(1);
        await Assertions.Expect(card.Locator(".where")).ToContainTextAsync("entrance");

        await atDoor.HappensAsync(new VisitorHeard(door, "entrance", -80), Ago(20));
        await atShoes.HappensAsync(new VisitorHeard(shoes, "shoes", -55), Ago(19));
        await atShoes.HappensAsync(new VisitorHeard(shoes, "shoes", -55), Ago(14));
        await Assertions.Expect(card.Locator(".where")).ToContainTextAsync("shoes");
        await Assertions.Expect(card).ToHaveCountAsync(1);

        static TimeSpan Ago(double seconds) => TimeSpan.FromSeconds(seconds);
    }

    [Fact]
    public async Task LastVisitIsOfTheDayThatItWasWhereThePageIsRead()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path, "--demo");
        await using var gateway = await TestGateway.ConnectAsync(hub.MqttPort);
        var amelia = new Identifier(IdentifierKinds.IBeacon, "loyalty-app", "5eed0fa1-c0ff-ee00-a99a-99b1eac00001/1/1");
        // At ten in the evening of UTC the next day's noon has come on Kiritimati, fourteen hours ahead.
        var (now, today) = (DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.Date);
        await gateway.HappensAsync(new VisitorLeft(Guid.NewGuid(), "shoes", amelia, 60, 0, 0.95, []), now - new DateTimeOffset(today.AddHours(-2), TimeSpan.Zero));
        await gateway.HappensAsync(new VisitorArrived(Guid.NewGuid(), "entrance", amelia, 0.93, []));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { Locale = "en-US", TimezoneId = "Pacific/Kiritimati" });
        await page.GotoAsync(hub.Http.BaseAddress!.ToString());

        await Assertions.Expect(page.Locator(".card .step")).ToContainTextAsync(
            string.Create(CultureInfo.InvariantCulture, $"because: left after a minute (last visit: {today:MMM d, yyyy})"));
    }

    [Fact]
    public async Task HostileTextIsShownAndNeverRun()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path);
        await using var gateway = await TestGateway.ConnectAsync(hub.MqttPort);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        var dialogs = 0;
        page.Dialog += async (_, dialog) =>
        {
            dialogs++;
            await dialog.DismissAsync();
        };

        const string hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        await gateway.HappensAsync(new VisitorArrived(Guid.NewGuid(), hostile, new Identifier(IdentifierKinds.Code, hostile, "x"), 0.9, []));
        await page.GotoAsync(hub.Http.BaseAddress!.ToString());

        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync($"Unknown member of {hostile}");
        Assert.Equal(0, await page.Locator(".card img, .card script").CountAsync());
        Assert.Equal(0, dialogs);
    }

    [Fact]
    public async Task AStoresPageHasItsOwnCardsHoweverBusyTheChainIs()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path);
        await using var here = await TestGateway.ConnectAsync(hub.MqttPort, store: "berlin-1");
        await using var elsewhere = await TestGateway.ConnectAsync(hub.MqttPort, store: "paris-1");
        await here.HappensAsync(new VisitorArrived(Guid.NewGuid(), "shoes", null, 0.9, []));
        await here.UntilAcknowledgedAsync(TimeSpan.FromSeconds(90));
        for (var i = 0; i < 60; i++)
        {
            await elsewhere.HappensAsync(new VisitorArrived(Guid.NewGuid(), "hats", null, 0.9, []));
        }

        await elsewhere.UntilAcknowledgedAsync(TimeSpan.FromSeconds(90));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(hub.Http.BaseAddress!, "/?store=berlin-1").ToString());

        await Assertions.Expect(page.Locator(".card")).ToContainTextAsync("berlin-1 · shoes");
    }

    [Fact]
    public async Task WithATokenTheLoginFormOpensThePages()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await StartWithTokenAsync(folder, "0123456789abcdef");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
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
        await using var browser = await LaunchAsync(playwright);
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
        await using var browser = await LaunchAsync(playwright);
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

    [Fact]
    public async Task ALongStoreNameDoesNotWidenThePageOfAPhone()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path);
        await using var gateway = await TestGateway.ConnectAsync(hub.MqttPort, store: "a-store-whose-name-has-as-many-letters-as-a-store-name-may-have-");
        await gateway.HappensAsync(new VisitorArrived(Guid.NewGuid(), "shoes", null, 0.9, []));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        await page.GotoAsync(hub.Http.BaseAddress!.ToString());
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(1);

        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task ALostHubIsSaidAndItsReturnToo()
    {
        using var folder = new TemporaryFolder();
        var address = new Uri($"http://127.0.0.1:{FreePorts.Next()}");
        var hub = await HubProcess.StartAsync(folder.Path, "--http", address.GetLeftPart(UriPartial.Authority));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(address.ToString());
        await Assertions.Expect(page.GetByText("Live")).ToBeVisibleAsync();

        await hub.KillAsync();
        await Assertions.Expect(page.GetByText("Connection lost")).ToBeVisibleAsync();
        await hub.DisposeAsync();

        await using var again = await HubProcess.StartAsync(folder.Path, "--http", address.GetLeftPart(UriPartial.Authority));
        await Assertions.Expect(page.GetByText("Live")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task CompletenessShowsAHole()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path);
        await using var gateway = await TestGateway.ConnectAsync(hub.MqttPort);
        await gateway.HappensAsync(new DoorCrossed("front", Direction.In, 0.9));
        gateway.Forget(new DoorCrossed("front", Direction.In, 0.9));
        await gateway.HappensAsync(new DoorCrossed("front", Direction.In, 0.9));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(hub.Http.BaseAddress!, "/completeness").ToString());

        await Assertions.Expect(page.Locator(".gateway .verdict")).ToHaveTextAsync("Missing");
        await Assertions.Expect(page.Locator("#answer-text")).ToHaveTextAsync("Events are missing at 1 gateway.");
        await Assertions.Expect(page.Locator("td.bad").First).ToHaveTextAsync("1 2");

        await page.Locator("#gateway").FillAsync("gw-9");
        await page.Locator("#gateway").BlurAsync();
        await Assertions.Expect(page.GetByText("No gateway to show")).ToBeVisibleAsync();
        await page.Locator("#gateway").FillAsync("GW 9");
        await page.Locator("#gateway").BlurAsync();
        await Assertions.Expect(page.GetByText("gateway is not a name")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TrafficShowsCustomersApartFromStaffAndClosedHours()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path);
        await using var gateway = await TestGateway.ConnectAsync(hub.MqttPort);
        const string hostile = "<img src=x onerror=alert(1)>";
        foreach (var excluded in new Exclusion?[] { null, null, null, Exclusion.Staff, Exclusion.Closed })
        {
            await gateway.HappensAsync(new DoorCrossed(hostile, Direction.In, 0.9, excluded));
        }

        await gateway.HappensAsync(new DoorTraffic(hostile, 900, 5, 0, 7, 130, 6, new DoorCounts(1, 0), new DoorCounts(1, 0)));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(hub.Http.BaseAddress!, "/traffic").ToString());

        await Assertions.Expect(page.Locator("#answer-text")).ToHaveTextAsync("3 customers came in.");
        await Assertions.Expect(page.Locator("table").First.Locator("tbody tr").First.Locator("td")).ToHaveTextAsync(["In", "", "3", "5", "1", "1"]);
        await Assertions.Expect(page.Locator(".gateway p.quiet")).ToHaveTextAsync("Turned back: 7. Passages without a direction: 6. Blind for 3 min.");
        await Assertions.Expect(page.Locator(".gateway h2")).ToContainTextAsync(hostile);
        Assert.Equal(0, await page.Locator(".gateway img").CountAsync());

        var csv = await hub.Http.GetStringAsync(new Uri("/v1/traffic.csv", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains($"\"{hostile}\",", csv, StringComparison.Ordinal);
        Assert.EndsWith(",3,0,5,0,1,0,1,0\r\n", csv, StringComparison.Ordinal);
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

    private static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        Assertions.SetDefaultExpectTimeout(60_000);
        Assert.SkipWhen(Chromium is null, "no browser to test the pages with; install the package chromium");
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = Quiet, Timeout = 60_000 });
    }
}
