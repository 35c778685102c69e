using EdgeGateway.Events;
using EdgeGateway.Tests.Integration.Mqtt.Client;

namespace EdgeGateway.Tests.Integration.Hub;

/// <summary>The hub is killed in the middle of its work; what it promised must be there.</summary>
public class HubKilledTests
{
    private const int Events = 6_000;

    [Fact]
    public async Task NothingAcknowledgedIsLostAndEverythingIsStoredOnce()
    {
        // mosquitto's own queue limits are left as they are: it may lose what it has acknowledged, and the proof must hold all the same.
        await using var mosquitto = await MosquittoBroker.StartAsync();
        using var folder = new TemporaryFolder();
        var random = new Random(20261122);
        await using var gateway = await TestGateway.ConnectAsync(mosquitto.Port);
        var hub = await StartAsync(folder, mosquitto);
        try
        {
            for (var kill = 0; kill < 4; kill++)
            {
                await ProduceAsync(gateway, random.Next(Events / 8, Events / 4));
                await hub.KillAsync();
                await hub.DisposeAsync();
                var promised = gateway.Acknowledged;

                hub = await StartAsync(folder, mosquitto);
                var account = (await hub.GetAsync("/v1/completeness")).GetProperty("gateways");
                var complete = account.GetArrayLength() == 0 ? 0 : account[0].GetProperty("epochs")[0].GetProperty("completeTo").GetInt64();
                Assert.True(complete >= promised, $"the hub promised {promised} and holds {complete} after kill {kill}");
            }

            await ProduceAsync(gateway, 100);
            await gateway.UntilAcknowledgedAsync(TimeSpan.FromSeconds(120));

            var epoch = (await hub.GetAsync("/v1/completeness")).GetProperty("gateways")[0].GetProperty("epochs")[0];
            Assert.Equal(gateway.Produced, epoch.GetProperty("stored").GetInt64());
            Assert.Equal(0, epoch.GetProperty("missing").GetInt64());

            // The door's sum is derived from the same events: a repeat that was counted twice would show here.
            var doors = (await hub.GetAsync("/v1/traffic")).GetProperty("doors")[0];
            Assert.Equal(gateway.Produced, doors.GetProperty("in").GetInt64());
        }
        finally
        {
            await hub.DisposeAsync();
        }
    }

    private static Task<HubProcess> StartAsync(TemporaryFolder folder, MosquittoBroker mosquitto) =>
        HubProcess.StartAsync(folder.Path, "--broker", $"mqtt://127.0.0.1:{mosquitto.Port}");

    private static async Task ProduceAsync(TestGateway gateway, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await gateway.HappensAsync(new DoorCrossed("front", Direction.In, 0.9));
        }
    }
}
