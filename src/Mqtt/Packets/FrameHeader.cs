using System.Buffers;

namespace EdgeGateway.Mqtt.Packets;

/// <summary>The fixed header of a packet, MQTT 5.0 section 2.1: it says where the packet ends before any of it is stored.</summary>
internal readonly record struct FrameHeader(PacketType Type, byte Flags, int HeaderBytes, int BodyBytes)
{
    public const int BytesMax = 1 + VariableInteger.BytesMax;

    public int TotalBytes => HeaderBytes + BodyBytes;

    /// <summary>
    /// Splits the first packet off <paramref name="unread"/>. Complete: <paramref name="body"/> is its variable header and payload and
    /// <paramref name="unread"/> begins behind it. Incomplete: nothing moved; when <paramref name="header"/> has a length, so many bytes
    /// are needed in one piece.
    /// </summary>
    public static FrameStatus Split(
        scoped ref ReadOnlySpan<byte> unread, int packetBytesMax, out FrameHeader header, out ReadOnlySpan<byte> body, out Fault fault)
    {
        body = default;
        var status = Read(unread, packetBytesMax, out header, out fault);
        if (status != FrameStatus.Complete) return status;
        if (unread.Length < header.TotalBytes) return FrameStatus.Incomplete;

        body = unread.Slice(header.HeaderBytes, header.BodyBytes);
        unread = unread[header.TotalBytes..];
        return FrameStatus.Complete;
    }

    /// <summary>The same over the segments of a pipe; the caller copies a body that lies in two segments.</summary>
    public static FrameStatus Split(
        ref ReadOnlySequence<byte> unread, int packetBytesMax, out FrameHeader header, out ReadOnlySequence<byte> body, out Fault fault)
    {
        body = default;
        Span<byte> first = stackalloc byte[BytesMax];
        var start = unread.Slice(0, Math.Min(unread.Length, BytesMax));
        start.CopyTo(first);
        var status = Read(first[..(int)start.Length], packetBytesMax, out header, out fault);
        if (status != FrameStatus.Complete) return status;
        if (unread.Length < header.TotalBytes) return FrameStatus.Incomplete;

        body = unread.Slice(header.HeaderBytes, header.BodyBytes);
        unread = unread.Slice(header.TotalBytes);
        return FrameStatus.Complete;
    }

    /// <summary>Reads the header alone: Complete means that the header is, the body may still be under way.</summary>
    public static FrameStatus Read(ReadOnlySpan<byte> start, int packetBytesMax, out FrameHeader header, out Fault fault)
    {
        header = default;
        fault = Fault.None;
        if (start.IsEmpty) return FrameStatus.Incomplete;

        var type = (PacketType)(start[0] >> 4);
        var flags = (byte)(start[0] & 0x0F);
        fault = FlagsFault(type, flags);
        if (!fault.IsNone) return FrameStatus.Faulty;

        var lengthBytes = VariableInteger.Read(start[1..], out var bodyBytes);
        if (lengthBytes == 0) return FrameStatus.Incomplete;

        if (lengthBytes < 0)
            fault = Fault.Malformed("The Remaining Length is not a Variable Byte Integer.");
        else if (1 + lengthBytes + bodyBytes > packetBytesMax)
            fault = new Fault(ReasonCode.PacketTooLarge, "The packet is longer than the Maximum Packet Size.");

        header = new FrameHeader(type, flags, 1 + lengthBytes, bodyBytes);
        return fault.IsNone ? FrameStatus.Complete : FrameStatus.Faulty;
    }

    private static Fault FlagsFault(PacketType type, byte flags) => type switch
    {
        0 => Fault.Malformed("Packet type 0 is reserved."),
        PacketType.Publish when (flags & 0b0110) == 0b0110 => Fault.Malformed("A PUBLISH has QoS 3."),
        PacketType.Publish when (flags & 0b1110) == 0b1000 => Fault.Malformed("A PUBLISH of QoS 0 has the DUP flag."),
        PacketType.Publish => Fault.None,
        PacketType.Pubrel or PacketType.Subscribe or PacketType.Unsubscribe when flags == 0b0010 => Fault.None,
        PacketType.Pubrel or PacketType.Subscribe or PacketType.Unsubscribe => Fault.Malformed("The fixed header's flags must be 0010."),
        _ when flags == 0 => Fault.None,
        _ => Fault.Malformed("The fixed header's flags must be 0000."),
    };
}
