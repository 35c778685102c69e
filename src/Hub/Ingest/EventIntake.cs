using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Hub.Ingest;

/// <summary>
/// Turns an MQTT message into something to store. Pure, and never refuses: what cannot be read becomes an
/// <see cref="IncomingUnreadable"/> with the reason. The topic says whose message it is; an event that claims
/// another source is a fault or a forgery and is not stored under either name.
/// </summary>
internal static class EventIntake
{
    /// <summary>No more of an unreadable message is kept.</summary>
    public const int QuarantinedBytesMax = EventJson.BytesMax;

    /// <summary>16 384 ranges of at most 60 bytes.</summary>
    private const int AnswerBytesMax = 1024 * 1024;

    private const string EventPrefix = "event/";

    public static Incoming Read(MqttMessage message, DateTimeOffset now)
    {
        // The payload belongs to the connection's buffer; what waits for the disk needs its own.
        var bytes = message.Payload.Span[..Math.Min(message.Payload.Length, QuarantinedBytesMax + 1)].ToArray();
        if (!Topics.TryRead(message.Topic, out var store, out var gateway, out var rest))
        {
            return new IncomingUnreadable("", "", now, message.Topic, "the topic names no store and gateway", Quarantined(bytes), null);
        }

        try
        {
            return Read(message, store, gateway, rest, now, bytes);
        }
        catch (Exception wrong) when (wrong is not (OperationCanceledException or OutOfMemoryException))
        {
            // Thrown on, it would close the connection, and the broker would deliver the same message again, for ever and before all others.
            return new IncomingUnreadable(store, gateway, now, message.Topic, $"the hub could not read it: {wrong.GetType().Name}", Quarantined(bytes), null);
        }
    }

    /// <summary>As much of a message as is kept of one that is put aside.</summary>
    public static byte[] Quarantined(byte[] bytes) => bytes.Length <= QuarantinedBytesMax ? bytes : bytes[..QuarantinedBytesMax];

    private static Incoming Read(MqttMessage message, string store, string gateway, string rest, DateTimeOffset now, byte[] bytes) =>
        rest switch
        {
            "state/link" => ReadLink(message, store, gateway, now, bytes),
            "state/health" => ReadHealth(message, store, gateway, now, bytes),
            "answer/" + ResendRequest.Command => ReadAnswer(message, store, gateway, now, bytes),
            _ when rest.StartsWith(EventPrefix, StringComparison.Ordinal) =>
                ReadEvent(message.Topic, store, gateway, rest[EventPrefix.Length..], now, bytes),
            _ => new IncomingUnreadable(store, gateway, now, message.Topic, "the topic is none of the hub's", Quarantined(bytes), null),
        };

    private static Incoming ReadEvent(string topic, string store, string gateway, string type, DateTimeOffset now, byte[] bytes)
    {
        var source = $"/stores/{store}/gateways/{gateway}";
        if (!EventJson.TryRead(bytes, out var read, out var problem))
        {
            return new IncomingUnreadable(store, gateway, now, topic, problem, Quarantined(bytes), NumberIn(bytes, source));
        }

        if (read.Source != source)
        {
            return new IncomingUnreadable(store, gateway, now, topic, $"the event says it is from another source than its topic, {source}", bytes, null);
        }

        var number = new EventNumber(read.Epoch, read.Sequence);
        if (read.Type != type)
        {
            return new IncomingUnreadable(store, gateway, now, topic, $"the event's type is not its topic's, {type}", bytes, number);
        }

        if (read.Data is GatewayDropped dropped && DropProblem(dropped) is { } wrong)
        {
            return new IncomingUnreadable(store, gateway, now, topic, wrong, bytes, number);
        }

        return new IncomingEvent(store, gateway, now, read, bytes);
    }

