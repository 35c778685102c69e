using System.Net.Sockets;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Integration.Mqtt.Listener;

/// <summary>A client that does exactly what a test says, right or wrong.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient tcp;
    private readonly NetworkStream stream;
    private byte[] input = new byte[64 * 1024];
    private int filled;

    private RawClient(TcpClient tcp) => (this.tcp, stream) = (tcp, tcp.GetStream());

    public static async Task<RawClient> OpenAsync(int port)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        return new RawClient(tcp);
    }

    public static async Task<RawClient> ConnectAsync(int port, string clientId)
    {
        var client = await OpenAsync(port);
        await client.SendAsync(Bytes(new ConnectPacket
        {
            Version = ProtocolVersion.V5,
            CleanStart = true,
            KeepAliveSeconds = 60,
            ClientId = System.Text.Encoding.UTF8.GetBytes(clientId),
        }));
        Assert.Equal(PacketType.Connack, await client.NextAsync());
        return client;
    }

    public static byte[] Bytes<TPacket>(scoped TPacket packet)
        where TPacket : IPacket, allows ref struct
    {
        var bytes = new byte[packet.Length(ProtocolVersion.V5)];
        packet.Write(bytes, ProtocolVersion.V5);
        return bytes;
    }

    public static byte[] Subscribe(string filter, QualityOfService qos)
    {
        var utf8 = System.Text.Encoding.UTF8.GetBytes(filter);
        return Bytes(new SubscribePacket { PacketId = 1, Subscriptions = [0, (byte)utf8.Length, .. utf8, (byte)qos] });
    }

    public static byte[] Publish(string topic, ReadOnlySpan<byte> payload, QualityOfService qos = QualityOfService.AtMostOnce, ushort id = 0) =>
        Bytes(new PublishPacket { Topic = System.Text.Encoding.UTF8.GetBytes(topic), Payload = payload, Qos = qos, PacketId = id });

    public Task SendAsync(byte[] bytes) => stream.WriteAsync(bytes, TestContext.Current.CancellationToken).AsTask();

    /// <summary>The next packet's type; null when the broker has closed.</summary>
    public async Task<PacketType?> NextAsync()
    {
        while (true)
        {
            if (TryTake(out var type))
            {
                return type;
            }

            var read = await stream.ReadAsync(input.AsMemory(filled), TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
            if (read == 0)
            {
                return null;
            }

            filled += read;
        }
    }

    public void Dispose() => tcp.Dispose();

    private bool TryTake(out PacketType type)
    {
        ReadOnlySpan<byte> unread = input.AsSpan(0, filled);
        var status = FrameHeader.Split(ref unread, int.MaxValue, out var header, out _, out _);
        type = header.Type;
        if (status != FrameStatus.Complete)
        {
            if (filled == input.Length)
            {
                Array.Resize(ref input, input.Length * 2);
            }

            return false;
        }

        unread.CopyTo(input);
        filled = unread.Length;
        return true;
    }
}
