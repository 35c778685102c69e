using System.Buffers.Binary;

namespace EdgeGateway.Devices;

/// <summary>
/// Finds the event packets in a stream of H4 bytes (Bluetooth Core 5.4, Vol 4 Part A, section 2). H4 has no start mark and no checksum:
/// after a lost byte everything is taken for something else, so bytes that cannot begin an event that a scanner gets are skipped, one by one.
/// </summary>
internal sealed class H4Framing
{
    private const byte AclData = 0x02;
    private const byte SynchronousData = 0x03;
    private const byte Event = 0x04;
    private const byte IsoData = 0x05;
    private const int HeaderBytes = 3;

    // No controller sends more data to a host that has no connection; a longer length is noise.
    private const int DataBytesMax = 1024;

    private readonly byte[] buffer = new byte[4096];
    private int start;
    private int end;

    private bool isSkipping;

    /// <summary>How often bytes belonged to no packet: noise, a wrong baud rate, or lost bytes. Each time a packet is lost, or more.</summary>
    public long Gaps { get; private set; }

    /// <summary>Where received bytes go; then say how many with <see cref="Received"/>.</summary>
    public Span<byte> Free
    {
        get
        {
            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            return buffer.AsSpan(end);
        }
    }

    public void Received(int bytes) => end += bytes;

    /// <summary>Forgets what was begun; after a reset the stream starts anew.</summary>
    public void Clear() => (start, end) = (0, 0);

    /// <summary>Copies the next event packet; its length, or 0 when more bytes are needed.</summary>
    /// <param name="packet">At least <see cref="IRadio.PacketBytesMax"/>.</param>
    public int Next(Span<byte> packet)
    {
        while (start < end)
        {
            var rest = buffer.AsSpan(start, end - start);
            var length = LengthOf(rest);
            if (length < 0)
            {
                Gaps += isSkipping ? 0 : 1;
                isSkipping = true;
                start++;
            }
            else if (length == 0 || length > rest.Length)
            {
                return 0;
            }
            else
            {
                start += length;
                isSkipping = false;
                if (rest[0] == Event)
                {
                    rest[..length].CopyTo(packet);
                    return length;
                }
            }
        }

        return 0;
    }

    /// <summary>The packet's length, 0 when that is not known yet, -1 when no packet begins here.</summary>
    private static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        switch (bytes[0])
        {
            case Event:
                return bytes.Length < 2 ? 0 : !IsEventCode(bytes[1]) ? -1 : bytes.Length < HeaderBytes ? 0 : HeaderBytes + bytes[2];
            case SynchronousData:
                return bytes.Length < 4 ? 0 : 4 + bytes[3];
            case AclData or IsoData:
                return bytes.Length < 5 ? 0
                    : BinaryPrimitives.ReadUInt16LittleEndian(bytes[3..]) is var length && length > DataBytesMax ? -1 : 5 + length;
            default:
                return -1;
        }
    }

    // Core Vol 4 Part E, section 7.7: 0x01 to 0x58, and what makers send about themselves.
    private static bool IsEventCode(byte code) => code is (>= 0x01 and <= 0x58) or 0xFF;
}
