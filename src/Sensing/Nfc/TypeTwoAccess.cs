namespace EdgeGateway.Sensing.Nfc;

/// <summary>Reads and writes the whole of one Type 2 tag: for the technician's tool, not for taps, which read as little as they can.</summary>
internal sealed class TypeTwoAccess(Pn532 reader, TagFound tag)
{
    /// <summary>Pages 0 to 3.</summary>
    public byte[] Head { get; } = new byte[TypeTwoTag.ReadBytes];

    /// <summary>The data area; empty when the tag has none for NDEF.</summary>
    public byte[] Data { get; private set; } = [];

    public Pn532Outcome Read()
    {
        var outcome = reader.ReadPages(tag, 0, Head);
        if (outcome != Pn532Outcome.Done)
        {
            return outcome;
        }

        var capability = Head.AsSpan(TypeTwoTag.CapabilityPage * TypeTwoTag.PageBytes);

        // One byte numbers the pages: what lies beyond needs a command of its own, which no tag of a shop has.
        var bytes = Math.Min(TypeTwoTag.DataBytes(capability), (256 - TypeTwoTag.DataPage) * TypeTwoTag.PageBytes);
        var data = new byte[bytes + TypeTwoTag.ReadBytes];
        for (var at = 0; at < bytes && outcome == Pn532Outcome.Done; at += TypeTwoTag.ReadBytes)
        {
            outcome = reader.ReadPages(tag, TypeTwoTag.DataPage + (at / TypeTwoTag.PageBytes), data.AsSpan(at));
        }

        Data = data[..bytes];
        return outcome;
    }

    /// <summary>The message on the tag; null when there is none.</summary>
    public byte[]? Message() => TypeTwoTag.FindMessage(Data, out var range, out _) == TlvSearch.Found ? Data[range] : null;

    /// <summary>Writes a message and reads it back; what went wrong, or empty.</summary>
    public string Write(ReadOnlySpan<byte> message)
    {
        var plan = TypeTwoPlan.For(Head, Data, message);
        if (plan.Problem.Length > 0)
        {
            return plan.Problem;
        }

        var before = Data;
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var (page, bytes) = plan.Steps[i];
            if (reader.WritePage(tag, page, bytes) != Pn532Outcome.Done)
            {
                return $"page {page} does not take what is written, it is locked or the tag was taken away; {Undo(before, plan.Steps.Take(i))}";
            }
        }

        var outcome = Read();
        return outcome != Pn532Outcome.Done ? $"it cannot be read back ({outcome}); read it before it is used"
            : Message() is { } read && message.SequenceEqual(read) ? "" : "what was read back is not what was written; take another tag";
    }

    /// <summary>Puts back what stood in the pages that were written, last first, so that the old length is the last thing to return.</summary>
    private string Undo(byte[] before, IEnumerable<(int Page, byte[] Bytes)> written)
    {
        // A tag that refuses falls asleep (section 6.1); the field's coming back wakes it up.
        List<TagFound> found = [];
        var again = reader.CycleField() == Pn532Outcome.Done && reader.Find(PollStep.TypeA, found) == Pn532Outcome.Done
            ? found.Find(one => one.Uid.Span.SequenceEqual(tag.Uid.Span))
            : default;
        foreach (var page in written.Select(step => step.Page).Distinct().Reverse())
        {
            if (again.Number == 0 || reader.WritePage(again, page, TypeTwoPlan.PageIn(before, page)) != Pn532Outcome.Done)
            {
                return "its old content could not be put back: hold it to the reader again and write anew";
            }
        }

        return "its old content is on it";
    }
}
