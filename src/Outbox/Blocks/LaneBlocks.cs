using System.Buffers;
using System.Text.Json;
using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>Collects one lane's events of one transaction and cuts them into blocks. Reused from commit to commit.</summary>
internal sealed class LaneBlocks(EventLane lane) : IDisposable
{
    /// <summary>Keeps a read small, and its arrays out of the large-object heap; a block of one longer event is longer.</summary>
    public const int BlockBytesMax = 64 * 1024;

    private readonly ArrayBufferWriter<byte> json = new(4096);
    private readonly ArrayBufferWriter<byte> marks = new(256);
    private readonly List<(int End, long TimeMs)> events = [];
    private readonly Utf8JsonWriter writer = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });

    public EventLane Lane => lane;

    public int Count => events.Count;

    public int Bytes => json.WrittenCount;

    /// <summary>Writes one event under its number. Nothing of it stays when it cannot be written.</summary>
    /// <param name="birthMs">From when its age counts, in Unix milliseconds; 0 when that is not known.</param>
    /// <exception cref="ArgumentException">The event is longer than <see cref="EventJson.BytesMax"/>.</exception>
    public void Add(EventDraft draft, Guid epoch, long sequence, long birthMs)
    {
        var start = json.WrittenCount;
        try
        {
            writer.Reset(json);
            EventJson.Write(writer, draft, epoch, sequence);
        }
        catch
        {
            Truncate(events.Count);
            throw;
        }

        var length = json.WrittenCount - start;
        if (length > EventJson.BytesMax)
        {
            Truncate(events.Count);
            throw new ArgumentException($"an event has at most {EventJson.BytesMax} bytes, this {draft.Type} has {length}", nameof(draft));
        }

        Mark.Of((uint)sequence, json.WrittenSpan[start..]).Write(marks.GetSpan(Mark.Bytes));
        marks.Advance(Mark.Bytes);
        json.GetSpan(1)[0] = (byte)'\n';
        json.Advance(1);
        events.Add((json.WrittenCount, birthMs));
    }

    /// <summary>Keeps the first <paramref name="count"/> events.</summary>
    public void Truncate(int count)
    {
        var (jsonEnd, marksEnd) = (count == 0 ? 0 : events[count - 1].End, count * Mark.Bytes);
        events.RemoveRange(count, events.Count - count);
        Shorten(json, jsonEnd);
        Shorten(marks, marksEnd);
    }

    /// <summary>The collected events, block by block. A block's memory is valid until the next <see cref="Add"/>.</summary>
    public IEnumerable<Block> Blocks()
    {
        for (var from = 0; from < events.Count;)
        {
            var start = from == 0 ? 0 : events[from - 1].End;
            var to = from + 1;
            while (to < events.Count && events[to].End - start <= BlockBytesMax)
            {
                to++;
            }

            var (first, last) = (Mark.Read(marks.WrittenSpan, from).Sequence, Mark.Read(marks.WrittenSpan, to - 1).Sequence);
            yield return new Block(
                first, last, to - from, events[to - 1].TimeMs,
                marks.WrittenMemory[(from * Mark.Bytes)..(to * Mark.Bytes)], json.WrittenMemory[start..events[to - 1].End]);
            from = to;
        }
    }

    public void Dispose() => writer.Dispose();

    private static void Shorten(ArrayBufferWriter<byte> buffer, int length)
    {
        var kept = length;
        if (kept == 0)
        {
            buffer.ResetWrittenCount();
            return;
        }

        // The bytes before the cut are still in the buffer after a reset; advancing takes them back.
        buffer.ResetWrittenCount();
        buffer.Advance(kept);
    }
}
