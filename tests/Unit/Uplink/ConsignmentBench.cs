using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Simulation;
using EdgeGateway.Tests.Unit.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

/// <summary>A sender on a real folder, a broker in memory and virtual time. It runs once a test has laid out its files.</summary>
internal sealed class ConsignmentBench : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("edge-gateway-");
    private readonly CancellationTokenSource stop = new();
    private readonly List<string> said = [];
    private readonly ConsignmentFolder consignments;
    private ConsignmentSender? sender;
    private Task running = Task.CompletedTask;

    public ConsignmentBench() => consignments = new ConsignmentFolder(new OutboxOptions { Path = Path.Combine(folder.FullName, "outbox.db") }, Time);

    public VirtualTime Time { get; } = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    public SimulatedMqttBroker Broker { get; } = new();

    public RemovePolicy Policy { get; set; } = RemovePolicy.Broker;

    /// <summary>The drop ledger.</summary>
    public Func<GatewayDropped, Task> Enter { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<string> Said
    {
        get
        {
            lock (said)
            {
                return [.. said];
            }
        }
    }

    public string Sentence => sender?.Sentence ?? "";

    /// <summary>Events of an epoch of their own, as the outbox leaves them behind. Files are delivered in the order in which they are laid.</summary>
    public string Lay(Guid epoch, int count)
    {
        var before = Files();
        var drafts = new Drafts(Time);
        consignments.CarryOver(Enumerable.Range(1, count).Select(number => new WaitingEvent(
            epoch, number, EventLane.Visit, EventTypes.VisitorArrived, EventJson.Write(drafts.Visit(), epoch, number))));
        Time.Advance(TimeSpan.FromMilliseconds(1));
        return Assert.Single(Files().Except(before));
    }

    /// <summary>The numbers of an epoch that were sent, in order.</summary>
    public IEnumerable<long> Sent(Guid epoch) =>
        from one in Broker.Events
        let read = EventJson.TryRead(one.Payload, out var it, out _) ? it : null
        where read?.Epoch == epoch
        select read.Sequence;

    public void Start()
    {
        var options = new UplinkOptions { Servers = [new Uri("mqtt://broker.example")], Store = "berlin-1", Gateway = "gw-1", RemoveOn = Policy };
        sender = new ConsignmentSender(options, consignments, Broker.NewClient, "test", line => Enter(line), Time, new Random(1));
        sender.Happened += one =>
        {
            lock (said)
            {
                said.Add(one.Sentence);
            }
        };
        running = sender.RunAsync(stop.Token);
    }

    /// <summary>Lets virtual time pass until something is so, or the sender has ended, which it never should.</summary>
    public async Task Eventually(Func<bool> isSo, string what)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            if (running.IsFaulted)
            {
                await running;
            }

            Assert.True(tries < 5000, $"never happened: {what}; said: {string.Join(" ", Said)}");
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(3); // the sender's threads are real: on a busy machine virtual time must not run ahead of them
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        stop.Dispose();
        folder.Delete(recursive: true);
    }

    private string[] Files() => Path.Combine(folder.FullName, "import") is var imports && Directory.Exists(imports) ? Directory.GetFiles(imports) : [];
}
