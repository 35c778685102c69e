using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Configuration;
using EdgeGateway.Hub.Holes;
using EdgeGateway.Hub.Http;
using EdgeGateway.Hub.Identity;
using EdgeGateway.Hub.Ingest;
using EdgeGateway.Hub.Insights;
using EdgeGateway.Hub.Retention;
using Microsoft.Extensions.Logging.Console;

namespace EdgeGateway.Hub;

/// <summary>Puts the hub together: one process, one database, one connection to the broker, one HTTP listener.</summary>
internal static class HubApplication
{
    /// <summary>Nothing that is sent to the hub over HTTP is long.</summary>
    private const int RequestBytesMax = 64 * 1024;

    private const int ConnectionsMax = 2_000;

    /// <param name="broker">How the hub reaches its broker: over the network, or as a test wants it.</param>
    public static WebApplication Build(HubOptions options, Action<IServiceCollection, HubOptions> broker)
    {
        var builder = WebApplication.CreateSlimBuilder();

        // The settings were read and checked already; a stray appsettings.json or ASPNETCORE_URLS must not change them.
        builder.Configuration.Sources.Clear();
        var start = new HubStart();
        builder.Services.AddSingleton(start);
        AddLogging(builder.Logging, start);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBytesMax;
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
            kestrel.Listen(options.Http.EndPoint!);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        AddRooms(builder.Services, options);
        broker(builder.Services, options);
        builder.Services.AddHostedService(services => services.GetRequiredService<BrokerLink>());

        var app = builder.Build();
        HttpGuards.Use(app);
        PageEndpoints.Map(app);
        ArrivalEndpoints.Map(app);
        InsightsEndpoints.Map(app);
        return app;
    }

    /// <summary>Starts everything.</summary>
    /// <exception cref="HubStartException">An address is taken or not this machine's.</exception>
    public static async Task StartAsync(WebApplication app, HubOptions options, CancellationToken stopping)
    {
        try
        {
            await app.StartAsync(stopping);
            app.Services.GetRequiredService<HubStart>().IsOver = true;
        }
        catch (Exception wrong) when (wrong is IOException or SocketException)
        {
            // Not stopped in good order: half of it never started, and waiting for that half can last for ever. Nothing was promised to anybody yet.
            throw new HubStartException($"cannot listen on {options.Http.Listen}: {(wrong.InnerException ?? wrong).Message}; is another hub running? Choose another port with --http", wrong);
        }
    }

    private static void AddLogging(ILoggingBuilder logging, HubStart start)
    {
        logging.ClearProviders()
            .AddConsole(console => console.FormatterName = HubConsole.FormatName)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", level => level >= LogLevel.Warning && start.IsOver);
        logging.Services.AddSingleton<ConsoleFormatter, HubConsole>();
    }

    private static void AddRooms(IServiceCollection services, HubOptions options)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(options.Http);
        services.AddSingleton(options.Ingest);
        services.AddSingleton(options.Customers);

        services.AddSingleton(HubDatabase.Open(Path.Combine(options.DataFolder, "hub.db")));
        services.AddSingleton<PlaceMoves>();
        services.AddSingleton<CompletenessLedger>();
        services.AddSingleton(provider => new EventWriter(
            provider.GetRequiredService<HubDatabase>(), provider.GetRequiredService<CompletenessLedger>(), TimeProvider.System,
            connection => new VisitProjection(connection), connection => new TrafficProjection(connection),
            connection => new PlaceProjection(connection, options.Arrivals, provider.GetRequiredService<PlaceMoves>()),
            connection => new PseudonymProjection(connection)));
        services.AddSingleton<IngestQueue>();
        services.AddSingleton<BacklogShare>();
        services.AddSingleton<AckBoard>();
        services.AddSingleton<AckPublisher>();
        services.AddSingleton<BrokerLink>();
        AddWorker<IngestWorker>(services);
        services.AddSingleton(options.Arrivals);
        services.AddSingleton(options.Holes);
        AddWorker<HoleAsker>(services);
        services.AddSingleton(options.Retention);
        services.AddSingleton<RetentionSweep>();
        AddWorker<RetentionWorker>(services);

        services.AddSingleton<CustomerCatalog>();
        AddWorker<CustomerWatch>(services);

        services.AddSingleton<VisitQueries>();
        services.AddSingleton<ArrivalCards>();
        services.AddSingleton<ArrivalFeed>();
        services.AddSingleton<ArrivalStream>();
        AddWorker<SilenceWatch>(services);

        services.AddSingleton<TrafficQueries>();
        services.AddSingleton<HubMetrics>();
        services.AddSingleton<AccessGate>();
    }

    private static void AddWorker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(IServiceCollection services)
        where T : BackgroundService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