    private static Incoming ReadLink(MqttMessage message, string store, string gateway, DateTimeOffset now, byte[] bytes)
    {
        try
        {
            if (JsonSerializer.Deserialize(bytes, EventJsonContext.Default.LinkState) is { } link
                && link.NextSequence is >= 0 and <= EventJson.SequenceMax + 1)
            {
                return new IncomingLink(store, gateway, now, link, bytes, message.Retain);
            }
        }
        catch (JsonException wrong)
        {
            return new IncomingUnreadable(store, gateway, now, message.Topic, wrong.Message, Quarantined(bytes), null);
        }

        return new IncomingUnreadable(store, gateway, now, message.Topic, "the link state is null or its number out of range", bytes, null);
    }

    private static Incoming ReadHealth(MqttMessage message, string store, string gateway, DateTimeOffset now, byte[] bytes)
    {
        try
        {
            if (bytes.Length <= EventJson.BytesMax
                && JsonSerializer.Deserialize(bytes, EventJsonContext.Default.HealthReport) is { } health
                && health.NextSequence is >= 0 and <= EventJson.SequenceMax + 1)
            {
                return new IncomingHealth(store, gateway, now, health, bytes, message.Retain);
            }
        }
        catch (JsonException wrong)
        {
            return new IncomingUnreadable(store, gateway, now, message.Topic, wrong.Message, Quarantined(bytes), null);
        }

        return new IncomingUnreadable(store, gateway, now, message.Topic, "the health report is null, too long or its number out of range", Quarantined(bytes), null);
    }

    private static Incoming ReadAnswer(MqttMessage message, string store, string gateway, DateTimeOffset now, byte[] bytes)
    {
        try
        {
            // A request for a thousand separate numbers may have as many ranges in its answer; a longer one is none of ours.
            if (message.Payload.Length <= AnswerBytesMax
                && JsonSerializer.Deserialize(message.Payload.Span, EventJsonContext.Default.ResendAnswer) is { } answer
                && answer.Gone.All(range => range is not null && range.First >= 1 && range.Last >= range.First && range.Last <= EventJson.SequenceMax)
                && answer.Again.All(range => range.First >= 1 && range.Last >= range.First && range.Last <= EventJson.SequenceMax))
            {
                return new IncomingAnswer(store, gateway, now, answer, bytes);
            }
        }
        catch (JsonException wrong)
        {
            return new IncomingUnreadable(store, gateway, now, message.Topic, wrong.Message, Quarantined(bytes), null);
        }

        return new IncomingUnreadable(store, gateway, now, message.Topic, "the answer is null, too long or a range of it is none", Quarantined(bytes), null);
    }

    private static string? DropProblem(GatewayDropped dropped)
    {
        if (dropped.Ranges.Count > GatewayDropped.RangesMax)
        {
            return $"a drop ledger line has at most {GatewayDropped.RangesMax} ranges, this one has {dropped.Ranges.Count}";
        }

        foreach (var range in dropped.Ranges)
        {
            if (range.First < 1 || range.Last < range.First || range.Last > EventJson.SequenceMax)
            {
                return $"the dropped range {range.First} to {range.Last} is none";
            }
        }

        return null;
    }

    /// <summary>The number of an event that is not readable as a whole, if that much of it is, and its source is right.</summary>
    private static EventNumber? NumberIn(byte[] bytes, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("source", out var from) && from.ValueKind == JsonValueKind.String && from.ValueEquals(source)
                && document.RootElement.TryGetProperty("epoch", out var epoch) && epoch.ValueKind == JsonValueKind.String
                && epoch.TryGetGuid(out var id)
                && document.RootElement.TryGetProperty("sequence", out var sequence) && sequence.ValueKind == JsonValueKind.Number
                && sequence.TryGetInt64(out var number) && number is >= 1 and <= EventJson.SequenceMax
                ? new EventNumber(id, number)
                : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // Not even JSON, or a name or text that is half a surrogate pair: the caller's reason says so, and the number stays missing.
            return null;
        }
    }
}
