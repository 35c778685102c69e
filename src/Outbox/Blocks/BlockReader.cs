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

    // From the first damaged event on, lines and marks may have lost step: each line is matched to its mark by the number in it.
    private static void ReadBySearch(
        Block block, Guid epoch, EventLane lane, int firstMark, int start, List<WaitingEvent> events, List<DamagedEvent> damaged)
    {
        var missing = new Dictionary<uint, uint>();
        for (var i = firstMark; i < block.Marks.Length / Mark.Bytes; i++)
        {
            var mark = Mark.Read(block.Marks.Span, i);
            missing[mark.Sequence] = mark.Checksum;
        }

        var unmatched = new List<byte[]>();
        while (start < block.Json.Length)
        {
            var length = block.Json.Span[start..].IndexOf((byte)'\n');
            var json = block.Json.Slice(start, length < 0 ? block.Json.Length - start : length);
            start += json.Length + 1;
            var sequence = SequenceOf(json.Span);
            if (missing.TryGetValue(sequence, out var checksum) && Mark.Of(sequence, json.Span).Checksum == checksum)
            {
                missing.Remove(sequence);
                events.Add(new WaitingEvent(epoch, sequence, lane, TypeOf(json.Span), json));
                continue;
            }

            unmatched.Add(json.ToArray());
        }

        foreach (var (sequence, index) in missing.Keys.Order().Select((sequence, index) => (sequence, index)))
        {
            damaged.Add(new DamagedEvent(lane, sequence, index < unmatched.Count ? unmatched[index] : []));
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
