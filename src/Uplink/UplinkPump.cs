using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;

namespace EdgeGateway.Uplink;

/// <summary>Keeps a connection to a broker and lets sessions send the outbox over it, for as long as the daemon runs.</summary>
public sealed class UplinkPump
{
    // A connection that lasted so long was a good one: the next failure starts with a short pause.
    private static readonly TimeSpan GoodAfter = TimeSpan.FromSeconds(30);

    private readonly UplinkOptions options;
    private readonly IOutbox outbox;
    private readonly Func<IMqttClient> newClient;
    private readonly UplinkReports reports;
    private readonly TimeProvider time;
    private readonly RetryDelay retry;
    private readonly UplinkCounters counters = new();
    private readonly Lock gate = new();
    private readonly long start;
    private UplinkState state;
    private volatile string sentence = "Not connected yet.";
    private volatile bool isConnected;
    private int server;

    /// <param name="newClient">Makes a client for each connection.</param>
    public UplinkPump(
        UplinkOptions options, IOutbox outbox, Func<IMqttClient> newClient, UplinkReports reports, TimeProvider time, Random random)
    {
        (this.options, this.outbox, this.newClient, this.reports, this.time) = (options, outbox, newClient, reports, time);
        retry = new RetryDelay(options.RetryMin, options.RetryMax, random);
        start = time.GetTimestamp();
        state = NewState();
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
                    isConnected, sentence, options.Servers[server], counters.Sent, counters.Delivered, counters.Resent, counters.Refused,
                    state.UnderWay, state.HubSettled, counters.LastDelivered, counters.Connects);
            }
        }
    }

    /// <summary>Connects, sends and reconnects until <paramref name="stopping"/>; then says goodbye.</summary>
    public async Task RunAsync(CancellationToken stopping)
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

            await PauseAsync(end, stopping);
        }

        sentence = "Stopped.";
    }

    private async Task<MqttDisconnection> ConnectOnceAsync(CancellationToken stopping)
    {
        using var session = new UplinkSession(options, outbox, state, gate, reports, time, start);
        await using var client = newClient();
        try
        {
            var address = options.Servers[server];
            var connection = await client.ConnectAsync(ConnectOptions.For(options, address, state.Epoch, reports.Version), session, stopping);
            if (!connection.IsAccepted)
            {
                return new MqttDisconnection(connection.Reason, connection.Explanation, connection.ServerReference);
            }

            lock (gate)
            {
                state.Connected(connection.SessionPresent);
            }

            isConnected = true;
            Say(new UplinkEvent(UplinkEventKind.Connected, $"Connected to {address.Host}, {outbox.Status.Waiting} events wait."));
            return await session.RunAsync(client, connection, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new MqttDisconnection(ReasonCode.Success, "stopping");
        }
        catch (IOException failed)
        {
            return new MqttDisconnection((failed as MqttException)?.Reason ?? ReasonCode.ServerUnavailable, failed.Message);
        }
        finally
        {
            isConnected = false;
        }
    }

    private async Task PauseAsync(MqttDisconnection end, CancellationToken stopping)
    {
        var needsAHuman = ReasonRules.NeedsAHuman(end.Reason);
        var pause = needsAHuman && options.Servers.Count == 1 ? options.RefusedRetry : retry.Next();
        var remedy = ReasonRules.Remedy(end.Reason, end.ServerReference);
        var address = options.Servers[server];
        lock (gate)
        {
            server = (server + 1) % options.Servers.Count;
        }

        Say(new UplinkEvent(
            needsAHuman ? UplinkEventKind.Refused : UplinkEventKind.Lost,
            $"No connection to {address.Host}: {end.Explanation.TrimEnd('.')}{(remedy.Length > 0 ? $"; {remedy}" : "")}. " +
            $"{outbox.Status.Waiting} events wait, next try in {pause.TotalSeconds:0.#} s."));
        try
        {
            await Task.Delay(pause, time, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The loop ends by itself.
        }
    }

    private UplinkState NewState() => new(options, outbox, counters, Say);

    private void Say(UplinkEvent happened)
    {
        sentence = happened.Sentence;
        Happened?.Invoke(happened);
    }
}
