using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;

namespace EdgeGateway.Uplink;

/// <summary>Keeps a connection to a broker and lets sessions send the outbox over it, for as long as the daemon runs.</summary>
public sealed partial class UplinkPump
{
    // A connection that lasted so long was a good one: the next failure starts with a short pause.
    private static readonly TimeSpan GoodAfter = TimeSpan.FromSeconds(30);

    private readonly UplinkOptions options;
    private readonly IOutbox outbox;
    private readonly Func<IMqttClient> newClient;
    private readonly UplinkReports reports;
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly UplinkTimes times;
    private readonly RetryDelay retry;
    private readonly UplinkCounters counters = new();
    private readonly Lock gate = new();
    private readonly long start;
    private readonly ServerList servers;
    private UplinkState state;
    private IMqttClient client;
    private Uri? sessionAt;
    private bool everyoneRefuses = true;
    private volatile string sentence = "Not connected yet.";
    private volatile bool isConnected;

    /// <param name="newClient">Makes a client; one lives as long as an epoch, because it remembers what had no acknowledgement.</param>
    /// <param name="times">Null for a machine whose clock is right.</param>
    public UplinkPump(
        UplinkOptions options, IOutbox outbox, Func<IMqttClient> newClient, UplinkReports reports, TimeProvider time, Random random,
        UplinkTimes? times = null)
    {
        (this.options, this.outbox, this.newClient, this.reports, this.time) = (options, outbox, newClient, reports, time);
        (this.random, this.times) = (random, times ?? UplinkTimes.RightClock);
        retry = new RetryDelay(options.RetryMin, options.RetryMax, random);
        servers = new ServerList(options.Servers);
        start = time.GetTimestamp();
        state = NewState();
        client = newClient();
    }

    /// <summary>The state has changed. Raised from several threads; be quick.</summary>
    public event Action<UplinkEvent>? Happened;

    public UplinkStatus Status
    {
        get
        {
            lock (gate)
            {
                return new UplinkStatus(
                    isConnected, sentence, servers.Current, counters.Sent, counters.Delivered, counters.Resent, counters.Refused,
                    state.UnderWay, state.HubSettled, counters.LastDelivered, counters.Connects, state.BacklogRate(Now),
                    isConnected ? state.Hindrance : "");
            }
        }
    }

    private TimeSpan Now => time.GetElapsedTime(start);

    /// <summary>Connects, sends and reconnects until <paramref name="stopping"/>; then says goodbye.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        outbox.Appended += OnAppended;
        try
        {
            await RunUntilAsync(stopping);
        }
        finally
        {
            outbox.Appended -= OnAppended;
            await client.DisposeAsync();
            sentence = "Stopped.";
        }
    }

    private async Task RunUntilAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            var end = await ConnectOnceAsync(stopping);
            if (stopping.IsCancellationRequested)
            {
                break;
            }

            if (outbox.Epoch != state.Epoch)
            {
                await client.DisposeAsync();
                client = newClient();
                lock (gate)
                {
                    state = NewState();
                }

                continue;
            }

            if (time.GetElapsedTime(began) >= GoodAfter)
            {
                retry.Reset();
            }

            if (NextTry(end) is var pause && pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<UplinkEnd> ConnectOnceAsync(CancellationToken stopping)
    {
        var server = servers.Current;
        using var session = new UplinkSession(options, outbox, state, gate, reports, time, start, new EventTimes(times.BootBegan), Say);
        try
        {
            // What a broker remembers of a session belongs to what was delivered to it, not to another.
            var isElsewhere = sessionAt is not null && sessionAt != server;
            var connect = ConnectOptions.For(options, server, state.Epoch, reports.Version) with
            {
                CleanStart = isElsewhere,
                CertificateTime = times.CertificateTime(),
            };
            var connection = await client.ConnectAsync(connect, session, stopping);
            if (!connection.IsAccepted)
            {
                return UplinkEnd.NotConnected(server, new MqttDisconnection(connection.Reason, connection.Explanation, connection.ServerReference));
            }

            lock (gate)
            {
                state.Connected(connection.SessionPresent && !isElsewhere, Now, random.NextDouble());
                servers.Connected();
            }

            (isConnected, sessionAt, everyoneRefuses) = (true, server, true);
            Say(new UplinkEvent(UplinkEventKind.Connected, $"Connected to {server.Host}, {outbox.Status.Waiting} events wait."));
            return await RunSessionAsync(session, client, connection, server, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return UplinkEnd.NotConnected(server, new MqttDisconnection(ReasonCode.Success, "stopping"));
        }
        catch (IOException failed)
        {
            return UplinkEnd.NotConnected(
                server, new MqttDisconnection((failed as MqttException)?.Reason ?? ReasonCode.ServerUnavailable, failed.Message));
        }
        finally
        {
            isConnected = false;
            await client.DisconnectAsync(sendWill: false, CancellationToken.None);
        }
    }

    private void OnAppended()
    {
        lock (gate)
        {
            state.Appended(Now);
        }
    }

    private UplinkState NewState() => new(options, outbox, counters, Now, Say);

    private void Say(UplinkEvent happened)
    {
        sentence = happened.Sentence;
        Happened?.Invoke(happened);
    }
}
