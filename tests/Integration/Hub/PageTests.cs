using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Tests.Lab.Chain;
using Microsoft.Playwright;

namespace EdgeGateway.Tests.Integration.Hub;

/// <summary>A real browser over the hub's pages.</summary>
public class PageTests
{
    [Fact]
    public async Task ACardAppearsWhileThePageIsOpenAndFollowsTheVisitor()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path, "--demo");
        await using var gateway = await TestGateway.ConnectAsync(hub.MqttPort);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Browser.LaunchAsync(playwright);
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
        await using var browser = await Browser.LaunchAsync(playwright);
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
        await using var browser = await Browser.LaunchAsync(playwright);
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
        await using var browser = await Browser.LaunchAsync(playwright);
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
        await using var browser = await Browser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(hub.Http.BaseAddress!, "/?store=berlin-1").ToString());

        await Assertions.Expect(page.Locator(".card")).ToContainTextAsync("berlin-1 · shoes");
    }

    [Fact]
    public async Task ALongStoreNameDoesNotWidenThePageOfAPhone()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path);
        await using var gateway = await TestGateway.ConnectAsync(hub.MqttPort, store: "a-store-whose-name-has-as-many-letters-as-a-store-name-may-have-");
        await gateway.HappensAsync(new VisitorArrived(Guid.NewGuid(), "shoes", null, 0.9, []));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Browser.LaunchAsync(playwright);
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
        await using var browser = await Browser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(address.ToString());
        await Assertions.Expect(page.GetByText("Live")).ToBeVisibleAsync();

        await hub.KillAsync();
        await Assertions.Expect(page.GetByText("Connection lost")).ToBeVisibleAsync();
        await hub.DisposeAsync();

        await using var again = await HubProcess.StartAsync(folder.Path, "--http", address.GetLeftPart(UriPartial.Authority));
        await Assertions.Expect(page.GetByText("Live")).ToBeVisibleAsync();
    }
}
