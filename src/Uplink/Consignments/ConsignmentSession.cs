using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;

namespace EdgeGateway.Uplink;

/// <summary>
/// Delivers one consignment over one connection. Under policy <c>hub</c> the hub must answer before the first and after the last event: then it was
/// there for all of them, and as it stores in the order of arrival, it has them, whatever else its account of that epoch still lacks.
/// </summary>
internal sealed class ConsignmentSession(UplinkOptions options, TimeProvider time) : IMqttReceiver, IDisposable
{
    private static readonly TimeSpan QuietAfter = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim news = new(0, 1);
    private readonly Dictionary<(string Store, string Gateway, Guid Epoch), ConsignedEpoch> epochs = [];
    private readonly Dictionary<long, (Guid Epoch, long Sequence)> underWay = [];
    private readonly List<(Guid Epoch, SequenceRange Range)> refused = [];
    private readonly HashSet<string> subscribed = [];
    private IMqttClient client = null!;
    private string problem = "";
    private bool needsAHuman;
    private long sent;

    /// <param name="connected">The connection whose receiver this is.</param>
    public async Task<ConsignmentOutcome> DeliverAsync(
        IMqttClient connected, IEnumerable<WaitingEvent> events, ConsignmentProgress progress, long bytesMax, CancellationToken stopping)
    {
        client = connected;
        foreach (var one in events)
        {
            if (SourceNames.TryRead(one.Source(), out var store, out var gateway))
            {
                var epoch = await EpochAsync(store, gateway, one.Epoch, stopping);
                var (isFirst, before) = (epoch.Highest == 0, epoch.Answers);
                if (problem.Length == 0 && !progress.HasCome(one.Epoch, one.Sequence, epoch.HubThrough))
                {
                    await SendAsync(epoch, one, bytesMax, stopping);
                }

                if (isFirst && epoch.Highest > 0 && problem.Length == 0)
                {
                    await UntilHubAnswersAsync(epoch, before, stopping);
                    Begin(epoch, progress);
                }
            }

            if (problem.Length > 0)
            {
                break;
            }
        }

        await UntilAsync(() => underWay.Count == 0, options.ResendAfter, "the broker does not acknowledge", stopping);
        foreach (var epoch in epochs.Values.Where(epoch => problem.Length == 0 && !epoch.IsKnown))
        {
            await AskHubAsync(epoch, stopping);
        }

        return new ConsignmentOutcome(problem, needsAHuman, sent, refused);
    }

    public void Published(long tag, ReasonCode reason)
    {
        lock (gate)
        {
            underWay.Remove(tag, out var one);
            switch (ReasonRules.OfPuback(reason, options.RemoveOn))
            {
                case PublishVerdict.Delivered:
                    break;
                case PublishVerdict.Never:
                    refused.Add((one.Epoch, new SequenceRange(one.Sequence, one.Sequence)));
                    break;
                case PublishVerdict.NotAllowed:
                    var name = epochs.Values.First(epoch => epoch.Epoch == one.Epoch);
                    Fail($"the broker does not let this gateway publish as {name.Store}/{name.Gateway}, whose events these are; let its user publish edge/v1/{name.Store}/{name.Gateway}/event/+ and read …/ack/stored", isForAHuman: true);
                    break;
                case PublishVerdict.NobodyListens:
                    Fail("the broker has no hub subscribed");
                    break;
                default:
                    Fail($"the broker answers {reason}");
                    break;
            }
        }

        Wake();
    }

    public ValueTask ReceivedAsync(MqttMessage message)
    {
        if (Topics.TryRead(message.Topic, out var store, out var gateway, out var rest) && rest == "ack/stored"
            && UplinkReports.TryReadAck(message.Payload.Span) is { } ack)
        {
            lock (gate)
            {
                if (epochs.TryGetValue((store, gateway, ack.Epoch), out var epoch))
                {
                    epoch.HubThrough = Math.Max(epoch.HubThrough, ack.Sequence);
                    // A retained word is true, but it is the broker's memory: it does not say that the hub is there.
                    epoch.Answers += message.Retain ? 0 : 1;
                }
            }

            Wake();
        }

        return ValueTask.CompletedTask;
    }

