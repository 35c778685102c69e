using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Simulation;

/// <summary>One gateway, one broker, one hub on virtual time. A seed decides everything that happens; the same seed, the same run.</summary>
internal sealed partial class SimulatedWorld
{
    private const int WindowMax = 20;

    // A restored hub may have forgotten a number that was given after the birth, and only this tells it.
    private const int HealthEveryTicks = 1000;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    // A rush, an ordinary hour, a quiet one, the night.
    private static readonly int[] Rates = [3, 8, 60, 5000];

    private readonly Random random;
    private readonly BrokenRule broken;
    private readonly Deliveries deliveries;
    private readonly bool reorders;
    private readonly List<(string Topic, ReadOnlyMemory<byte> Payload)> hubUnacknowledged = [];
    private SimulatedLink? link;
    private TimeSpan connectAt;
    private StoredAck? retained;
    private (Guid Epoch, long Next, long Waiting)? birth;
    private int appendsOnceIn = 8;
    private long ticks;

    public SimulatedWorld(int seed, BrokenRule broken = BrokenRule.None, OutboxOptions? outbox = null)
    {
        (random, this.broken) = (new Random(seed), broken);
        (deliveries, Trace, reorders) = (new Deliveries(Time), new Trace(Time), random.Next(3) == 0);
        Hub = new SimulatedHub(Time, broken);
        outbox ??= new OutboxOptions
        {
            SizeBytesMax = random.Next(3) == 0 || broken == BrokenRule.DropsUnsaid ? 60_000 : 100_000_000,
            AgeMax = random.Next(5) == 0 ? TimeSpan.FromMinutes(1) : TimeSpan.FromDays(30),
            AppendsWaitingMax = 30,
        };
        var uplink = new UplinkOptions
        {
            ResendAfter = TimeSpan.FromSeconds(2),
            BacklogStartRate = random.Next(2) == 0 ? 50 : 1000,
            RemoveOn = broken == BrokenRule.RemovedOnPuback ? RemovePolicy.Broker : RemovePolicy.Hub,
        };
        Gateway = new SimulatedGateway(
            Time, random, new SimulatedDisk(random) { FailAfterCommit = 0.002, Broken = broken }, outbox, uplink, broken);
        Watch = new PrivacyWatch(Gateway.Tier);
        Broker = new SimulatedBroker(Watch) { QueueMax = random.Next(2) == 0 ? 50 : int.MaxValue };
        (hasClockTrouble, isRestored) = (random.Next(2) == 0, random.Next(4) == 0);
    }

    public VirtualTime Time { get; } = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    public Trace Trace { get; }

    public SimulatedGateway Gateway { get; }

    public SimulatedBroker Broker { get; }

    public SimulatedHub Hub { get; }

    public PrivacyWatch Watch { get; }

    public bool IsSettled => Gateway.IsQuiet && Hub.WordOn(Gateway.Outbox.Epoch).Sequence == Gateway.Outbox.NextSequence - 1;

    /// <summary>Trouble for so long.</summary>
    public void RunTroubled(TimeSpan duration)
    {
        for (var end = Time.Elapsed + duration; Time.Elapsed < end;)
        {
            MakeTrouble();
            if (Happens(500))
            {
                appendsOnceIn = Rates[random.Next(Rates.Length)];
            }

            if (Happens(appendsOnceIn))
            {
                Gateway.Append();
            }

            Step();
        }
    }

    /// <summary>The link is down for so long; <paramref name="happens"/> is asked every second what the store does, and the outbox goes on.</summary>
    public void RunOffline(TimeSpan duration, Action<Random> happens)
    {
        link?.Cut();
        link = null;
        for (var end = Time.Elapsed + duration; Time.Elapsed < end;)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            happens(random);
            Gateway.Run();
        }

