using System.Buffers.Binary;

namespace EdgeGateway.Sensing;

/// <summary>The frame of an H4 event packet (Bluetooth Core 5.4, Vol 4 Part A, section 2, and Part E, section 5.4.4).</summary>
internal static class HciEvent
{
    public const byte PacketType = 0x04;
    public const byte CommandComplete = 0x0E;
    public const byte CommandStatus = 0x0F;
    public const byte LeMeta = 0x3E;

    /// <summary>H4 type, event code, length.</summary>
    public const int HeaderBytes = 3;

    public static ReportFault Check(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty || packet[0] != PacketType)
        {
            return ReportFault.NotAnEvent;
        }

        if (packet.Length < HeaderBytes || packet.Length < HeaderBytes + packet[2])
        {
            return ReportFault.PacketTruncated;
        }

        return packet.Length > HeaderBytes + packet[2] ? ReportFault.PacketTooLong : ReportFault.None;
    }

    /// <summary>The answer to a command, as Command Complete (section 7.7.14) or Command Status (7.7.15).</summary>
    /// <param name="result">Status first, then the return parameters.</param>
    public static bool TryReadCommandResult(ReadOnlySpan<byte> packet, out ushort opcode, out ReadOnlySpan<byte> result)
    {
        opcode = 0;
        result = [];
        if (Check(packet) != ReportFault.None)
        {
            return false;
        }

        var parameters = packet[HeaderBytes..];
        if (packet[1] == CommandComplete && parameters.Length >= 4)
        {
            opcode = BinaryPrimitives.ReadUInt16LittleEndian(parameters[1..]);
            result = parameters[3..];
            return true;
        }

        if (packet[1] == CommandStatus && parameters.Length >= 4)
        {
            opcode = BinaryPrimitives.ReadUInt16LittleEndian(parameters[2..]);
            result = parameters[..1];
            return true;
        }

        return false;
    }
}
