using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Simulation;

/// <summary>
/// A thousand stores come back within a minute after a night offline. The hub stores 5000 events a second and everything waits in one queue in
/// front of it; the real <see cref="BacklogPace"/> decides how fast each store sends. Virtual time, one seed.
/// </summary>
public class ThousandStoresTests
{
    private const int Stores = 1000;
    private const int BacklogEach = 1000;
    private const int HubPerSecond = 5000;
    private const int WindowMax = 1000;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    // A hub that says what each may send, and a broker like mosquitto that acknowledges at once whatever waits.
    [Fact]
    public void TheHubsWordKeepsItsQueueShort()
    {
        var (longest, seconds) = Run(wishTotal: 4500, pubackWaitsForHub: false);

        Assert.True(longest < 8 * HubPerSecond, $"{longest} events waited, {seconds} s");
        Assert.True(seconds < 1.5 * Stores * BacklogEach / HubPerSecond, $"it took {seconds} s");
    }

    // A hub that says nothing, and a broker that acknowledges no sooner than the hub has room: the stores find the pace by themselves.
    [Fact]
    public void WithoutAWordTheStoresFindThePaceThemselves()
    {
        var (longest, seconds) = Run(wishTotal: null, pubackWaitsForHub: true);

        Assert.True(longest < 25 * HubPerSecond, $"{longest} events waited, {seconds} s");
        Assert.True(seconds < 1.5 * Stores * BacklogEach / HubPerSecond, $"it took {seconds} s");
    }

    // The control: the same stores without a pace.
    [Fact]
    public void WithoutAPaceEverythingWouldStandInTheQueue()
    {
        var (longest, _) = Run(wishTotal: null, pubackWaitsForHub: false, isPaced: false);

        Assert.True(longest > 80 * HubPerSecond, $"{longest} events waited");
    }

    private static (int Longest, double Seconds) Run(int? wishTotal, bool pubackWaitsForHub, bool isPaced = true)
    {
        var random = new Random(1);
        var stores = Enumerable.Range(0, Stores).Select(_ => new Store(random)).ToArray();
        var queue = new Queue<(Store Store, long Number)>();
        var (longest, now, stored) = (0, TimeSpan.Zero, 0);
        for (; stored < Stores * BacklogEach; now += Tick)
        {
            foreach (var store in stores.Where(store => now >= store.ConnectsAt))
            {
                for (store.ConnectIfNeeded(now, random); store.MaySend(now, isPaced); queue.Enqueue((store, store.Sent)))
                {
                    store.Send(now, pubackWaitsForHub);
                }
            }

            longest = Math.Max(longest, queue.Count);
            var catchingUp = stores.Count(store => store.IsConnected && store.Stored < BacklogEach);
            for (var room = HubPerSecond * Tick.TotalSeconds; room >= 1 && queue.TryDequeue(out var next); room--, stored++)
            {
                next.Store.IsStored(next.Number, now, wishTotal / Math.Max(1, catchingUp), pubackWaitsForHub);
            }

            Assert.True(now < TimeSpan.FromHours(2), $"{stored} stored after two hours");
        }

        return (longest, now.TotalSeconds);
    }

    private sealed class Store(Random random)
    {
        private readonly BacklogPace pace = new(new UplinkOptions().BacklogStartRate, expectsHub: true);
        private int underWay;

        public TimeSpan ConnectsAt { get; } = TimeSpan.FromSeconds(60 * random.NextDouble());

        public bool IsConnected { get; private set; }

        public int Sent { get; private set; }

        public int Stored { get; private set; }

        public void ConnectIfNeeded(TimeSpan now, Random jitter)
        {
            if (!IsConnected)
            {
                IsConnected = true;
                pace.Connected(now, jitter.NextDouble());
            }
        }

        public bool MaySend(TimeSpan now, bool isPaced) => Sent < BacklogEach && underWay < WindowMax && (!isPaced || pace.Allows(now));

        public void Send(TimeSpan now, bool pubackWaitsForHub)
        {
            Sent++;
            pace.Took(Sent, now);
            if (pubackWaitsForHub)
            {
                underWay++;
            }
            else
            {
                pace.Published(Sent, now + TimeSpan.FromMilliseconds(5));
            }
        }

        public void IsStored(long number, TimeSpan now, int? wish, bool pubackWaitsForHub)
        {
            Stored++;
            pace.HubSpoke(wish, now + TimeSpan.FromSeconds(60), now);
            if (pubackWaitsForHub)
            {
                underWay--;
                pace.Published(number, now);
            }
        }
    }
}
