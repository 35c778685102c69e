using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Simulation;

/// <summary>One gateway, one broker, one hub on virtual time. A seed decides everything that happens; the same seed, the same run.</summary>
internal sealed class SimulatedWorld
{
    private const int WindowMax = 20;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly Random random;
    private readonly Deliveries deliveries;
    private readonly List<ReadOnlyMemory<byte>> hubUnacknowledged = [];
    private SimulatedLink? link;
    private TimeSpan connectAt;
    private TimeSpan hubBackAt;
    private TimeSpan brokerBackAt;
    private TimeSpan diskWellAt;
    private StoredAck? retained;

    public SimulatedWorld(int seed, bool diskLies = false)
    {
        random = new Random(seed);
        deliveries = new Deliveries(Time);
        Broker = new SimulatedBroker { QueueMax = random.Next(2) == 0 ? 50 : int.MaxValue };
        var outbox = new OutboxOptions { SizeBytesMax = random.Next(3) == 0 ? 60_000 : 100_000_000, AppendsWaitingMax = 30 };
        var uplink = new UplinkOptions { ResendAfter = TimeSpan.FromSeconds(2) };
        Gateway = new SimulatedGateway(Time, random, new SimulatedDisk(random) { FailAfterCommit = 0.002, Lies = diskLies }, outbox, uplink);
    }

    public VirtualTime Time { get; } = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    public SimulatedGateway Gateway { get; }

    public SimulatedBroker Broker { get; }

    public SimulatedHub Hub { get; } = new();

    public bool IsSettled => Hub.WordOn(Gateway.Outbox.Epoch).Sequence == Gateway.Outbox.NextSequence - 1 && Gateway.Outbox.Status.Held == 0;

    /// <summary>Trouble for so long.</summary>
    public void RunTroubled(TimeSpan duration)
    {
        for (var end = Time.Elapsed + duration; Time.Elapsed < end;)
        {
            MakeTrouble();
            if (random.Next(8) == 0)
            {
                Gateway.Append();
            }

            Step();
        }
    }

    /// <summary>No more trouble and no more events: runs until the hub has everything; false when it does not happen in time.</summary>
    public bool RunUntilSettled(TimeSpan atMost)
    {
        (hubBackAt, brokerBackAt, diskWellAt) = (Time.Elapsed, Time.Elapsed, Time.Elapsed);
        Gateway.Disk.FailAfterCommit = 0;
        for (var end = Time.Elapsed + atMost; Time.Elapsed < end;)
        {
            Step();
            if (IsSettled)
            {
                return true;
            }
        }

        return false;
    }

    private bool Happens(int onceInTicks) => random.Next(onceInTicks) == 0;

    private TimeSpan Seconds(double most) => TimeSpan.FromSeconds(random.NextDouble() * most);

    private void MakeTrouble()
    {
        if (Happens(400))
        {
            Disconnect();
        }

        if (Happens(1500))
        {
            Disconnect();
            Gateway.Start();
        }

        if (Happens(4000))
        {
            Broker.Kill();
            Disconnect();
            hubUnacknowledged.Clear();
            (brokerBackAt, retained) = (Time.Elapsed + Seconds(5), null);
        }

        if (Happens(1500) && Broker.HubIsConnected)
        {
            Hub.Crash();
            Broker.DisconnectHub();
            Broker.GiveBack(hubUnacknowledged);
            hubUnacknowledged.Clear();
            hubBackAt = Time.Elapsed + Seconds(10);
        }

        if (Happens(3000))
        {
            (Gateway.Disk.IsFull, diskWellAt) = (true, Time.Elapsed + Seconds(12));
        }

        if (Happens(20_000))
        {
            Gateway.Disk.IsDamaged = true;
        }
    }

    private void Step()
    {
        Time.Advance(Tick);
        deliveries.RunDue();
        if (Time.Elapsed >= diskWellAt)
        {
            Gateway.Disk.IsFull = false;
        }

        if (!Broker.IsUp && Time.Elapsed >= brokerBackAt)
        {
            Broker.Start();
        }

        RunHub();
        if (Gateway.Run())
        {
            Disconnect();
        }

        RunLink();
    }

    private void RunHub()
    {
        if (!Broker.HubIsConnected && Broker.IsUp && Time.Elapsed >= hubBackAt)
        {
            Broker.ConnectHub();
        }

        while (Broker.HubIsConnected && hubUnacknowledged.Count < 100 && Broker.TryTake(out var json))
        {
            hubUnacknowledged.Add(json);
            Hub.Receive(json);
            if (random.Next(20) == 0)
            {
                Hub.Receive(json);
            }
        }

        if (hubUnacknowledged.Count > 0 && random.Next(5) == 0)
        {
            hubUnacknowledged.Clear();
            foreach (var word in Hub.Commit())
            {
                retained = word;
                Tell(word);
            }
        }
    }

    private void Tell(StoredAck word)
    {
        var to = Gateway.State;
        link?.Down(() => to.HubSays(word, Time.Elapsed));
    }

    private void RunLink()
    {
        if (link is null && Time.Elapsed >= connectAt && Broker.IsUp)
        {
            link = new SimulatedLink(deliveries, Time, random);
            Gateway.State.Connected(Broker.GatewayHasSession, Time.Elapsed, random.NextDouble());
            Broker.GatewayHasSession = true;
            if (retained is { } word)
            {
                Tell(word);
            }
        }

        if (link is not { } up)
        {
            return;
        }

        Gateway.State.CheckHub(Time.Elapsed);
        while (Gateway.State.UnderWay < WindowMax && Gateway.State.TryNext(Time.Elapsed, out var next))
        {
            var (sent, from) = (next, Gateway.State);
            up.Up(() =>
            {
                if (Broker.IsUp)
                {
                    var reason = Broker.Publish(sent.Json.ToArray());
                    up.Down(() => from.Published(sent.Sequence, reason, Time.Elapsed, Time.GetUtcNow()));
                }
            });
        }
    }

    private void Disconnect()
    {
        link?.Cut();
        (link, connectAt) = (null, Time.Elapsed + Seconds(3));
    }
}
