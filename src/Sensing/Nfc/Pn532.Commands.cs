namespace EdgeGateway.Sensing.Nfc;

/// <content>The commands a tap needs (NXP UM0701-02, section 7).</content>
internal sealed partial class Pn532
{
    private const byte GetFirmwareVersion = 0x02;
    private const byte SamConfiguration = 0x14;
    private const byte RfConfiguration = 0x32;
    private const byte InDataExchange = 0x40;
    private const byte InDeselect = 0x44;
    private const byte InRelease = 0x52;
    private const byte TypeTwoRead = 0x30;
    private const byte TypeTwoWrite = 0xA2;

    // Longer than any of these takes; a chip that needs more is hung.
    private static readonly TimeSpan ChipAnswersWithin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TagAnswersWithin = TimeSpan.FromMilliseconds(300);

    /// <summary>Wakes the chip and makes it a plain reader that gives up quickly when no tag is there.</summary>
    public Pn532Outcome Start(out string firmware)
    {
        firmware = "";
        link.WakeUp();

        // Normal mode: the chip's own secure element is not used; P70_IRQ goes low while a frame is ready. It is also the command that
        // ends the wake-up.
        var outcome = Exchange([SamConfiguration, 0x01, 0x00, 0x01], ChipAnswersWithin, out _);
        if (outcome == Pn532Outcome.Done)
            outcome = AskFirmware(out firmware);

        // Item 5: how often to try; the last value is for finding a tag. One repeat, so that a poll takes some 10 ms and not for ever.
        if (outcome == Pn532Outcome.Done)
            outcome = Exchange([RfConfiguration, 0x05, 0xFF, 0x01, 0x01], ChipAnswersWithin, out _);

        return outcome == Pn532Outcome.Done ? CycleField() : outcome;
    }

    /// <summary>Field off and on again (item 1): every card in it begins anew, also one that was halted or left in an odd state.</summary>
    public Pn532Outcome CycleField()
    {
        var outcome = Exchange([RfConfiguration, 0x01, 0x00], ChipAnswersWithin, out _);
        return outcome == Pn532Outcome.Done ? Exchange([RfConfiguration, 0x01, 0x01], ChipAnswersWithin, out _) : outcome;
    }

    /// <summary>The cheapest question: proves that the chip lives.</summary>
    /// <param name="firmware">For example <c>PN532 1.6</c>.</param>
    public Pn532Outcome AskFirmware(out string firmware)
    {
        var outcome = Exchange([GetFirmwareVersion], ChipAnswersWithin, out var answer);
        firmware = answer.Span is [var chip, var version, var revision, ..] ? $"PN5{chip:X2} {version}.{revision}" : "unknown";
        return outcome;
    }

    /// <summary>READ of a Type 2 tag: 4 pages at once.</summary>
    /// <param name="into">At least <see cref="TypeTwoTag.ReadBytes"/> bytes.</param>
    public Pn532Outcome ReadPages(TagFound tag, int page, Span<byte> into)
    {
        var outcome = Exchange([InDataExchange, tag.Number, TypeTwoRead, (byte)page], TagAnswersWithin, out var answer);
        if (outcome != Pn532Outcome.Done)
        {
            return outcome;
        }

        // A status byte, whose lower six bits are the error (section 7.1), and the data.
        if (answer.Length < 1 + TypeTwoTag.ReadBytes || (answer.Span[0] & 0x3F) != 0)
        {
            return Pn532Outcome.TagLost;
        }

        answer.Span.Slice(1, TypeTwoTag.ReadBytes).CopyTo(into);
        return Pn532Outcome.Done;
    }

    /// <summary>WRITE of a Type 2 tag: one page. A page that is locked is a lost tag: it answers with a NAK and falls asleep.</summary>
    public Pn532Outcome WritePage(TagFound tag, int page, ReadOnlySpan<byte> bytes)
    {
        var outcome = Exchange([InDataExchange, tag.Number, TypeTwoWrite, (byte)page, .. bytes], TagAnswersWithin, out var answer);
        return outcome == Pn532Outcome.Done && (answer.IsEmpty || (answer.Span[0] & 0x3F) != 0) ? Pn532Outcome.TagLost : outcome;
    }

    /// <summary>Lets go of all tags.</summary>
    public Pn532Outcome Release() => Exchange([InRelease, 0x00], ChipAnswersWithin, out _);

    /// <summary>Puts all chosen tags to sleep, so that the next poll finds others.</summary>
    public Pn532Outcome Halt() => Exchange([InDeselect, 0x00], ChipAnswersWithin, out _);
}
