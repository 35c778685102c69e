using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Ingest;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>A message that can be read and not be stored, for a reason that is not the disk: it is put aside, and what comes after it is stored.</summary>
public sealed class IndigestibleTests : IDisposable
{
    private readonly HubFixture hub = new();

    [Theory]
    [InlineData("INSERT ON event", "event/door.crossed")]
    [InlineData("UPDATE OF health ON gateway WHEN NEW.health IS NOT NULL", "state/health")]
    [InlineData("UPDATE OF online ON gateway WHEN NEW.online = 1", "state/link")]
    public async Task IsQuarantinedAndHoldsNothingUp(string when, string topic)
    {
        var sick = topic == "event/door.crossed"
            ? HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), 1)
            : HubFixture.Bytes($"edge/v1/berlin-1/gw-1/{topic}", topic == "state/link" ? Link : Health);
        hub.Store(HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), 7));
        hub.Scalar($"CREATE TRIGGER sick BEFORE {when} BEGIN SELECT RAISE(ABORT, 'no'); END; SELECT 1");

        var (options, queue) = (new IngestOptions(), new IngestQueue(new IngestOptions(), TimeProvider.System));
        using var acks = new AckBoard(hub.Ledger, new BacklogShare(hub.Ledger, options, TimeProvider.System));
        using var worker = new IngestWorker(
            queue, hub.Writer, acks, new ArrivalFeed(), new PlaceMoves(), options, TimeProvider.System, NullLogger<IngestWorker>.Instance);
        await worker.StartAsync(CancellationToken.None);
        await queue.PutAsync(sick);
        hub.Scalar("DROP TRIGGER sick; SELECT 1");
        await queue.PutAsync(HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), 2));

        Assert.Null(worker.Blocked);
        Assert.Equal(1, hub.Scalar($"SELECT count(*) FROM quarantine WHERE reason LIKE '%could not digest%' AND length(bytes) = {sick.Payload.Length}"));
        Assert.Equal(2, hub.Account.Stored);
        await worker.StopAsync(CancellationToken.None);
    }

    public void Dispose() => hub.Dispose();

    private static string Link => JsonSerializer.Serialize(new LinkState(Online: true, HubFixture.Epoch, 8, "1.0.0"), EventJsonContext.Default.LinkState);

    private static string Health => JsonSerializer.Serialize(
        new HealthReport(HubFixture.Epoch, 8, 0, 0, 4096, 0, ClockQuality.Synchronised, 60, "1.0.0", []), EventJsonContext.Default.HealthReport);
}
