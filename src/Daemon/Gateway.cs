using System.Diagnostics;
using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Daemon.Endpoints;
using EdgeGateway.Daemon.Systemd;
using EdgeGateway.Daemon.Work;
using EdgeGateway.Devices;
using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Daemon;

/// <summary>The whole gateway, put together: devices, sensors, visits, outbox, uplink, and what answers edgectl.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private readonly WebApplication app;
    private readonly IOutbox outbox;
    private readonly World world;
    private readonly ServiceManager systemd;
    private readonly string socket;

    private Gateway(WebApplication app, IOutbox outbox, World world, ServiceManager systemd, string socket) =>
        (this.app, this.outbox, this.world, this.systemd, this.socket) = (app, outbox, world, systemd, socket);

    /// <summary>
    /// Opens the outbox first and puts <c>gateway.started</c> into it: the first durable event needs neither network nor sensor. Before that, only the
    /// control socket's path is claimed and the keys are read, so that a start that cannot succeed ends without having touched the outbox: systemd tries
    /// again every two seconds, and an event each time would push out what the store has sensed.
    /// </summary>
    /// <exception cref="DeviceException">The pseudonym key, the beacon keys or the control socket cannot be used.</exception>
    public static async Task<Gateway> OpenAsync(GatewayOptions options, World world)
    {
        ControlSocket.Claim(options.Control);
        var enrolment = SensingParts.Enrol(options);
        var clock = world.Hardware.Clock;
        var stamp = new EventStamp(options.Store, options.Gateway, clock);
        var opening = OutboxLog.Open(options.Outbox with { Source = stamp.Source }, TimeProvider.System, stamp.Stamp);
        await opening.Outbox.AppendAsync(
            stamp.Stamp(new GatewayStarted(GatewayStatus.Version, opening.Waiting, opening.PreviousEpoch, opening.Note)), CancellationToken.None);
        var durableAfter = DateTime.UtcNow - Process.GetCurrentProcess().StartTime.ToUniversalTime();

        var systemd = new ServiceManager(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"), Environment.GetEnvironmentVariable("WATCHDOG_USEC"));
        var sensing = SensingParts.Build(options, world.Hardware, enrolment);
        var keeping = ClockParts.Open(options.Outbox, clock);
        var doors = DoorParts.Open(options, sensing, clock);
        var progress = new Progress(clock);
        GatewayStatus? status = null;
        var uplink = UplinkParts.Build(options, opening.Outbox, stamp, keeping.Times, () => status!.Report());
        status = new GatewayStatus(
            options, world.Name, clock, sensing.Sensors, sensing.Sightings, opening.Outbox, progress,
            () => uplink.Pump.Status, () => (uplink.Sender.Waiting, uplink.Sender.Sentence), doors.Board);

        var feed = new WatchFeed();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "edge-gateway" });
        Logs.Configure(builder.Logging);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        ControlSocket.Listen(builder.WebHost, options.Control);
        builder.Services
            .AddSingleton(clock).AddSingleton(stamp).AddSingleton(progress).AddSingleton(feed).AddSingleton(systemd).AddSingleton(status)
            .AddSingleton(opening.Outbox).AddSingleton(new CommitPace(options.Outbox.GatherWithin))
            .AddSingleton(new WallQuarters(clock, options.Visits.TrafficEvery));
        sensing.AddTo(builder.Services);
        uplink.AddTo(builder.Services);
        doors.AddTo(builder.Services);
        AddWorkers(builder.Services, keeping);

        var app = builder.Build();
        ControlEndpoints.Map(app, status, doors.Status, feed);
        MovingEndpoints.Map(app, opening.Outbox, uplink.Folder);
        RecordEndpoint.Map(app, sensing.Sensors, clock, $"{options.Store}/{options.Gateway}");
        WorkLog.Started(app.Logger, options.Store, options.Gateway, sensing.Sensors.Count, opening.Waiting, durableAfter.TotalMilliseconds, opening.Note);
        keeping.Problems.ForEach(problem => WorkLog.ClockNotRemembered(app.Logger, problem));
        if (doors.Problem.Length > 0)
        {
            WorkLog.DoorsNotRemembered(app.Logger, doors.Problem);
        }

        return new Gateway(app, opening.Outbox, world, systemd, options.Control.Socket);
    }

    /// <summary>Until SIGTERM or Ctrl-C.</summary>
    public async Task RunAsync()
    {
        app.Lifetime.ApplicationStopping.Register(() =>
        {
            systemd.Stopping();
            app.Services.GetRequiredService<WatchFeed>().Close();
        });
        await app.StartAsync();
        ControlSocket.Restrict(socket);
        systemd.Ready(app.Services.GetRequiredService<GatewayStatus>().Answer().Sentence);
        await Task.WhenAll(PlayAsync(), app.WaitForShutdownAsync());
    }

    // Stopped in the reverse order: no more sightings, then the last events onto the disk, then good-bye to the broker.
    private static void AddWorkers(IServiceCollection services, ClockParts keeping) => services
        .AddHostedService<WatchdogWorker>()
        .AddHostedService(all => new ClockWorker(keeping.Book, keeping.File, all.GetRequiredService<ILogger<ClockWorker>>()))
        .AddHostedService<UplinkWorker>()
        .AddHostedService<ConsignmentWorker>()
        .AddHostedService<VisitWorker>()
        .AddHostedService<SensorWorker>();

    private async Task PlayAsync()
    {
        if (await world.PlayAsync(app.Lifetime.ApplicationStopping))
        {
            WorkLog.ScriptEnded(app.Logger);
            app.Services.GetRequiredService<GatewayStatus>().ScriptEnded = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await outbox.DisposeAsync();
        systemd.Dispose();
    }
}
