using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>
/// QoS 1 from one raw socket through a broker to another: a publisher that keeps its window full and a subscriber that acknowledges
/// whatever it reads. Both only move bytes, so that the broker is what is measured.
/// </summary>
internal sealed record RelayWork(int Count, int Window, int PayloadBytes)
{
    private static ReadOnlySpan<byte> Topic => "edge/v1/berlin-1/gw-1/event/door.crossed"u8;

    public async Task<RelayRun> RunAsync(int port, Func<TimeSpan> brokerCpu)
    {
        using var subscriber = Connect(port, "subscriber");
        subscriber.Send(Bytes(new SubscribePacket
        {
            PacketId = 1,
            Subscriptions = [0, (byte)"edge/v1/+/+/event/+"u8.Length, .. "edge/v1/+/+/event/+"u8, 1],
        }));
        ReadPackets(subscriber, 1);
        using var publisher = Connect(port, "publisher");
        var cpuBefore = brokerCpu();
        var started = Stopwatch.GetTimestamp();
        var receiving = Task.Factory.StartNew(() => Receive(subscriber), TaskCreationOptions.LongRunning);
        await Task.Factory.StartNew(() => Publish(publisher), TaskCreationOptions.LongRunning);
        await receiving;
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new RelayRun(Count / elapsed.TotalSeconds, (brokerCpu() - cpuBefore).TotalSeconds * 100_000 / Count);
    }

    private static byte[] Bytes<TPacket>(scoped TPacket packet)
        where TPacket : IPacket, allows ref struct
    {
        var bytes = new byte[packet.Length(ProtocolVersion.V5)];
        packet.Write(bytes, ProtocolVersion.V5);
        return bytes;
    }

    private static Socket Connect(int port, string clientId)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect("127.0.0.1", port);
        socket.Send(Bytes(new ConnectPacket
        {
            Version = ProtocolVersion.V5,
            CleanStart = true,
            KeepAliveSeconds = 600,
            ClientId = System.Text.Encoding.UTF8.GetBytes(clientId),
        }));
        ReadPackets(socket, 1);
        return socket;
    }

    private static void ReadPackets(Socket socket, int packets)
    {
        var reader = new RelayReader(socket);
        while (packets > 0)
        {
            packets -= reader.Read((_, _) => { });
        }
    }

    private void Publish(Socket socket)
    {
        var packet = Bytes(new PublishPacket { Topic = Topic, Payload = new byte[PayloadBytes], Qos = QualityOfService.AtLeastOnce, PacketId = 1 });
        var idAt = packet.Length - PayloadBytes - 1 - sizeof(ushort);
        var batch = new byte[packet.Length * Math.Min(Window, 200)];
        var reader = new RelayReader(socket);
        var (sent, answered) = (0, 0);
        while (answered < Count)
        {
            var filled = 0;
            while (sent < Count && sent - answered < Window && filled < batch.Length)
            {
                BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(idAt), (ushort)((sent++ % ushort.MaxValue) + 1));
                packet.CopyTo(batch, filled);
                filled += packet.Length;
            }

            socket.Send(batch.AsSpan(0, filled));
            if (sent == Count || sent - answered == Window || socket.Available > 0)
            {
                answered += reader.Read((_, _) => { });
            }
        }
    }

    private void Receive(Socket socket)
    {
        var reader = new RelayReader(socket);
        var answers = new byte[256 * 1024];
        var received = 0;
        while (received < Count)
        {
            var filled = 0;
            received += reader.Read((type, body) =>
            {
                if (type == PacketType.Publish)
                {
                    (answers[filled], answers[filled + 1]) = ((byte)PacketType.Puback << 4, 2);
                    body.Slice(2 + BinaryPrimitives.ReadUInt16BigEndian(body), 2).CopyTo(answers.AsSpan(filled + 2));
                    filled += 4;
                }
            });
            socket.Send(answers.AsSpan(0, filled));
        }
    }
}
