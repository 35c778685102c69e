using System.Net;
using System.Text.Json;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Integration.Hub;

/// <summary>A real hub and a gateway at its broker: a hole is asked for again, and the gateway's word closes it.</summary>
public class HoleIsAskedForTests
{
    private static readonly DoorCrossed Crossing = new("front", Direction.In, 0.9);

    [Fact]
    public async Task WhatTheGatewayStillHasComesAndWhatIsGoneIsLostByItsWord()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("hub.json"), """{"holes": {"askAfterSeconds": 1}}""");
        await using var hub = await HubProcess.StartAsync(folder.Path, "--config", folder.File("hub.json"));
        await using var gateway = await TestGateway.ConnectAsync(hub.MqttPort);
        await gateway.AnswerRequestsAsync(gone: 3);
        await gateway.HappensAsync(Crossing);
        gateway.Forget(Crossing);
        gateway.Forget(Crossing);
        await gateway.HappensAsync(Crossing);

        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (gateway.Acknowledged < 4)
        {
            await Task.Delay(200, late.Token); // The hub asks in its own time, and nobody else tells when.
        }

        var account = (await hub.GetAsync("/v1/completeness")).GetProperty("gateways")[0];
        var epoch = account.GetProperty("epochs")[0];
        Assert.Equal("lost", account.GetProperty("verdict").GetString());
        Assert.Equal((3, 1, 0), (Number(epoch, "stored"), Number(epoch.GetProperty("lost"), "acknowledged"), Number(epoch, "missing")));
        Assert.Equal((2, 1, 1), (Number(epoch.GetProperty("asked"), "numbers"), Number(epoch.GetProperty("asked"), "came"), Number(epoch.GetProperty("asked"), "gone")));
    }

    [Fact]
    public async Task TheAccountIsToldAsCsvAndABadQuestionIsRefused()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path);
        await using var gateway = await TestGateway.ConnectAsync(hub.MqttPort);
        await gateway.HappensAsync(Crossing);
        await gateway.UntilAcknowledgedAsync(TimeSpan.FromSeconds(90));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/completeness");
        request.Headers.Accept.ParseAdd("text/csv");
        using var csv = await hub.Http.SendAsync(request);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.Contains(",complete,1,1,0,0,,0,,0,,", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(await csv.Content.ReadAsStringAsync(), await hub.Http.GetStringAsync("/v1/completeness.csv"));

        using var refused = await hub.Http.GetAsync("/v1/completeness?from=tomorrow");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("""{"problem":"from is not a day like 2026-03-31"}""", await refused.Content.ReadAsStringAsync());
    }

    private static long Number(JsonElement of, string name) => of.GetProperty(name).GetInt64();
}
