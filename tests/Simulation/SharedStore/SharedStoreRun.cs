using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Configuration;
using EdgeGateway.Hub.Identity;
using EdgeGateway.Hub.Ingest;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Simulation.SharedStore;

/// <summary>
/// A member walks between two gateways; the real trackers' events reach the real hub late, out of order and sometimes twice; after each, the cards are
/// looked at as a page would.
/// </summary>
internal sealed class SharedStoreRun : IDisposable
{
    private static readonly PlaceOptions Places = new();

    private readonly HubDatabase database = HubDatabase.InMemory();
    private readonly PriorityQueue<MqttMessage, (TimeSpan At, long Ordinal)> underWay = new();
    private readonly Random random;
    private readonly SharingGateway[] gateways;
    private readonly EventWriter writer;
    private readonly VisitQueries visits;
    private readonly ArrivalCards cards;
    private long ordinal;

    public SharedStoreRun(int seed)
    {
        random = new Random(seed);
        gateways =
        [
            new SharingGateway("gw-door", "entrance", StoreWalk.DoorMetre, new Random(seed * 2), TimeSpan.Zero),
            new SharingGateway("gw-back", "back", StoreWalk.BackMetre, new Random((seed * 2) + 1), TimeSpan.FromSeconds(random.NextDouble() - 0.5)),
        ];
        writer = new EventWriter(database, new CompletenessLedger(), TimeProvider.System,
            connection => new VisitProjection(connection), connection => new PlaceProjection(connection, Places, new PlaceMoves()));
        visits = new VisitQueries(database, new VirtualTime(SharingGateway.Opening));
        cards = new ArrivalCards(visits, new CustomerCatalog(new CustomersOptions(), TimeProvider.System), Places, TimeProvider.System);
    }

    /// <summary>The line of the gateway at the back is down from one second to another; what it has to say comes afterwards.</summary>
    public (double From, double To) LineDown { get; init; }

    /// <summary>When the gateway at the back loses its power; 0 for never.</summary>
    public double RestartsAt { get; init; }

    /// <summary>Cards of people in the store, the most at any moment.</summary>
    public int CardsMax { get; private set; }

    /// <summary>What one card said, each time it said something else: the zone, or <c>left</c>.</summary>
    public List<(double Second, string Says)> Said { get; } = [];

    /// <summary>Words of both gateways.</summary>
    public int Words => gateways.Sum(gateway => gateway.Words);

    public SharedStoreRun Play(StoreWalk walk)
    {
        var restarted = RestartsAt == 0;
        for (var second = 0.0; second < walk.Ends + 300; second += 0.3 + (random.NextDouble() * 0.1))
        {
            var at = TimeSpan.FromSeconds(second);
            if (!restarted && second >= RestartsAt)
            {
                restarted = true;
                Send(gateways[1].Restarts(at), second, mayWait: true);
            }

            for (var i = 0; i < gateways.Length; i++)
            {
                Send(second < walk.Ends ? gateways[i].Advertised(walk.MetreAt(second), at) : gateways[i].Passes(at), second, mayWait: i == 1);
            }

            Deliver(at);
        }

        Deliver(TimeSpan.MaxValue);
        return this;
    }

    public void Dispose()
    {
        writer.Dispose();
        database.Dispose();
    }

    private void Send(IEnumerable<MqttMessage> messages, double second, bool mayWait)
    {
        foreach (var message in messages)
        {
            var leaves = mayWait && second >= LineDown.From && second < LineDown.To ? LineDown.To : second;
            for (var copies = random.Next(20) == 0 ? 2 : 1; copies > 0; copies--)
            {
                underWay.Enqueue(message, (TimeSpan.FromSeconds(leaves + (random.NextDouble() * 1.5)), ordinal++));
            }
        }
    }

    private void Deliver(TimeSpan until)
    {
        while (underWay.TryPeek(out var message, out var arrival) && arrival.At <= until)
        {
            underWay.Dequeue();
            writer.Write([EventIntake.Read(message, SharingGateway.Opening + arrival.At)]);
            Look(arrival.At.TotalSeconds);
        }
    }

    private void Look(double second)
    {
        var shown = visits.Latest(null, 20).Select(cards.Make).DistinctBy(card => card.Visit).ToList();
        CardsMax = Math.Max(CardsMax, shown.Count);
        var says = shown.Count == 0 ? "" : shown[0].State == VisitState.Left ? "left" : shown[0].Zone;
        if (says.Length > 0 && (Said.Count == 0 || Said[^1].Says != says))
        {
            Said.Add((second, says));
        }
    }
}
