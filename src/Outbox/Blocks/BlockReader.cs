using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>Takes a stored block apart and checks every event. Damage is a value: it costs the event it hit and no other.</summary>
internal static class BlockReader
{
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

            events.Add(new WaitingEvent(epoch, mark.Sequence, lane, EventText.TypeOf(json.Span), json));
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
            var sequence = EventText.SequenceOf(json.Span);
            var at = marks.FindIndex(mark => mark.Checksum == Mark.Of(sequence, json.Span).Checksum);
            if (at < 0)
            {
                unmatched.Add(json.ToArray());
                continue;
            }

            marks.RemoveAt(at);
            events.Add(new WaitingEvent(epoch, sequence, lane, EventText.TypeOf(json.Span), json));
        }

        for (var i = 0; i < marks.Count; i++)
        {
            damaged.Add(new DamagedEvent(lane, marks[i].Sequence, i < unmatched.Count ? unmatched[i] : []));
        }
    }
}