        connectAt = Time.Elapsed;
    }

    /// <summary>No more trouble and no more events: runs until the hub has everything; false when it does not happen in time.</summary>
    public bool RunUntilSettled(TimeSpan atMost)
    {
        EndTrouble();
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

    private void Step()
    {
        ticks++;
        Time.Advance(Tick);
        deliveries.RunDue();
        Recover();
        RunHub();
        if (Gateway.Run())
        {
            Trace.Note('e', Gateway.Outbox.NextSequence);
            Disconnect();
        }

        RunLink();
        if (ticks % HealthEveryTicks == 0)
        {
            ReportHealth();
        }
    }

    private void ReportHealth()
    {
        var (epoch, next, waiting) = (Gateway.Outbox.Epoch, Gateway.Outbox.NextSequence, Gateway.Outbox.Status.Waiting);
        link?.Up(() =>
        {
            if (Broker.HubIsConnected)
            {
                Hub.Health(epoch, next, waiting);
            }
        });
    }

    private void RunHub()
    {
        if (!Broker.HubIsConnected && Broker.IsUp && Time.Elapsed >= hubBackAt)
        {
            Broker.ConnectHub();
            HearBirth();
        }

        while (Broker.HubIsConnected && hubUnacknowledged.Count < 100 && Broker.TryTake(random, reorders, out var message))
        {
            hubUnacknowledged.Add(message);
            Hub.Receive(message.Topic, message.Payload);
            if (random.Next(20) == 0)
            {
                Hub.Receive(message.Topic, message.Payload);
            }

            if (broken == BrokenRule.WordBeforeCommit)
            {
                Tell(Hub.WordOn(Gateway.Outbox.Epoch));
            }
        }

        if (Hub.HasUncommitted && random.Next(5) == 0)
        {
            hubUnacknowledged.Clear();
            foreach (var word in Hub.Commit())
            {
                Tell(word);
            }
        }

        if (ticks % 100 == 0 && Broker.HubIsConnected && Hub.Ask() is { } request)
        {
            Ask(request);
        }
    }

    private void Ask(ResendRequest request)
    {
        Trace.Note('q', request.Ranges.Sum(range => range.Count));
        var (asked, json) = (link, JsonSerializer.SerializeToUtf8Bytes(request, EventJsonContext.Default.ResendRequest));
        asked?.Down(() =>
        {
            var answer = Gateway.State.Resend(json);
            asked.Up(() =>
            {
                if (Broker.HubIsConnected)
                {
                    Hub.Answer(answer);
                }
            });
        });
    }

    private void Tell(StoredAck word)
    {
        Trace.Note('w', word.Sequence);
        retained = word;
        var to = Gateway.State;
        link?.Down(() => to.HubSays(word, Time.Elapsed));
    }

    // The broker keeps the birth; a hub that comes back, or is another one, learns from it which numbers there are.
    private void HearBirth()
    {
        if (Broker.HubIsConnected && birth is { } born)
        {
            Hub.Birth(born.Epoch, born.Next, born.Waiting);
            Tell(Hub.WordOn(born.Epoch));
        }
    }

    private void RunLink()
    {
        if (link is null && Time.Elapsed >= connectAt && Broker.IsUp)
        {
            link = new SimulatedLink(deliveries, Time, random);
            Trace.Note('c', Gateway.Outbox.NextSequence);
            Gateway.State.Connected(Broker.GatewayHasSession, Time.Elapsed, random.NextDouble());
            Gateway.Order.Connected(Gateway.Outbox.NextSequence, Time.Elapsed);
            Broker.GatewayHasSession = true;
            if (retained is { } word)
            {
                Tell(word);
            }

            var born = (Gateway.Outbox.Epoch, Gateway.Outbox.NextSequence, Gateway.Outbox.Status.Waiting);
            link.Up(() =>
            {
                birth = born;
                HearBirth();
            });
        }

        if (link is not { } up)
        {
            return;
        }

        Gateway.State.CheckHub(Time.Elapsed);
        while (Gateway.State.UnderWay < WindowMax && Gateway.State.TryNext(Time.Elapsed, out var next))
        {
            Gateway.Order.Sent(next);
            Send(up, next);
        }
    }

    private void Send(SimulatedLink up, WaitingEvent next)
    {
        var (json, from) = ((ReadOnlyMemory<byte>)next.Json.ToArray(), Gateway.State);
        var topic = Topics.Event(SimulatedGateway.Store, SimulatedGateway.Name, next.Type);
        Trace.Note('s', json.Span);
        up.Up(
            () =>
            {
                if (Broker.IsUp)
                {
                    var reason = Answer(topic, json);
                    up.Down(() => from.Published(next.Sequence, reason, Time.Elapsed, Time.GetUtcNow()));
                }
            },
            late: () => _ = Broker.IsUp ? Broker.Publish(topic, json) : ReasonCode.ServerUnavailable);
    }

    private ReasonCode Answer(string topic, ReadOnlyMemory<byte> json) =>
        Time.Elapsed < brokerBusyUntil ? ReasonCode.QuotaExceeded
        : isTroubled && !topic.EndsWith(EventTypes.GatewayDropped, StringComparison.Ordinal) && Happens(3000) ? ReasonCode.PacketTooLarge
        : Broker.Publish(topic, json);

    private void Disconnect()
    {
        link?.Cut();
        (link, connectAt) = (null, Time.Elapsed + Seconds(3));
        if (Broker.HubIsConnected)
        {
            Hub.Offline();
        }
    }
}
