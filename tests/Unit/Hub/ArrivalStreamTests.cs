using EdgeGateway.Events;
using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Configuration;

namespace EdgeGateway.Tests.Unit.Hub;

public sealed class ArrivalStreamTests : IDisposable
{
    private readonly HubFixture _hub = new(samples: true);
    private readonly ArrivalFeed _feed = new();
    private readonly CancellationTokenSource _late = new(TimeSpan.FromMinutes(1));

    [Fact]
    public async Task WithdrawnConsentIsTakenOffEveryCardThatAPageHolds()
    {
        Arrive(first: 1, count: 30);
        using var page = Open();
        await page.ReadAsync(30);
        Arrive(first: 31, count: 40);
        await page.ReadAsync(40);

        _feed.AnnounceCustomers();

        Assert.Equal(70, (await page.ReadAsync(70)).Select(card => card.Zone).Distinct().Count());
    }

    [Fact]
    public async Task PageThatWasAwayWhileTheCustomersChangedGetsItsCardsAgain()
    {
        Arrive(first: 1, count: 3);
        string last;
        using (var page = Open())
        {
            last = (await page.ReadAsync(3))[^1].Id;
        }

        _feed.AnnounceCustomers();
        using var back = Open(last);

        Assert.Equal(["zone-1", "zone-2", "zone-3"], (await back.ReadAsync(3)).Select(card => card.Zone));
    }

    [Fact]
    public async Task PageThatComesBackToTheSameCustomersGetsNothingTwice()
    {
        Arrive(first: 1, count: 3);
        string last;
        using (var page = Open())
        {
            last = (await page.ReadAsync(3))[^1].Id;
        }

        Arrive(first: 4, count: 1);
        using var back = Open(last);

        Assert.Equal("zone-4", Assert.Single(await back.ReadAsync(1)).Zone);
    }

    public void Dispose()
    {
        _late.Dispose();
        _hub.Dispose();
    }

    private void Arrive(int first, int count)
    {
        foreach (var n in Enumerable.Range(first, count))
        {
            _hub.Happens(new VisitorArrived(Guid.NewGuid(), $"zone-{n}", null, 0.9, []), minutes: n);
        }

        _feed.Announce();
    }

    private StreamedPage Open(string? lastId = null)
    {
        var stream = new ArrivalStream(_hub.Visits, _hub.Cards, _feed, new HttpOptions(), TimeProvider.System);
        return new StreamedPage(stream, lastId, _late.Token);
    }
}
