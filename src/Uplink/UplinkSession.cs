using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;

namespace EdgeGateway.Uplink;

/// <summary>One connection from CONNACK to its end: birth, health, events, and what comes back.</summary>
internal sealed partial class UplinkSession : IMqttReceiver, IDisposable
{
    // The longest fixed part around topic and payload: header, lengths, packet identifier, no properties; and what an event's right time adds.
    internal const int PublishOverheadMax = 20;

    // During a long drain the clock is looked at this often.
    private const int EventsBetweenChores = 512;

    private static readonly TimeSpan GoodbyeMax = TimeSpan.FromSeconds(2);

    private readonly UplinkOptions options;
    private readonly IOutbox outbox;
    private readonly UplinkState state;
    private readonly Lock gate;
    private readonly UplinkReports reports;
    private readonly TimeProvider time;
    private readonly long start;
    private readonly EventTimes eventTimes;
    private readonly Action<UplinkEvent> say;
    private readonly Wakeup wakeup;
    private readonly Dictionary<string, string> topics = new(StringComparer.Ordinal);
    private volatile MqttDisconnection? ended;
    private TimeSpan healthDue;

    public UplinkSession(
        UplinkOptions options, IOutbox outbox, UplinkState state, Lock gate, UplinkReports reports, TimeProvider time, long start,
        EventTimes eventTimes, Action<UplinkEvent> say)
    {
        (this.options, this.outbox, this.state, this.gate) = (options, outbox, state, gate);
        (this.reports, this.time, this.start) = (reports, time, start);
        (this.eventTimes, this.say) = (eventTimes, say);
        wakeup = new Wakeup(time);
        outbox.Appended += wakeup.Set;
    }

    private TimeSpan Now => time.GetElapsedTime(start);

    /// <summary>Runs until the connection ends, or says goodbye when stopping.</summary>
    public async Task<MqttDisconnection> RunAsync(IMqttClient client, MqttConnection connection, CancellationToken stopping)
    {
        using var wakeOnStop = stopping.Register(wakeup.Set);
        try
        {
            if (options.RemoveOn == RemovePolicy.Hub)
            {
                var granted = await client.SubscribeAsync(
                    Topics.StoredAck(options.Store, options.Gateway), QualityOfService.AtLeastOnce, stopping);
                if (granted >= ReasonCode.UnspecifiedError)
                {
                    return new MqttDisconnection(granted, $"the broker refuses the subscription to ack/stored ({granted})");
                }
            }

            await ListenForCommandsAsync(client, stopping);
            await client.PublishAsync(Link(isOnline: true), stopping);
            while (ended is null && !stopping.IsCancellationRequested && outbox.Epoch == state.Epoch)
            {
                await DoChoresAsync(client, stopping);
                await SendAsync(client, connection, stopping);
                await wakeup.WaitAsync(UntilDue());
            }
        }
        catch (MqttException lost)
        {
            return ended ?? new MqttDisconnection(lost.Reason, lost.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Said goodbye below like any other stop.
        }

        return ended ?? await SayGoodbyeAsync(client);
    }

    public void Published(long tag, ReasonCode reason)
    {
        lock (gate)
        {
            if (state.Published(tag, reason, Now, time.GetUtcNow()))
            {
                wakeup.Set();
            }
        }
    }

    public ValueTask ReceivedAsync(MqttMessage message)
    {
        if (message.Topic == Topics.StoredAck(options.Store, options.Gateway) && UplinkReports.TryReadAck(message.Payload.Span) is { } ack)
        {
            lock (gate)
            {
                if (state.HubSays(ack, Now))
                {
                    wakeup.Set();
                }
            }
        }
        else if (message.Topic == CommandTopic)
        {
            commands.Writer.TryWrite(UplinkCommand.Of(message));
            wakeup.Set();
        }

        return ValueTask.CompletedTask;
    }

    public void Disconnected(MqttDisconnection why)
    {
        ended = why;
        wakeup.Set();
    }

    public void Dispose()
    {
        outbox.Appended -= wakeup.Set;
        wakeup.Dispose();
    }

    private async Task SendAsync(IMqttClient client, MqttConnection connection, CancellationToken stopping)
    {
        for (var sent = 1; ended is null && TryTake(connection, out var next); sent++)
        {
            await client.PublishAsync(TopicOf(next.Type), eventTimes.Correct(next.Json), QualityOfService.AtLeastOnce, retain: false, next.Sequence, stopping);
            if (sent % EventsBetweenChores == 0)
            {
                await DoChoresAsync(client, stopping);
            }
        }
    }

    private bool TryTake(MqttConnection connection, out WaitingEvent next)
    {
        lock (gate)
        {
            while (state.TryNext(Now, out next))
            {
                var length = next.Json.Length + TopicOf(next.Type).Length + PublishOverheadMax;
                if (length <= (connection.PacketBytesMax ?? uint.MaxValue))
                {
                    return true;
                }

                state.Refuse(next, $"the broker takes {connection.PacketBytesMax} bytes", Now);
            }

            return false;
        }
    }

    private async Task DoChoresAsync(IMqttClient client, CancellationToken stopping)
    {
        lock (gate)
        {
            state.CheckHub(Now);
        }

        await AnswerCommandsAsync(client, stopping);

        if (Now >= healthDue)
        {
            healthDue = Now + options.HealthEvery;
            var health = JsonSerializer.SerializeToUtf8Bytes(reports.Health(), EventJsonContext.Default.HealthReport);
            await client.PublishAsync(
                new MqttMessage { Topic = Topics.Health(options.Store, options.Gateway), Payload = health, Retain = true, ContentType = "application/json" },
                stopping);
        }
    }

    private TimeSpan UntilDue()
    {
        var due = healthDue - Now;
        lock (gate)
        {
            var now = Now;
            if (state.ResumesAt(now) is { } at && at - now < due)
            {
                due = at - now;
            }
        }

        var hubCheck = options.ResendAfter / 4;
        return hubCheck < due ? hubCheck : due;
    }

    private async Task<MqttDisconnection> SayGoodbyeAsync(IMqttClient client)
    {
        using var patience = new CancellationTokenSource(GoodbyeMax, time);
        try
        {
            await client.PublishAsync(Link(isOnline: false), patience.Token);
            await client.DisconnectAsync(sendWill: false, patience.Token);
        }
        catch (Exception late) when (late is MqttException or OperationCanceledException)
        {
            // The broker will publish the last will instead.
        }

        return new MqttDisconnection(ReasonCode.Success, "we have disconnected");
    }

    // Epoch and number of one moment. The outbox may have begun another epoch: its numbers under the old one would be events that never were, and the
    // hub would miss them for ever.
    private MqttMessage Link(bool isOnline)
    {
        var at = outbox.Status;
        return ConnectOptions.Link(
            options, at.Epoch == state.Epoch ? new LinkState(isOnline, at.Epoch, at.NextSequence, reports.Version) : new LinkState(false, state.Epoch, 0, reports.Version));
    }

    private string TopicOf(string type)
    {
        if (!topics.TryGetValue(type, out var topic))
        {
            topics[type] = topic = Topics.Event(options.Store, options.Gateway, type);
        }

        return topic;
    }
}
