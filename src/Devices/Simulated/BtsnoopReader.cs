using System.Buffers.Binary;

namespace EdgeGateway.Devices.Simulated;

/// <summary>
/// Reads a btsnoop capture record by record: Android's and hcidump's files (datalinks 1001 and 1002) and those of
/// <c>btmon -w</c> (2001). A damaged file ends where the damage begins, with <see cref="Problem"/> saying so.
/// </summary>
public sealed class BtsnoopReader
{
    private const int HeaderBytes = 16;
    private const int RecordHeaderBytes = 24;
    private const int RecordBytesMax = 64 * 1024 + 5; // The largest H4 packet, ISO data with its header, and then some.
    private const uint UnencapsulatedHci = 1001;
    private const uint UartH4 = 1002;
    private const uint LinuxMonitor = 2001;
    private const byte EventPacket = 0x04;
    private const long MicrosecondsToUnixEpoch = 0x00DC_DDB3_0F2F_8000; // btsnoop counts from the year 0

    private readonly Stream stream;
    private readonly uint datalink;
    private readonly byte[] header = new byte[RecordHeaderBytes];
    private byte[] record = new byte[1 + IRadio.PacketBytesMax];
    private int length;

    private BtsnoopReader(Stream stream, uint datalink)
    {
        this.stream = stream;
        this.datalink = datalink;
    }

    /// <summary>The last event read, as an H4 packet; valid until the next <see cref="ReadEvent"/>.</summary>
    public ReadOnlySpan<byte> Packet => record.AsSpan(0, length);

    /// <summary>When it was recorded, in microseconds since 1970.</summary>
    public long Microseconds { get; private set; }

    /// <summary>Records read, of whatever kind.</summary>
    public long Records { get; private set; }

    /// <summary>Records passed over: commands, data, the monitor's notes, events that were recorded in part.</summary>
    public long Skipped { get; private set; }

    /// <summary>Why reading ended before the end of the file; empty for a file that ended well.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Reads the file's header.</summary>
    /// <exception cref="DeviceException">It is no btsnoop file of a kind known here.</exception>
    public static BtsnoopReader Open(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[HeaderBytes];
        var count = stream.ReadAtLeast(start, HeaderBytes, throwOnEndOfStream: false);
        if (count < HeaderBytes || !start.StartsWith("btsnoop\0"u8))
        {
            throw new DeviceException($"cannot play {name}: it is no btsnoop file; record one with `btmon -w {Path.GetFileName(name)}`");
        }

        var (version, datalink) = (BinaryPrimitives.ReadUInt32BigEndian(start[8..]), BinaryPrimitives.ReadUInt32BigEndian(start[12..]));
        if (version != 1 || datalink is not (UnencapsulatedHci or UartH4 or LinuxMonitor))
        {
            throw new DeviceException(
                $"cannot play {name}: btsnoop version {version}, datalink {datalink}; known are version 1 with datalink 1001, 1002 or 2001");
        }

        return new BtsnoopReader(stream, datalink);
    }

    /// <summary>Goes to the next event that the controller sent; false at the end of the file or where it is damaged.</summary>
    public bool ReadEvent()
    {
        while (ReadRecord(out var isEvent))
        {
            if (isEvent) return true;
            Skipped++;
        }

        length = 0;
        return false;
    }

    private bool ReadRecord(out bool isEvent)
    {
        isEvent = false;
        var count = stream.ReadAtLeast(header, RecordHeaderBytes, throwOnEndOfStream: false);
        if (count == 0) return false;
        if (count < RecordHeaderBytes) return Damaged("the file ends inside a record's header");

        var original = BinaryPrimitives.ReadUInt32BigEndian(header);
        var included = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        var flags = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8));
        if (included > original || included > RecordBytesMax) return Damaged($"a record claims {included} of {original} bytes");

        Microseconds = BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(16)) - MicrosecondsToUnixEpoch;
        if (!ReadPacket((int)included)) return Damaged("the file ends inside a record");

        Records++;
        isEvent = included == original && length <= IRadio.PacketBytesMax && IsEvent(flags);
        return true;
    }

    // Only datalink 1002 carries the H4 type byte; where it is missing it is put in front.
    private bool ReadPacket(int included)
    {
        var typeBytes = datalink == UartH4 ? 0 : 1;
        length = typeBytes + included;
        if (record.Length < length) record = new byte[RecordBytesMax + 1];

        record[0] = EventPacket;
        return stream.ReadAtLeast(record.AsSpan(typeBytes, included), included, throwOnEndOfStream: false) == included;
    }

    private bool IsEvent(uint flags) => datalink switch
    {
        UnencapsulatedHci => (flags & 3) == 3, // received, and an event rather than data
        LinuxMonitor => (flags & 0xFFFF) == 3, // BTSNOOP_OPCODE_EVENT_PKT
        _ => length > 0 && record[0] == EventPacket,
    };

    private bool Damaged(string why)
    {
        Problem = $"damaged after record {Records}: {why}; the rest cannot be read";
        return false;
    }
}
