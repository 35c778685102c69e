using System.Buffers.Binary;

namespace EdgeGateway.Outbox;

/// <summary>The running checksum of a write-ahead log (SQLite file format, section 4.2).</summary>
internal sealed class WalChecksum(bool isBigEndian)
{
    private uint first;
    private uint second;

    /// <param name="bytes">A multiple of eight.</param>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            first += Word(bytes) + second;
            second += Word(bytes[4..]) + first;
        }
    }

    public bool Fits(ReadOnlySpan<byte> stored) =>
        BinaryPrimitives.ReadUInt32BigEndian(stored) == first && BinaryPrimitives.ReadUInt32BigEndian(stored[4..]) == second;

    private uint Word(ReadOnlySpan<byte> bytes) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
