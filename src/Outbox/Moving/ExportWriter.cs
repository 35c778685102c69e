using System.Buffers;
using System.Text.Json;
using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>Writes the lines of an export: a header, events as their own bytes, what was damaged or lost, and a last line that proves it whole.</summary>
internal sealed class ExportWriter(Stream to)
{
    public const string Format = "edgegateway-events";

    public const int Version = 1;

    private const int BufferBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> buffer = new(2 * BufferBytes);
    private readonly ByteSum sum = new();
    private bool hasHeader;
    private long events;
    private long damaged;
    private long lost;

    public ValueTask AddAsync(WaitingEvent one, CancellationToken stopping)
    {
        WriteHeader(one.Epoch, EventText.SourceOf(one.Json.Span));
        buffer.Write(one.Json.Span);
        events++;
        return EndLineAsync(stopping);
    }

    /// <param name="found">What stands in the event's place, for a human.</param>
    public ValueTask AddDamagedAsync(long sequence, byte[] found, CancellationToken stopping)
    {
        WriteHeader(Guid.Empty, "");
        Write(json =>
        {
            json.WriteNumber("damaged"u8, sequence);
            json.WriteBase64String("found"u8, found);
        });
        damaged++;
        return EndLineAsync(stopping);
    }

    public async ValueTask AddLostAsync(Guid epoch, IReadOnlyList<SequenceRange> ranges, CancellationToken stopping)
    {
        WriteHeader(epoch, "");
        foreach (var some in ranges.Chunk(GatewayDropped.RangesMax))
        {
            Write(json =>
            {
                json.WriteString("lost"u8, epoch);
                json.WriteStartArray("ranges"u8);
                foreach (var range in some)
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(range.First);
                    json.WriteNumberValue(range.Last);
                    json.WriteEndArray();
                }

                json.WriteEndArray();
            });
            lost += some.Sum(range => range.Count);
            await EndLineAsync(stopping);
        }
    }

    public async Task<ExportSummary> FinishAsync(CancellationToken stopping)
    {
        WriteHeader(Guid.Empty, "");
        sum.Add(buffer.WrittenSpan);
        Write(json =>
        {
            json.WriteNumber("end"u8, events);
            json.WriteNumber("damaged"u8, damaged);
            json.WriteNumber("lost"u8, lost);
            json.WriteString("crc32c"u8, $"{sum.Value:x8}");
        });
        buffer.Write("\n"u8);
        await to.WriteAsync(buffer.WrittenMemory, stopping);
        await to.FlushAsync(stopping);
        return new ExportSummary(events, damaged, lost);
    }

    private void WriteHeader(Guid epoch, string source)
    {
        if (hasHeader)
        {
            return;
        }

        hasHeader = true;
        Write(json =>
        {
            json.WriteString("format"u8, Format);
            json.WriteNumber("version"u8, Version);
            json.WriteString("epoch"u8, epoch);
            json.WriteString("source"u8, source);
        });
        buffer.Write("\n"u8);
    }

    private async ValueTask EndLineAsync(CancellationToken stopping)
    {
        buffer.Write("\n"u8);
        if (buffer.WrittenCount >= BufferBytes)
        {
            sum.Add(buffer.WrittenSpan);
            await to.WriteAsync(buffer.WrittenMemory, stopping);
            buffer.ResetWrittenCount();
        }
    }

    private void Write(Action<Utf8JsonWriter> members)
    {
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    }
}
