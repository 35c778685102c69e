using System.Text;
using System.Text.RegularExpressions;
using EdgeGateway.Events;
using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Configuration;
using EdgeGateway.Hub.Identity;
using EdgeGateway.Hub.Ingest;
using EdgeGateway.Hub.Insights;
using EdgeGateway.Hub.Retention;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>The hub's rooms on a database in memory, with a gateway that numbers its events.</summary>
internal sealed class HubFixture : IDisposable
{
    public static readonly DateTimeOffset Morning = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The hub gets everything some days later: it all has happened by then.</summary>
    public static readonly DateTimeOffset Received = Morning.AddDays(10);

    public static readonly Guid Epoch = Guid.Parse("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee");

    private readonly HubDatabase _database = HubDatabase.InMemory();
    private long _sequence;

    public HubFixture(bool samples = false)
    {
        Ledger = new CompletenessLedger();
        Writer = NewWriter();
        Visits = new VisitQueries(_database, Time);
        Traffic = new TrafficQueries(_database);
        Catalog = new CustomerCatalog(new CustomersOptions { Samples = samples }, TimeProvider.System);
        Catalog.Import();
        Cards = new ArrivalCards(Visits, Catalog, new PlaceOptions(), TimeProvider.System);
    }

    /// <summary>The time at which visits are looked at.</summary>
    public ManualTime Time { get; } = new();

    public CompletenessLedger Ledger { get; }

    public EventWriter Writer { get; private set; }

    public VisitQueries Visits { get; }

    public TrafficQueries Traffic { get; }

    public CustomerCatalog Catalog { get; }

    public ArrivalCards Cards { get; }

    public EpochCompleteness Account => Report.Gateways[0].Epochs.Single(epoch => epoch.Epoch == Epoch);

    public IReadOnlyList<DayCompleteness> Days => Report.Gateways[0].Days;

    public CompletenessReport Report => CompletenessAnalysis.Report(Ledger, CompletenessQuery.Of(Received), Received);

    /// <summary>An event as a gateway publishes it.</summary>
    public static MqttMessage Message(
        EventData data, long sequence, double minutes = 0, string store = "berlin-1", string gateway = "gw-1", Guid? epoch = null, string? topicType = null,
        DateTimeOffset? time = null, ClockQuality clock = ClockQuality.Synchronised) =>
        new()
        {
            Topic = Topics.Event(store, gateway, topicType ?? data.Type),
            Payload = EventJson.Write(
                new EventDraft
                {
                    Id = Guid.CreateVersion7(Morning.AddMinutes(minutes)),
                    Source = $"/stores/{store}/gateways/{gateway}",
                    Subject = "any",
                    Time = time ?? Morning.AddMinutes(minutes),
                    BootId = Guid.Empty,
                    SinceBoot = TimeSpan.FromMinutes(minutes),
                    Clock = clock,
                    Data = data,
                },
                epoch ?? Epoch, sequence),
        };

    public static MqttMessage Bytes(string topic, string payload) => new() { Topic = topic, Payload = Encoding.UTF8.GetBytes(payload) };

    /// <summary>Stores the next event of the gateway.</summary>
    public void Happens(EventData data, double minutes = 0) => Store(Message(data, ++_sequence, minutes));

    public IReadOnlyCollection<GatewayLedger> Store(params IEnumerable<MqttMessage> messages) =>
        Writer.Write([.. messages.Select(message => EventIntake.Read(message, Received))]);

    /// <summary>Stores what is received at a time.</summary>
    public void StoreAt(DateTimeOffset received, params IEnumerable<MqttMessage> messages) =>
        Writer.Write([.. messages.Select(message => EventIntake.Read(message, received))]);

    /// <summary>Sweeps until nothing is too old; the number of rounds and what went.</summary>
    public RetentionSum Sweep(DateTimeOffset now, RetentionOptions? options = null)
    {
        var (sweep, all) = (new RetentionSweep(Writer, options ?? new RetentionOptions()), new RetentionSum());
        for (var sum = sweep.Sweep(now); sum.Total > 0; sum = sweep.Sweep(now))
        {
            all += sum;
        }

        return all;
    }

    /// <summary>One number out of the database.</summary>
    public long Scalar(string sql)
    {
        using var connection = _database.Connect();
        return connection.Scalar(sql);
    }

    /// <summary>How SQLite answers a query: by which indexes, and what it looks through.</summary>
    public string Plan(string sql)
    {
        using var connection = _database.Connect();
        var names = Regex.Matches(sql, @"[$?]\w+").Select(name => name.Value).Distinct();
        using var query = connection.Query("EXPLAIN QUERY PLAN " + sql, [.. names.Select(name => (name, (object?)0))]);
        using var row = query.ExecuteReader();
        var steps = new List<string>();
        while (row.Read())
        {
            steps.Add(row.GetString(3));
        }

        return string.Join("\n", steps);
    }

    /// <summary>What a new process finds on the disk.</summary>
    public void Restart()
    {
        Writer.Dispose();
        Ledger.Clear();
        Writer = NewWriter();
    }

    public ArrivalCard Card() => Cards.Make(Assert.Single(Visits.Latest(null, 10)));

    public void Dispose()
    {
        Writer.Dispose();
        _database.Dispose();
    }

    private EventWriter NewWriter() =>
        new(_database, Ledger, TimeProvider.System, connection => new VisitProjection(connection), connection => new TrafficProjection(connection),
            connection => new PlaceProjection(connection, new PlaceOptions(), new PlaceMoves()), connection => new PseudonymProjection(connection));
}
