using System.Numerics;

namespace EdgeGateway.Outbox;

/// <summary>CRC-32C (Castagnoli) over a stream of bytes, for the export's last line.</summary>
internal sealed class ByteSum
{
    private uint crc = uint.MaxValue;

    public uint Value => ~crc;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }
    }
}
