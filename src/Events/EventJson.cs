using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EdgeGateway.Events;

/// <summary>
/// One event as one CloudEvents 1.0 structured-mode JSON document (CloudEvents JSON Format 1.0.2, section 3).
/// The bytes are written once and carried unchanged through outbox, MQTT and hub.
/// </summary>
public static class EventJson
{
    /// <summary>No event is longer; a reader refuses more before it parses.</summary>
    public const int BytesMax = 64 * 1024;

    /// <summary>CloudEvents integers are 32 bits wide (CloudEvents 1.0.2 section 3.1), so an epoch ends here and a new one begins.</summary>
    public const long SequenceMax = int.MaxValue;

    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Writes <paramref name="draft"/> with its place in the sequence.</summary>
    public static void Write(IBufferWriter<byte> output, EventDraft draft, Guid epoch, long sequence)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        Write(writer, draft, epoch, sequence);
    }

    /// <summary>As above, on a writer the caller reuses.</summary>
    public static void Write(Utf8JsonWriter writer, EventDraft draft, Guid epoch, long sequence)
    {
        Span<char> text = stackalloc char[32];
        writer.WriteStartObject();
        writer.WriteString("specversion"u8, "1.0"u8);
        writer.WriteString("id"u8, draft.Id);
        writer.WriteString("source"u8, draft.Source);
        writer.WriteString("type"u8, draft.Type);
        writer.WriteString("subject"u8, draft.Subject);
        draft.Time.UtcDateTime.TryFormat(text, out var length, TimeFormat, CultureInfo.InvariantCulture);
        writer.WriteString("time"u8, text[..length]);
        writer.WriteString("datacontenttype"u8, "application/json"u8);
        writer.WriteString("epoch"u8, epoch);
        writer.WriteNumber("sequence"u8, sequence);
        writer.WriteString("bootid"u8, draft.BootId);
        (draft.SinceBoot.Ticks * TimeSpan.NanosecondsPerTick).TryFormat(text, out length, provider: CultureInfo.InvariantCulture);
        writer.WriteString("monotonic"u8, text[..length]);
        writer.WriteString("clock"u8, draft.Clock == ClockQuality.Synchronised ? "synchronised"u8 : "estimated"u8);
        writer.WritePropertyName("data"u8);
        JsonSerializer.Serialize(writer, draft.Data, TypeInfoOf(draft.Type)!);
        writer.WriteEndObject();
        writer.Flush();
    }

    /// <summary>The event as an array.</summary>
    public static byte[] Write(EventDraft draft, Guid epoch, long sequence)
    {
        var output = new ArrayBufferWriter<byte>(512);
        Write(output, draft, epoch, sequence);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Reads an event. Bad input is an ordinary outcome: false, and <paramref name="problem"/> says what is wrong.
    /// A type that this version does not know is read with <see cref="GatewayEvent.Data"/> null.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out GatewayEvent? read, out string problem)
    {
        (read, problem) = (null, "");
        if (json.Length > BytesMax)
        {
            problem = $"an event has at most {BytesMax} bytes, this one has {json.Length}";
            return false;
        }

        try
        {
            var envelope = JsonSerializer.Deserialize(json, EnvelopeJsonContext.Default.EventEnvelope);
            problem = envelope is null ? "the event is null" : ProblemOf(envelope);
            if (problem.Length > 0)
            {
                return false;
            }

            var data = TypeInfoOf(envelope!.Type) is { } type ? (EventData?)envelope.Data.Deserialize(type) : null;
            read = new GatewayEvent(
                envelope.Id, envelope.Source, envelope.Type, envelope.Subject, envelope.Time, envelope.Epoch, envelope.Sequence,
                envelope.BootId, TimeSpan.FromTicks(long.Parse(envelope.Monotonic, CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick), envelope.Clock, data);
            return true;
        }
        catch (JsonException wrong)
        {
            problem = wrong.Message;
            return false;
        }
    }

    private static string ProblemOf(EventEnvelope envelope)
    {
        if (envelope.SpecVersion != "1.0")
        {
            return "specversion is not 1.0";
        }

        if (envelope.Sequence is < 1 or > SequenceMax)
        {
            return $"sequence is outside 1 to {SequenceMax}";
        }

        return long.TryParse(envelope.Monotonic, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? ""
            : "monotonic is not a number of nanoseconds";
    }

    private static JsonTypeInfo? TypeInfoOf(string type) => type switch
    {
        EventTypes.DoorCrossed => EventJsonContext.Default.DoorCrossed,
        EventTypes.DoorTraffic => EventJsonContext.Default.DoorTraffic,
        EventTypes.VisitorArrived => EventJsonContext.Default.VisitorArrived,
        EventTypes.VisitorMoved => EventJsonContext.Default.VisitorMoved,
        EventTypes.VisitorHeard => EventJsonContext.Default.VisitorHeard,
        EventTypes.VisitorLeft => EventJsonContext.Default.VisitorLeft,
        EventTypes.TapRead => EventJsonContext.Default.TapRead,
        EventTypes.CodeScanned => EventJsonContext.Default.CodeScanned,
        EventTypes.BeaconHealth => EventJsonContext.Default.BeaconHealth,
        EventTypes.SensorState => EventJsonContext.Default.SensorState,
        EventTypes.GatewayStarted => EventJsonContext.Default.GatewayStarted,
        EventTypes.GatewayDropped => EventJsonContext.Default.GatewayDropped,
        _ => null,
    };
}
