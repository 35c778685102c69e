using EdgeGateway.Hub.Ingest;
using EdgeGateway.Tests.Simulation;

namespace EdgeGateway.Tests.Unit.Hub;

public class BacklogShareTests
{
    private readonly CompletenessLedger ledger = new();
    private readonly VirtualTime time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void OneGatewayAloneHasItAll() => Assert.Equal(1000, Share(1000).Of(Add("one", produced: 5000)));

    [Fact]
    public void AGatewayThatIsMerelyAheadIsNotLimited() => Assert.Null(Share(1000).Of(Add("one", produced: BacklogShare.CatchingUpMin - 1)));

    [Fact]
    public void WithoutALimitNobodyIs() => Assert.Null(Share(0).Of(Add("one", produced: 5000)));

    [Fact]
    public void ThoseThatCatchUpShareAndThoseThatAreAwayDoNotCount()
    {
        var first = Add("first", produced: 5000);
        Add("second", produced: 5000);
        Add("idle", produced: 10);
        Add("away", produced: 5000, online: false);

        Assert.Equal(500, Share(1000).Of(first));
    }

    [Fact]
    public void AShareIsNeverNothing()
    {
        var first = Add("first", produced: 5000);
        Add("second", produced: 5000);

        Assert.Equal(1, Share(1).Of(first));
    }

    [Fact]
    public void WhoHasComeIsSeenWithinASecond()
    {
        var (share, first) = (Share(1000), Add("first", produced: 5000));
        Assert.Equal(1000, share.Of(first));
        Add("second", produced: 5000);
        Assert.Equal(1000, share.Of(first));
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(500, share.Of(first));
    }

    private BacklogShare Share(int rate) => new(ledger, new IngestOptions { BacklogRate = rate }, time);

    private EpochLedger Add(string store, long produced, bool online = true)
    {
        var gateway = new GatewayLedger(1, store, "gw-1") { Online = online, CurrentEpoch = Guid.NewGuid() };
        var epoch = new EpochLedger(1, gateway.CurrentEpoch.Value);
        epoch.HasProduced(produced);
        gateway.Epochs.Add(epoch.Epoch, epoch);
        ledger.Add(gateway);
        return epoch;
    }
}