    public void Disconnected(MqttDisconnection why)
    {
        lock (gate)
        {
            Fail($"the connection was lost: {why.Explanation.TrimEnd('.')}");
        }

        Wake();
    }

    public void Dispose() => news.Dispose();

    private async Task<ConsignedEpoch> EpochAsync(string store, string gateway, Guid id, CancellationToken stopping)
    {
        lock (gate)
        {
            if (epochs.TryGetValue((store, gateway, id), out var known))
            {
                return known;
            }

            epochs[(store, gateway, id)] = new ConsignedEpoch(store, gateway, id);
        }

        var topic = Topics.StoredAck(store, gateway);
        if (options.RemoveOn == RemovePolicy.Hub && subscribed.Add(topic)
            && await client.SubscribeAsync(topic, QualityOfService.AtLeastOnce, stopping) is >= ReasonCode.UnspecifiedError and var refusal)
        {
            lock (gate)
            {
                Fail($"the broker refuses the subscription to {topic} ({refusal}); let this gateway's user read it, and publish edge/v1/{store}/{gateway}/event/+", isForAHuman: true);
            }
        }

        return epochs[(store, gateway, id)];
    }

    private async Task SendAsync(ConsignedEpoch epoch, WaitingEvent one, long bytesMax, CancellationToken stopping)
    {
        var topic = Topics.Event(epoch.Store, epoch.Gateway, one.Type);
        if (one.Json.Length + topic.Length + UplinkSession.PublishOverheadMax > bytesMax)
        {
            // Published adds to it from the connection's own task.
            lock (gate)
            {
                refused.Add((one.Epoch, new SequenceRange(one.Sequence, one.Sequence)));
            }

            return;
        }

        (epoch.Highest, epoch.Last) = (Math.Max(epoch.Highest, one.Sequence), (topic, one.Json));
        epoch.HasCovered |= one.Sequence <= epoch.HubThrough;
        await PublishAsync(epoch, one.Sequence, stopping);
    }

    private async Task PublishAsync(ConsignedEpoch epoch, long sequence, CancellationToken stopping)
    {
        var tag = ++sent;
        lock (gate)
        {
            underWay[tag] = (epoch.Epoch, sequence);
        }

        await client.PublishAsync(epoch.Last.Topic, epoch.Last.Json, QualityOfService.AtLeastOnce, retain: false, tag, stopping);
    }

    private Task UntilHubAnswersAsync(ConsignedEpoch epoch, int before, CancellationToken stopping) => options.RemoveOn == RemovePolicy.Hub
        ? UntilAsync(() => epoch.Answers > before, options.ResendAfter, "the hub does not answer", stopping)
        : Task.CompletedTask;

    private void Begin(ConsignedEpoch epoch, ConsignmentProgress progress)
    {
        lock (gate)
        {
            if (problem.Length == 0)
            {
                progress.Begin(epoch.Epoch, epoch.HubThrough);
            }
        }
    }

    // An answer may still be on its way from an earlier event, hence the quiet moment before the question.
    private async Task AskHubAsync(ConsignedEpoch epoch, CancellationToken stopping)
    {
        if (options.RemoveOn != RemovePolicy.Hub)
        {
            return;
        }

        for (var heard = -1; heard != epoch.Answers && !epoch.IsKnown;)
        {
            heard = epoch.Answers;
            await Task.Delay(QuietAfter, time, stopping);
        }

        if (!epoch.IsKnown)
        {
            var before = epoch.Answers;
            await PublishAsync(epoch, epoch.Highest, stopping);
            await UntilHubAnswersAsync(epoch, before, stopping);
        }
    }

    private async Task UntilAsync(Func<bool> isSo, TimeSpan patience, string otherwise, CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            lock (gate)
            {
                if (problem.Length > 0 || isSo())
                {
                    return;
                }

                if (time.GetElapsedTime(began) >= patience)
                {
                    Fail(otherwise);
                    return;
                }
            }

            await news.WaitAsync(QuietAfter, stopping);
        }
    }

    // The first reason is the cause of the others.
    private void Fail(string why, bool isForAHuman = false)
    {
        if (problem.Length == 0)
        {
            (problem, needsAHuman) = (why, isForAHuman);
        }
    }

    private void Wake()
    {
        lock (gate)
        {
            if (news.CurrentCount == 0)
            {
                news.Release();
            }
        }
    }
}
