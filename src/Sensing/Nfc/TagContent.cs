using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>Reads what a tag says and asks the enrolment who it is.</summary>
internal sealed class TagContent(Pn532 reader, Enrolment enrolment, IReadOnlyList<PhoneApplication> applications)
{
    private readonly byte[] memory = new byte[TypeTwoTag.DataBytesMax + TypeTwoTag.ReadBytes];

    /// <summary>
    /// The tag's identifier, as it may leave; null when it is not enrolled. A phone's number goes before a URI or text, and these
    /// before the UID, because cards are replaced and their content is not.
    /// </summary>
    public Pn532Outcome Identify(TagFound tag, out Identifier? identifier)
    {
        identifier = null;
        var outcome = Pn532Outcome.Done;
        if (tag.Kind == TagKind.Type2)
        {
            outcome = ReadMessage(tag, out var message);
            identifier = FromRecords(NdefReader.Read(message).Records);
        }
        else if (tag.Kind == TagKind.Type4)
        {
            outcome = IdentifyCard(tag, out identifier);
        }

        identifier ??= enrolment.AdmitNfcUid(tag.Uid.Span, tag.IsDrawnAnew);
        return outcome;
    }

    private Pn532Outcome IdentifyCard(TagFound tag, out Identifier? identifier)
    {
        identifier = null;
        foreach (var application in applications)
        {
            var asked = application.Ask(reader, tag, out var number);

            // The same member number is the same identifier, scanned from a screen or told by the phone.
            identifier = number.Length > 0 ? enrolment.AdmitCode(number) : null;
            if (asked != Pn532Outcome.Done || identifier is not null)
            {
                return asked;
            }
        }

        var outcome = new TypeFourAccess(reader, tag).Read(out var message);
        identifier = FromRecords(NdefReader.Read(message).Records);
        return outcome;
    }

    private Identifier? FromRecords(IReadOnlyList<NdefRecord> records)
    {
        foreach (var record in records)
        {
            var admitted = record switch
            {
                { Uri: { } uri } => enrolment.AdmitNdefUri(uri),
                { Text: { } text } => enrolment.AdmitNdefText(text),
                _ => null,
            };
            if (admitted is not null)
            {
                return admitted;
            }
        }

        return null;
    }

    /// <summary>Reads no more pages than the message needs: each costs the one who taps some 6 ms.</summary>
    private Pn532Outcome ReadMessage(TagFound tag, out ReadOnlySpan<byte> message)
    {
        message = default;
        Span<byte> pages = stackalloc byte[TypeTwoTag.ReadBytes];
        var outcome = reader.ReadPages(tag, TypeTwoTag.CapabilityPage, pages);
        var dataBytes = outcome == Pn532Outcome.Done ? TypeTwoTag.DataBytes(pages) : 0;

        // The first read has brought the first 12 data bytes along.
        pages[TypeTwoTag.PageBytes..].CopyTo(memory);
        var known = Math.Min(dataBytes, TypeTwoTag.ReadBytes - TypeTwoTag.PageBytes);
        while (outcome == Pn532Outcome.Done)
        {
            var search = TypeTwoTag.FindMessage(memory.AsSpan(0, known), out var range, out var needed);
            if (search == TlvSearch.Found)
                message = memory.AsSpan(0, known)[range];

            if (search != TlvSearch.NeedsMore || needed > dataBytes)
            {
                break;
            }

            outcome = reader.ReadPages(tag, TypeTwoTag.DataPage + (known / TypeTwoTag.PageBytes), memory.AsSpan(known));
            known = Math.Min(dataBytes, known + TypeTwoTag.ReadBytes);
        }

        return outcome;
    }
}
