using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;

namespace EdgeGateway.Uplink;

/// <summary>
/// Brings the files beside the outbox to the hub: imports, and what the outbox had to give up. Over a connection of its own, which lives only while there
/// is such a file, so the live uplink's window, session and order know nothing of it.
/// </summary>
/// <param name="enter">Puts a line into the drop ledger and returns once it is accepted.</param>
public sealed class ConsignmentSender(
    UplinkOptions options, ConsignmentFolder folder, Func<IMqttClient> newClient, string version, Func<GatewayDropped, Task> enter, TimeProvider time, Random random,
    UplinkTimes? times = null)
{
    /// <summary>Few, because live arrivals share the line.</summary>
    private const int WindowMax = 50;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, ConsignmentProgress> progress = new(StringComparer.Ordinal);
    private readonly RetryDelay retry = new(options.RetryMin, options.RetryMax, random);
    private volatile string sentence = "";
    private volatile int waiting;
    private int server;

    /// <summary>Delivered, or why not. Raised from one task; be quick.</summary>
    public event Action<UplinkEvent>? Happened;

    /// <summary>What is going on, or why a file cannot be delivered; empty while there is none.</summary>
    public string Sentence => sentence;

    /// <summary>Files that still have to be delivered.</summary>
    public int Waiting => waiting;

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await Task.Delay(await DeliverWaitingAsync(stopping), time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What is not delivered is still there at the next start.
        }
    }

    // Returns the pause until the next look. A file that cannot be delivered does not stand in the way of the others.
    private async Task<TimeSpan> DeliverWaitingAsync(CancellationToken stopping)
    {
        var (pause, held) = (LookEvery, "");
        var files = folder.Waiting();
        waiting = files.Count;
        if (files.Count == 0)
        {
            sentence = "";
        }

        foreach (var file in files)
        {
            var outcome = await TryDeliverAsync(file, stopping);
            if (outcome.Problem.Length == 0)
            {
                retry.Reset();
                waiting--;
                Say(UplinkEventKind.Connected, $"{file.Path}: all {outcome.Sent} events are delivered.");
                continue;
            }

            var wait = outcome.NeedsAHuman ? options.RefusedRetry : retry.Next();
            pause = wait > pause ? wait : pause;
            held = $"{file.Path} still has events for the hub: {outcome.Problem}. Next try in {pause.TotalSeconds:0} s.";
            Say(UplinkEventKind.Paused, held);
        }

        // A file that was delivered after it does not hide what somebody has to mend.
        sentence = held.Length > 0 ? held : sentence;
        return pause;
    }

    private async Task<ConsignmentOutcome> TryDeliverAsync(IConsignment file, CancellationToken stopping)
    {
        try
        {
            var outcome = await SendAsync(file, stopping);
            if (outcome.Problem.Length == 0)
            {
                foreach (var line in file.Lost().Concat(Refusals(outcome)))
                {
                    await enter(line);
                }

                folder.Settle(file);
                progress.Remove(file.Path);
            }

            return outcome;
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // Whatever is wrong with one file, neither the others nor the gateway stop for it; it stays and is tried again.
            var said = failed is IOException ? failed.Message : $"{failed.GetType().Name}: {failed.Message}";
            return new ConsignmentOutcome(said.TrimEnd('.'), false, 0, []);
        }
    }

    private async Task<ConsignmentOutcome> SendAsync(IConsignment file, CancellationToken stopping)
    {
        // A file in which nothing can be read needs no broker.
        if (!file.Events().Any())
        {
            return new ConsignmentOutcome("", false, 0, []);
        }

        // The client goes first at the end: closing it still tells the session.
        using var session = new ConsignmentSession(options, time);
        await using var client = newClient();
        var address = options.Servers[server % options.Servers.Count];
        var connect = ConnectOptions.For(options, address, Guid.Empty, version);
        var connection = await client.ConnectAsync(
            connect with { ClientId = connect.ClientId + "-import", Will = null, CleanStart = true, SessionExpiry = TimeSpan.Zero, SendMaximum = WindowMax, CertificateTime = times?.CertificateTime() }, session, stopping);
        if (!connection.IsAccepted)
        {
            server++;
            return new ConsignmentOutcome(connection.Explanation.TrimEnd('.'), ReasonRules.NeedsAHuman(connection.Reason), 0, []);
        }

        // Only now: a large file is not read again and again while the broker is away.
        file.Verify(stopping);
        sentence = $"Delivering {file.Path}.";
        if (!progress.TryGetValue(file.Path, out var come))
        {
            progress[file.Path] = come = new ConsignmentProgress();
        }

        var outcome = await session.DeliverAsync(client, file.Events(), come, connection.PacketBytesMax ?? uint.MaxValue, stopping);
        if (outcome.Problem.Length == 0)
        {
            await client.DisconnectAsync(sendWill: false, stopping);
        }

        return outcome;
    }

    private static IEnumerable<GatewayDropped> Refusals(ConsignmentOutcome outcome) =>
        from one in outcome.Refused
        group one.Range by one.Epoch into epoch
        from ranges in epoch.Chunk(GatewayDropped.RangesMax)
        select new GatewayDropped(DropReasons.Refused, EventLane.Visit, ranges.Sum(range => range.Count), epoch.Key, ranges);

    private void Say(UplinkEventKind kind, string said)
    {
        sentence = said;
        Happened?.Invoke(new UplinkEvent(kind, said));
    }
}
