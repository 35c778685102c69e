using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EdgeGateway.Outbox;

/// <summary>What a block keeps beside an event's JSON: its number, and a checksum over number and JSON.</summary>
internal readonly record struct Mark(uint Sequence, uint Checksum)
{
    public const int Bytes = 8;

    public static Mark Of(uint sequence, ReadOnlySpan<byte> json) => new(sequence, Crc32C(sequence, json));

    public static Mark Read(ReadOnlySpan<byte> marks, int index)
    {
        var mark = marks.Slice(index * Bytes, Bytes);
        return new Mark(BinaryPrimitives.ReadUInt32LittleEndian(mark), BinaryPrimitives.ReadUInt32LittleEndian(mark[4..]));
    }

    public void Write(Span<byte> mark)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(mark, Sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(mark[4..], Checksum);
    }

    /// <summary>CRC-32C (Castagnoli), which the processor computes.</summary>
    private static uint Crc32C(uint sequence, ReadOnlySpan<byte> json)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, sequence);
        var words = MemoryMarshal.Cast<byte, ulong>(json);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var rest in json[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}
