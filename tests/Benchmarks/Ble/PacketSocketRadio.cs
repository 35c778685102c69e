using System.Net.Sockets;
using EdgeGateway.Devices;

namespace EdgeGateway.Tests.Benchmarks.Ble;

/// <summary>
/// A radio whose packets come through a socket of the kernel, one read each, as the raw HCI socket's do; the set-up commands are answered
/// as a legacy controller would.
/// </summary>
internal sealed class PacketSocketRadio : IRadio
{
    private readonly Socket near;
    private readonly Socket far;
    private readonly IClock clock;

    public PacketSocketRadio(IClock clock)
    {
        this.clock = clock;
        var path = Path.Combine(Path.GetTempPath(), $"ble-load-{Guid.NewGuid():N}");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        near = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        near.Connect(new UnixDomainSocketEndPoint(path));
        far = listener.Accept();
        File.Delete(path);
    }

    public string Name => "load";

    /// <summary>The air: what is put here is received.</summary>
    public void Hear(ReadOnlySpan<byte> report) => far.Send(report);

    public int Receive(Span<byte> packet, TimeSpan timeout, out TimeSpan at)
    {
        var length = near.Poll(timeout, SelectMode.SelectRead) ? near.Receive(packet) : 0;
        at = clock.SinceBoot;
        return length;
    }

    public void Send(ReadOnlySpan<byte> command) => far.Send([0x04, 0x0E, 4, 1, command[1], command[2], 0]);

    public void Reset()
    {
    }

    public void Dispose()
    {
        near.Dispose();
        far.Dispose();
    }
}
