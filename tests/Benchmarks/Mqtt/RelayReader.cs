using System.Net.Sockets;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>Whole packets from a blocking socket.</summary>
internal sealed class RelayReader(Socket socket)
{
    private readonly byte[] _input = new byte[256 * 1024];
    private int _filled;

    internal delegate void Visit(PacketType type, ReadOnlySpan<byte> body);

    /// <summary>Waits for bytes, shows every whole packet and returns how many there were.</summary>
    public int Read(Visit visit)
    {
        var read = socket.Receive(_input.AsSpan(_filled));
        if (read == 0) throw new IOException("The broker closed the connection in the middle of a measurement.");

        _filled += read;
        ReadOnlySpan<byte> unread = _input.AsSpan(0, _filled);
        var packets = 0;
        while (FrameHeader.Split(ref unread, int.MaxValue, out var header, out var body, out _) == FrameStatus.Complete)
        {
            visit(header.Type, body);
            packets++;
        }

        unread.CopyTo(_input);
        _filled = unread.Length;
        return packets;
    }
}
