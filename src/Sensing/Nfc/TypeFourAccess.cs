namespace EdgeGateway.Sensing.Nfc;

/// <summary>Reads the NDEF message of a Type 4 tag: select the application, the container, the file; then read no more than the message.</summary>
internal sealed class TypeFourAccess(Pn532 reader, TagFound tag)
{
    /// <summary>At 106 kbit/s so much takes 0.16 s on the air alone; nobody holds a card still for much more.</summary>
    public const int MessageBytesMax = 2048;

    private const int CapabilityFile = 0xE103;
    private static ReadOnlySpan<byte> NdefApplication => [0xD2, 0x76, 0x00, 0x00, 0x85, 0x01, 0x01];

    private readonly byte[] answer = new byte[Apdu.AnswerBytesMax];

    public TypeFourCapability Capability { get; private set; }

    /// <summary>The message; empty when the card has none, as bank cards and phones have not.</summary>
    public Pn532Outcome Read(out byte[] message)
    {
        message = [];
        var outcome = Ask(Apdu.SelectApplication(NdefApplication), out var data);
        if (outcome == Pn532Outcome.Done)
            outcome = Ask(Apdu.SelectFile(CapabilityFile), out data);

        if (outcome == Pn532Outcome.Done)
            outcome = Ask(Apdu.ReadBinary(0, TypeFourCapability.Bytes), out data);

        if (outcome != Pn532Outcome.Done || !TypeFourCapability.TryRead(data.Span, out var capability))
        {
            return Ordinary(outcome);
        }

        Capability = capability;
        return capability.IsReadable ? Ordinary(ReadFile(capability, out message)) : Pn532Outcome.Done;
    }

    private Pn532Outcome ReadFile(TypeFourCapability capability, out byte[] message)
    {
        message = [];
        var outcome = Ask(Apdu.SelectFile(capability.FileId), out var data);
        if (outcome == Pn532Outcome.Done)
            outcome = Ask(Apdu.ReadBinary(0, 2), out data);

        if (outcome != Pn532Outcome.Done || data.Length != 2)
        {
            return outcome;
        }

        var length = (data.Span[0] << 8) | data.Span[1];
        if (length == 0 || length > Math.Min(MessageBytesMax, capability.FileBytesMax - 2))
        {
            return Pn532Outcome.Done;
        }

        var bytes = new byte[length];
        for (var at = 0; at < length; at += data.Length)
        {
            var wanted = Math.Min(capability.ReadBytesMax, length - at);
            outcome = Ask(Apdu.ReadBinary(2 + at, wanted), out data);
            if (outcome != Pn532Outcome.Done || data.IsEmpty || data.Length > wanted)
            {
                return outcome == Pn532Outcome.Done ? Pn532Outcome.TagLost : outcome;
            }

            data.Span.CopyTo(bytes.AsSpan(at));
        }

        message = bytes;
        return Pn532Outcome.Done;
    }

    /// <summary>One command; a card that refuses it is <see cref="Pn532Outcome.NotUnderstood"/>.</summary>
    private Pn532Outcome Ask(ReadOnlySpan<byte> command, out ReadOnlyMemory<byte> data)
    {
        data = default;
        var outcome = reader.Transceive(tag, command, answer, out var length);
        if (outcome != Pn532Outcome.Done)
        {
            return outcome;
        }

        if (!Apdu.TryTakeData(answer.AsSpan(0, length), out var taken))
        {
            return Pn532Outcome.NotUnderstood;
        }

        data = answer.AsMemory(0, taken.Length);
        return Pn532Outcome.Done;
    }

    // A refusal is an ordinary answer of a card that is no Type 4 tag.
    private static Pn532Outcome Ordinary(Pn532Outcome outcome) => outcome == Pn532Outcome.NotUnderstood ? Pn532Outcome.Done : outcome;
}
