using System.Diagnostics;
using EdgeGateway.Daemon.Clock;
using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Daemon.Endpoints;
using EdgeGateway.Daemon.Systemd;
using EdgeGateway.Daemon.Work;
using EdgeGateway.Devices;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;
using EdgeGateway.Sensing;
using EdgeGateway.Uplink;
using EdgeGateway.Visits;

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

    /// <summary>Opens the outbox first and puts <c>gateway.started</c> into it: the first durable event needs neither network nor sensor.</summary>
    /// <exception cref="DeviceException">The pseudonym key, the beacon keys or the control socket cannot be used.</exception>
    public static async Task<Gateway> OpenAsync(GatewayOptions options, World world)
    {
        var clock = world.Hardware.Clock;
        var stamp = new EventStamp(options.Store, options.Gateway, clock);
        var opening = OutboxLog.Open(options.Outbox with { Source = stamp.Source }, TimeProvider.System, stamp.Stamp);
        await opening.Outbox.AppendAsync(
            stamp.Stamp(new GatewayStarted(GatewayStatus.Version, opening.Waiting, opening.PreviousEpoch, opening.Note)), CancellationToken.None);
        var durableAfter = DateTime.UtcNow - Process.GetCurrentProcess().StartTime.ToUniversalTime();

        var systemd = new ServiceManager(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"), Environment.GetEnvironmentVariable("WATCHDOG_USEC"));
        var sightings = new SightingQueue(options.SightingsWaitingMax);
        var enrolment = new Enrolment(
            options.Privacy, options.Programmes, options.Privacy.ReadPseudonymKey(), BeaconKeyFile.ReadAll(options.Programmes));
        var sensors = SensorCatalog.Build(options.Sensors, world.Hardware, enrolment);
        var tracker = new VisitTracker(
            options.Visits with
            {
                Doors = [.. options.Sensors.Doors.Select(door => door.Door).Distinct()],
                StaffProgrammes = [.. options.Visits.StaffProgrammes, .. enrolment.StaffProgrammes],
            },
            Guid.CreateVersion7,
            clock.SinceBoot);
        var progress = new Progress(clock);
        var feed = new WatchFeed();
        var clockFile = options.Outbox.Path.StartsWith(':') ? null : new ClockFile(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Outbox.Path))!, "clock.json"));
        var clockProblem = "";
        var clockBook = new ClockBook(clock, clockFile?.Load(out clockProblem) ?? ClockMemory.Nothing, GatewayStatus.Release);
        clockBook.Look();
        var times = new UplinkTimes(clockBook.Began, clockBook.CertificateTime);
        GatewayStatus? status = null;
        var pump = new UplinkPump(
            options.Uplink, opening.Outbox, () => new MqttClient(), new UplinkReports(GatewayStatus.Version, () => status!.Report()), TimeProvider.System, Random.Shared, times);
        var folder = new ConsignmentFolder(options.Outbox, TimeProvider.System);
        var sender = new ConsignmentSender(
            options.Uplink, folder, () => new MqttClient(), GatewayStatus.Version,
            line => EnterAsync(opening.Outbox, stamp.Stamp(line)), TimeProvider.System, Random.Shared, times);
        status = new GatewayStatus(
            options, world.Name, clock, sensors, sightings, opening.Outbox, progress, () => pump.Status, () => (sender.Waiting, sender.Sentence));

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "edge-gateway" });
        Logs.Configure(builder.Logging);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        ControlSocket.Listen(builder.WebHost, options.Control);
        builder.Services
            .AddSingleton(clock).AddSingleton(sightings).AddSingleton(tracker).AddSingleton(new WallQuarters(clock, options.Visits.TrafficEvery)).AddSingleton(stamp).AddSingleton(progress).AddSingleton(feed)
            .AddSingleton(opening.Outbox).AddSingleton(new CommitPace(options.Outbox.GatherWithin)).AddSingleton(pump).AddSingleton(sender).AddSingleton(systemd).AddSingleton(sensors).AddSingleton(status)
            // Stopped in the reverse order: no more sightings, then the last events onto the disk, then good-bye to the broker.
            .AddHostedService<WatchdogWorker>()
            .AddHostedService(services => new ClockWorker(clockBook, clockFile, services.GetRequiredService<ILogger<ClockWorker>>()))
            .AddHostedService<UplinkWorker>()
            .AddHostedService<ConsignmentWorker>()
            .AddHostedService<VisitWorker>()
            .AddHostedService<SensorWorker>();

        var app = builder.Build();
        ControlEndpoints.Map(app, status, feed);
        MovingEndpoints.Map(app, opening.Outbox, folder);
        WorkLog.Started(app.Logger, options.Store, options.Gateway, sensors.Count, opening.Waiting, durableAfter.TotalMilliseconds, opening.Note);
        foreach (var problem in new[] { clockProblem, clockBook.Problem }.Where(problem => problem.Length > 0))
        {
            WorkLog.ClockNotRemembered(app.Logger, problem);
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

    // A line that is only held in memory would be forgotten by a power cut, and what it tells of is settled next.
    private static async Task EnterAsync(IOutbox outbox, EventDraft line)
    {
        if (await outbox.AppendAsync(line, CancellationToken.None) == 0)
        {
            throw new IOException($"the drop ledger cannot be written: {outbox.Status.Problem}");
        }
    }

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
