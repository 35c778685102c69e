using EdgeGateway.Tests.Integration.Mqtt.Client;

namespace EdgeGateway.Tests.Integration.Uplink;

/// <summary>
/// A line that breaks in the middle of a drain, against mosquitto, which keeps our session: nothing is lost, and nothing goes twice but what had no
/// PUBACK when the line broke.
/// </summary>
public class LineCutTests
{
    private const int Events = 20_000;
    private const int Cuts = 15;
    private const int WindowMax = 20; // mosquitto's Receive Maximum

    [Fact]
    public async Task OnlyWhatHadNoPubackGoesTwice()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync($"allow_anonymous true\nmax_queued_messages 0\nmax_inflight_messages {WindowMax}");
        using var line = new CuttableLine(mosquitto.Port);
        await using var hub = new CountingHub();
        await hub.ListenAsync(mosquitto.Options("hub"));
        await using var gateway = new RunningUplink(RunningUplink.To($"mqtt://127.0.0.1:{line.Port}"), Events);
        var random = new Random(5);
        for (var cut = 1; cut <= Cuts; cut++)
        {
            // Somewhere within the next part of the drain.
            var at = Events * cut / (Cuts + 1) + random.Next(Events / (Cuts * 4));
            await gateway.UntilAsync(() => hub.Distinct >= at, $"{at} events");
            line.Cut();
            await gateway.UntilAsync(() => gateway.Pump.Status.Connects == cut + 1, "a new connection");
        }

        await gateway.UntilAsync(() => gateway.Outbox.Status.Waiting == 0 && gateway.Pump.Status.HubAcknowledged == Events, "all of it");
        Assert.Equal((Events, 1), (hub.Distinct, hub.Epochs));
        Assert.InRange(hub.Repeats, 0, Cuts * WindowMax);
        Assert.InRange(gateway.Pump.Status.Resent, hub.Repeats, Cuts * WindowMax);
    }
}
