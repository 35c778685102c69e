using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Simulation.SharedStore;

/// <summary>One of two gateways of a store: a radio at a place, the real tracker, and numbered events on their way to the hub.</summary>
internal sealed class SharingGateway(string name, string zone, double metre, Random random, TimeSpan clockError)
{
    public static readonly DateTimeOffset Opening = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private static readonly Identifier Walker = new(IdentifierKinds.IBeacon, "loyalty-app", "5eed0fa1-c0ff-ee00-a99a-99b1eac00001/1/99");

    private readonly Guid epoch = new(random.Next(), 0, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 0]);
    private VisitTracker tracker = NewTracker(random, TimeSpan.Zero);
    private long sequence;

    /// <summary>Words about the walker so far.</summary>
    public int Words { get; private set; }

    /// <summary>The beacon advertises; the radio may hear it.</summary>
    public IEnumerable<MqttMessage> Advertised(double walkerMetre, TimeSpan at)
    {
        // Log-distance with an exponent of 2.2, a body or a shelf in between, and a quarter lost on the air.
        var rssi = -59 - (22 * Math.Log10(Math.Max(1, Math.Abs(walkerMetre - metre)))) + (Gauss() * 4);
        if (rssi < -97 || random.Next(4) == 0)
        {
            return Passes(at);
        }

        var happenings = new List<Happening>();
        tracker.Observe(new BeaconSighting(zone, at, zone, Walker, (int)rssi, -59), happenings);
        return Written(happenings);
    }

    public IEnumerable<MqttMessage> Passes(TimeSpan at)
    {
        var happenings = new List<Happening>();
        tracker.Advance(at, happenings);
        return Written(happenings);
    }

    /// <summary>A power cut: nobody is said good-bye to.</summary>
    public IEnumerable<MqttMessage> Restarts(TimeSpan at)
    {
        tracker = NewTracker(random, at);
        return Written([new Happening(at, "gateway", new GatewayStarted("1", 0))]);
    }

    private List<MqttMessage> Written(List<Happening> happenings)
    {
        Words += happenings.Count(happening => happening.Data is VisitorHeard);
        return [.. happenings.Select(happening => new MqttMessage
        {
            Topic = Topics.Event("berlin-1", name, happening.Data.Type),
            Payload = EventJson.Write(
                new EventDraft
                {
                    Id = NewGuid(random),
                    Source = $"/stores/berlin-1/gateways/{name}",
                    Subject = happening.Subject,
                    Time = Opening + happening.At + clockError,
                    BootId = Guid.Empty,
                    SinceBoot = happening.At,
                    Clock = ClockQuality.Synchronised,
                    Data = happening.Data,
                },
                epoch, ++sequence),
        })];
    }

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static VisitTracker NewTracker(Random random, TimeSpan at) => new(new VisitOptions { SharesStore = true }, () => NewGuid(random), at);

    private static Guid NewGuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
