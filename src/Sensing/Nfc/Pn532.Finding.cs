namespace EdgeGateway.Sensing.Nfc;

/// <content>Who is in the field (NXP UM0701-02, section 7.3.5).</content>
internal sealed partial class Pn532
{
    /// <summary>Cards that the chip can hold at once.</summary>
    public const int TargetsMax = 2;

    private const byte InListPassiveTarget = 0x4A;
    private const int IdmBytes = 8;
    private const int PupiBytes = 4;

    /// <summary>Looks for cards of one kind; none is an ordinary answer.</summary>
    /// <param name="found">Gets at most <see cref="TargetsMax"/>.</param>
    public Pn532Outcome Find(PollStep step, List<TagFound> found)
    {
        found.Clear();
        var outcome = Exchange(step.Command, TagAnswersWithin, out var answer);
        if (outcome != Pn532Outcome.Done || answer.IsEmpty)
        {
            return outcome;
        }

        var rest = answer[1..];
        for (var i = 0; i < Math.Min((int)answer.Span[0], TargetsMax) && TryTake(step.Technology, ref rest, out var tag); i++)
        {
            found.Add(tag);
        }

        return outcome;
    }

    /// <summary>Takes one target's data from the front of the answer; false when it is none.</summary>
    private static bool TryTake(TagTechnology technology, ref ReadOnlyMemory<byte> rest, out TagFound tag)
    {
        var data = rest.Span;
        tag = default;
        switch (technology)
        {
            // Number, SENS_RES (2), SEL_RES, UID's length, UID, and of a card of ISO/IEC 14443-4 its ATS, which begins with its length.
            case TagTechnology.TypeA when data is [var number, _, _, var select, var length, ..] && length is 4 or 7 or 10 && data.Length >= 5 + length:
                tag = new TagFound(number, select, rest.Slice(5, length).ToArray());
                rest = rest[(5 + length)..];
                if (tag.Kind == TagKind.Type4 && !rest.IsEmpty)
                    rest = rest[Math.Min(rest.Span[0], rest.Length)..];
                return true;

            // Number, ATQB (50, PUPI, application data, protocol info: 12 bytes), answer to ATTRIB with its length before it.
            case TagTechnology.TypeB when data is [var number, 0x50, ..] && data.Length >= 14:
                tag = new TagFound(number, 0, rest.Slice(2, PupiBytes).ToArray(), technology);
                rest = rest[Math.Min(14 + data[13], rest.Length)..];
                return true;

            // Number, length of POL_RES, 01, IDm (8), PMm (8).
            case TagTechnology.FeliCa when data is [var number, >= 18, 0x01, ..] && data.Length > data[1]:
                tag = new TagFound(number, 0, rest.Slice(3, IdmBytes).ToArray(), technology);
                rest = rest[(1 + data[1])..];
                return true;
            default:
                return false;
        }
    }
}
