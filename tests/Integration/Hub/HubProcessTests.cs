using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Integration.Hub;

public class HubProcessTests
{
    [Fact]
    public async Task AnEventThroughTheEmbeddedBrokerBecomesACardAndAPromise()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path, "--demo");
        await using var gateway = await TestGateway.ConnectAsync(hub.MqttPort);

        await gateway.HappensAsync(Arrival());
        await gateway.UntilAcknowledgedAsync(TimeSpan.FromSeconds(90));

        var card = (await hub.GetAsync("/v1/arrivals?store=berlin-1")).GetProperty("arrivals")[0];
        Assert.Equal("Ms Amelia Okafor", card.GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.OK, (await hub.Http.GetAsync("/health")).StatusCode);
        Assert.Contains("hub_events_stored_total 1\n", await hub.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStreamThatComesBackGetsWhatItMissedAndNothingTwice()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path, "--demo");
        await using var gateway = await TestGateway.ConnectAsync(hub.MqttPort);
        await gateway.HappensAsync(Arrival());
        await gateway.UntilAcknowledgedAsync(TimeSpan.FromSeconds(90));
        var first = await ReadCardAsync(hub, null);

        await gateway.HappensAsync(new VisitorArrived(Guid.NewGuid(), "back", null, 0.9, []));
        var second = await ReadCardAsync(hub, first.Id);

        Assert.Contains("Amelia", first.Card, StringComparison.Ordinal);
        Assert.Contains("\"zone\":\"back\"", second.Card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATakenPortIsASentenceAndExitCodeTwo()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (exitCode, output) = await HubProcess.RunAsync(
            ["--data", folder.Path, "--mqtt-listen", "127.0.0.1:0", "--http", $"http://{taken.LocalEndpoint}"]);

        Assert.Equal(2, exitCode);
        Assert.Contains("Choose another port", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADamagedDatabaseIsASentenceAndExitCodeTwo()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("hub.db"), new string('x', 10_000));
        var (exitCode, output) = await HubProcess.RunAsync(["--data", folder.Path, "--mqtt-listen", "127.0.0.1:0", "--http", "http://127.0.0.1:0"]);

        Assert.Equal(2, exitCode);
        Assert.Contains("hub.db", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SettingsOfTheEnvironmentAreCheckedLikeAllOthers()
    {
        var (exitCode, output) = await HubProcess.RunAsync([], new Dictionary<string, string> { ["EDGEHUB__HTTP__LISTN"] = "x" });

        Assert.Equal(2, exitCode);
        Assert.Contains("did you mean http.listen?", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TerminatedItEndsAsAsked()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path);

        Assert.Equal(0, await hub.TerminateAsync());
        Assert.DoesNotContain("   at ", hub.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithATokenNothingIsToldWithoutIt()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("token"), "0123456789abcdef\n");
        await File.WriteAllTextAsync(folder.File("hub.json"), $$"""{"http": {"tokenFile": "{{folder.File("token")}}"} }""");
        await using var hub = await HubProcess.StartAsync(folder.Path, "--config", folder.File("hub.json"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await hub.Http.GetAsync("/v1/arrivals")).StatusCode);
        hub.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "0123456789abcdef");
        Assert.Equal(HttpStatusCode.OK, (await hub.Http.GetAsync("/v1/arrivals")).StatusCode);
    }

    [Fact]
    public async Task QuestionThatIsNoneIsRefusedWithASentence()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Path);
        (string Question, string Sentence)[] questions =
        [
            ("/v1/traffic?from=2026-11-30&to=2026-11-01", "from is after to"),
            ("/v1/traffic?to=yesterday", "to "),
            ("/v1/traffic?step=0", "step "),
            ("/v1/arrivals?limit=0", "limit "),
            ("/v1/completeness?from=2026-11-30&to=2026-11-01", "from "),
        ];
        foreach (var (question, sentence) in questions)
        {
            var answer = await hub.Http.GetAsync(question);
            Assert.Equal((question, HttpStatusCode.BadRequest), (question, answer.StatusCode));
            Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task CustomersAreImportedAgainOnRequest()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("c.csv"), "customer,name,consent\n1,Ada,yes\n2,Grace,perhaps\n");
        await File.WriteAllTextAsync(folder.File("i.csv"), "kind,value,customer\ncode,A1,1\n");
        await File.WriteAllTextAsync(folder.File("hub.json"), $$"""{"customers":{"file":"{{folder.File("c.csv")}}","identifiersFile":"{{folder.File("i.csv")}}"} }""");
        await using var hub = await HubProcess.StartAsync(folder.Path, "--config", folder.File("hub.json"));

        await File.AppendAllTextAsync(folder.File("c.csv"), "3,Linus,yes\n");
        var answer = await hub.Http.PostAsync("/v1/import", null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var report = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((2, 1), (report.GetProperty("customers").GetInt32(), report.GetProperty("problemCount").GetInt32()));
        Assert.Equal(3, report.GetProperty("problems")[0].GetProperty("line").GetInt32());
    }

    private static VisitorArrived Arrival() => new(
        Guid.NewGuid(), "entrance", new Identifier(IdentifierKinds.IBeacon, "loyalty-app", "5eed0fa1-c0ff-ee00-a99a-99b1eac00001/1/1"), 0.93,
        [new Evidence(EvidenceKind.Beacon, "hci0", 0.4, 0.8, -61)]);

    private static async Task<(string Id, string Card)> ReadCardAsync(HubProcess hub, string? lastId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/arrivals/stream");
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        using var answer = await hub.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var id = "";
        while (await lines.ReadLineAsync(late.Token) is { } line)
        {
            id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : id;
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return (id, line[6..]);
            }
        }

        throw new InvalidOperationException("the stream ended without a card");
    }
}
