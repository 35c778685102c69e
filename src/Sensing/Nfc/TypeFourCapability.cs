using System.Buffers.Binary;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>The capability container of a Type 4 tag (NFC Forum Type 4 Tag 2.0, section 5.1).</summary>
/// <param name="ReadBytesMax">Bytes that one READ BINARY may ask for.</param>
/// <param name="FileId">The NDEF file.</param>
/// <param name="FileBytesMax">Its size, the two bytes of its length included.</param>
public readonly record struct TypeFourCapability(int ReadBytesMax, int FileId, int FileBytesMax, bool IsReadable, bool IsWritable)
{
    /// <summary>Length, version, the two limits and the first TLV.</summary>
    public const int Bytes = 15;

    // So much fits into one short answer together with the status word; longer ones need extended lengths, which many cards lack.
    private const int ShortAnswerMax = 240;
    private const byte NdefFileControl = 0x04;

    /// <summary>False when these bytes are no capability container of a version that is known (1.x, 2.x, 3.x).</summary>
    public static bool TryRead(ReadOnlySpan<byte> container, out TypeFourCapability capability)
    {
        capability = default;
        if (container.Length < Bytes || container[2] >> 4 is < 1 or > 3 || container[7] != NdefFileControl || container[8] != 6)
        {
            return false;
        }

        int Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
        capability = new TypeFourCapability(
            Math.Min(Word(container, 3), ShortAnswerMax), Word(container, 9), Word(container, 11), container[13] == 0, container[14] == 0);

        // Section 5.1.2.1: at least 15 bytes can be read at once; a card that says less is damaged, one that says 0 would be read for ever.
        return capability is { ReadBytesMax: >= Bytes, FileBytesMax: > 2 };
    }
}
