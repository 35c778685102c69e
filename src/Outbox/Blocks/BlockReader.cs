using System.Buffers.Text;
using System.Text;
using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>Takes a stored block apart and checks every event. Damage is a value: it costs the event it hit and no other.</summary>
internal static class BlockReader
{
    private static readonly (byte[] Utf8, string Name)[] KnownTypes =
        [.. EventTypes.All.Select(type => (Encoding.UTF8.GetBytes(type), type))];

    public static void Read(Block block, Guid epoch, EventLane lane, List<WaitingEvent> events, List<DamagedEvent> damaged)
    {
        var markCount = block.Marks.Length / Mark.Bytes;
        var start = 0;
        for (var i = 0; i < markCount; i++)
        {
            var mark = Mark.Read(block.Marks.Span, i);
            var length = block.Json.Span[start..].IndexOf((byte)'\n');
            var json = block.Json.Slice(start, length < 0 ? block.Json.Length - start : length);
            if (length < 0 || Mark.Of(mark.Sequence, json.Span) != mark)
            {
                ReadBySearch(block, epoch, lane, i, start, events, damaged);
                return;
            }

            events.Add(new WaitingEvent(epoch, mark.Sequence, lane, TypeOf(json.Span), json));
            start += length + 1;
        }
    }

    // From the first damaged event on, lines and marks may have lost step: each line looks for its checksum among the marks. So a mark
    // whose number was hit costs nothing, and a mark without its line says which number is lost.
    private static void ReadBySearch(
        Block block, Guid epoch, EventLane lane, int firstMark, int start, List<WaitingEvent> events, List<DamagedEvent> damaged)
    {
        var marks = Enumerable.Range(firstMark, (block.Marks.Length / Mark.Bytes) - firstMark)
            .Select(i => Mark.Read(block.Marks.Span, i)).ToList();
        var unmatched = new List<byte[]>();
        while (start < block.Json.Length)
        {
            var length = block.Json.Span[start..].IndexOf((byte)'\n');
            var json = block.Json.Slice(start, length < 0 ? block.Json.Length - start : length);
            start += json.Length + 1;
            var sequence = SequenceOf(json.Span);
            var at = marks.FindIndex(mark => mark.Checksum == Mark.Of(sequence, json.Span).Checksum);
            if (at < 0)
            {
                unmatched.Add(json.ToArray());
                continue;
            }

            marks.RemoveAt(at);
            events.Add(new WaitingEvent(epoch, sequence, lane, TypeOf(json.Span), json));
        }

        for (var i = 0; i < marks.Count; i++)
        {
            damaged.Add(new DamagedEvent(lane, marks[i].Sequence, i < unmatched.Count ? unmatched[i] : []));
        }
    }

    // The writer's order of members puts `type` and `sequence` before anything a caller chose freely, and a quote inside a string is
    // escaped, so the first hit is the member.
    private static string TypeOf(ReadOnlySpan<byte> json)
    {
        var value = After(json, "\"type\":\""u8);
        value = value[..Math.Max(0, value.IndexOf((byte)'"'))];
        foreach (var (utf8, name) in KnownTypes)
        {
            if (value.SequenceEqual(utf8))
            {
                return name;
            }
        }

        return Encoding.UTF8.GetString(value);
    }

    private static uint SequenceOf(ReadOnlySpan<byte> json) =>
        Utf8Parser.TryParse(After(json, "\"sequence\":"u8), out uint sequence, out _) ? sequence : 0;

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> json, ReadOnlySpan<byte> member)
    {
        var at = json.IndexOf(member);
        return at < 0 ? [] : json[(at + member.Length)..];
    }
}
