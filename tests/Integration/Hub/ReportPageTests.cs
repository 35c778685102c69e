using EdgeGateway.Events;
using Microsoft.Playwright;

namespace EdgeGateway.Tests.Integration.Hub;

/// <summary>A real browser over the pages that add up.</summary>
public class ReportPageTests
{
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
        await using var browser = await Browser.LaunchAsync(playwright);
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
        await using var browser = await Browser.LaunchAsync(playwright);
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
}
