namespace EdgeGateway.Sensing.Nfc;

/// <content>Cards that speak ISO/IEC 14443-4; the chip itself does blocks, waiting times and repetitions.</content>
internal sealed partial class Pn532
{
    private const byte ErrorBits = 0x3F;
    private const byte MoreInformation = 0x40;

    // Header and up to 255 bytes of data: the longest command fits into one frame, so nothing is chained towards the card.
    private const int CommandBytesMax = 262;

    // A phone may take its time: the chip grants waiting time extensions for as long as the phone asks.
    private static readonly TimeSpan CardAnswersWithin = TimeSpan.FromMilliseconds(1000);

    /// <summary>Sends one command APDU and puts the card's answer, its status word included, into <paramref name="into"/>.</summary>
    /// <returns><see cref="Pn532Outcome.TagLost"/> also when the answer is longer than <paramref name="into"/>: no honest card's is.</returns>
    public Pn532Outcome Transceive(TagFound tag, ReadOnlySpan<byte> apdu, Span<byte> into, out int length)
    {
        length = 0;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(apdu.Length, CommandBytesMax);
        Span<byte> command = stackalloc byte[2 + CommandBytesMax];
        (command[0], command[1]) = (InDataExchange, tag.Number);
        apdu.CopyTo(command[2..]);
        for (var bytes = 2 + apdu.Length; ; bytes = 2)
        {
            var outcome = Exchange(command[..bytes], CardAnswersWithin, out var answer);
            if (outcome != Pn532Outcome.Done)
            {
                return outcome;
            }

            // Section 7.3.8: bit 6 of the status says that the answer goes on; asking again without data brings the rest.
            var data = answer.Span;
            if (data.IsEmpty || (data[0] & ErrorBits) != 0 || length + data.Length - 1 > into.Length)
            {
                return Pn532Outcome.TagLost;
            }

            data[1..].CopyTo(into[length..]);
            length += data.Length - 1;
            if ((data[0] & MoreInformation) == 0)
            {
                return Pn532Outcome.Done;
            }

            // A part without bytes brings the end no nearer.
            if (data.Length == 1)
            {
                return Pn532Outcome.TagLost;
            }
        }
    }
}
