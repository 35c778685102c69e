using EdgeGateway.Mqtt;

namespace EdgeGateway.Uplink;

/// <content>Which broker next, when, and back to the preferred one.</content>
public sealed partial class UplinkPump
{
    // It may know the gateway's name and refuse the probe's: then it is there all the same, unless the gateway was refused as well.
    private static readonly ReasonCode[] RefusalsOfAName = [ReasonCode.NotAuthorized, ReasonCode.ClientIdentifierNotValid];

    private bool preferredRefusesUs;

    private async Task<UplinkEnd> RunSessionAsync(
        UplinkSession session, IMqttClient client, MqttConnection connection, Uri server, CancellationToken stopping)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var watch = servers.IsPreferred ? Task.FromResult(false) : WatchPreferredAsync(leaving);
        var why = await session.RunAsync(client, connection, leaving.Token);
        await leaving.CancelAsync();
        return new UplinkEnd(server, why, WasConnected: true, IsReturn: await watch);
    }

    /// <summary>Asks now and then whether the preferred broker is back, on a connection of its own; when it is, the session is asked to end.</summary>
    private async Task<bool> WatchPreferredAsync(CancellationTokenSource leaving)
    {
        while (true)
        {
            try
            {
                // Half of it random: the stores that a broker's failure sent away shall not come back at once.
                await Task.Delay(options.PreferredEvery * (0.5 + random.NextDouble()), time, leaving.Token);
                var probe = ConnectOptions.Probe(options, servers.Preferred) with { CertificateTime = times.CertificateTime() };
                await using var client = newClient();
                var answer = await client.ConnectAsync(probe, new NobodyReceiver(), leaving.Token);
                if (answer.IsAccepted || (RefusalsOfAName.Contains(answer.Reason) && !preferredRefusesUs))
                {
                    await leaving.CancelAsync();
                    return true;
                }
            }
            catch (OperationCanceledException) when (leaving.IsCancellationRequested)
            {
                return false;
            }
            catch (IOException)
            {
                // Not back, then. What is wrong with it was said when it was left.
            }
        }
    }

    /// <summary>Decides on the next server, says so, and returns how long to wait first.</summary>
    private TimeSpan NextTry(UplinkEnd end)
    {
        if (end.IsReturn)
        {
            Locked(servers.StartOver);
            Say(new UplinkEvent(UplinkEventKind.Lost, $"{servers.Preferred.Host} is back, leaving {end.Server.Host} for it."));
            return TimeSpan.Zero;
        }

        var needsAHuman = ReasonRules.NeedsAHuman(end.Why.Reason);
        if (end.Server == servers.Preferred)
        {
            preferredRefusesUs = needsAHuman && !end.WasConnected;
        }

        everyoneRefuses &= needsAHuman;
        var pause = PauseAfter(end, needsAHuman);
        var remedy = ReasonRules.Remedy(end.Why.Reason, end.Why.ServerReference);
        var next = servers.Current == end.Server ? "" : $" at {servers.Current.Host}";
        Say(new UplinkEvent(
            needsAHuman ? UplinkEventKind.Refused : UplinkEventKind.Lost,
            $"No connection to {end.Server.Host}: {end.Why.Explanation.TrimEnd('.')}{(remedy.Length > 0 ? $"; {remedy}" : "")}. " +
            $"{outbox.Status.Waiting} events wait, next try{next} in {pause.TotalSeconds:0.#} s."));
        return pause;
    }

    private TimeSpan PauseAfter(UplinkEnd end, bool needsAHuman)
    {
        lock (gate)
        {
            var soon = options.RetryMin * (0.5 + (random.NextDouble() / 2));
            if (servers.Follow(end.Why.Reason, end.Why.ServerReference))
            {
                return soon;
            }

            if (end.WasConnected)
            {
                servers.StartOver();
                return needsAHuman ? options.RefusedRetry : retry.Next();
            }

            if (!servers.Failed())
            {
                return soon;
            }

            var pause = everyoneRefuses ? options.RefusedRetry : retry.Next();
            everyoneRefuses = true;
            return pause;
        }
    }

    private void Locked(Action action)
    {
        lock (gate)
        {
            action();
        }
    }
}
