using System.Buffers.Binary;

namespace EdgeGateway.Sensing;

/// <summary>Computes Eddystone's ephemeral ids (github.com/google/eddystone, eddystone-eid/eid-computation.md) of one beacon.</summary>
internal sealed class EphemeralId(BeaconKey beacon) : IDisposable
{
    private const byte Salt = 0xFF;

    private readonly AesBlock identity = new(beacon.Secret);
    private readonly AesBlock?[] temporary = new AesBlock?[2];
    private readonly ushort[] temporaryOf = new ushort[2];

    public BeaconKey Beacon => beacon;

    /// <summary>Its identity key, which also encrypts its telemetry.</summary>
    public AesBlock Identity => identity;

    /// <summary>Its counter, in seconds, at a time of day.</summary>
    public long CounterAt(DateTimeOffset utc) => (utc - beacon.Epoch).Ticks / TimeSpan.TicksPerSecond;

    /// <summary>The id of a rotation period, first byte highest.</summary>
    /// <param name="period">The counter without its lowest bits; counted on where the 32 bits of the counter end.</param>
    public ulong Of(long period)
    {
        var time = TimeOf(period);
        Span<byte> block = stackalloc byte[AesBlock.Bytes];
        block.Clear();
        block[11] = (byte)beacon.RotationExponent;
        BinaryPrimitives.WriteUInt32BigEndian(block[12..], time);
        TemporaryKey((ushort)(time >> 16)).Encrypt(block, block);
        return BinaryPrimitives.ReadUInt64BigEndian(block);
    }

    /// <summary>A period's time base, which is part of the nonce of encrypted telemetry.</summary>
    public uint TimeOf(long period) => (uint)(period << beacon.RotationExponent);

    public void Dispose()
    {
        identity.Dispose();
        temporary[0]?.Dispose();
        temporary[1]?.Dispose();
    }

    // One key for 65536 seconds; at their end two are in use.
    private AesBlock TemporaryKey(ushort high)
    {
        var slot = high % 2;
        if (temporary[slot] is { } kept && temporaryOf[slot] == high)
        {
            return kept;
        }

        Span<byte> block = stackalloc byte[AesBlock.Bytes];
        block.Clear();
        block[11] = Salt;
        BinaryPrimitives.WriteUInt16BigEndian(block[14..], high);
        identity.Encrypt(block, block);
        temporary[slot]?.Dispose();
        temporaryOf[slot] = high;
        return temporary[slot] = new AesBlock(block);
    }
}
