using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>
/// The ceiling: packets encoded beforehand on a bare non-blocking socket, one thread, nothing but packet identifiers written and PUBACKs
/// counted. What a client could reach that did no work at all.
/// </summary>
internal sealed class RawPublisher
{
    private const int BatchMax = 200;

    public static Task<PublishRun> RunAsync(PublishWork work)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, work.Port);
        Greet(socket);
        socket.Blocking = false;
        return work.MeasureAsync(() =>
        {
            Publish(socket, work);
            return Task.CompletedTask;
        });
    }

    private static void Greet(Socket socket)
    {
        // CONNECT: MQTT 5, clean start, keep-alive 60 s, no properties, client identifier "raw".
        socket.Send([0x10, 0x10, 0, 4, .. "MQTT"u8, 5, 2, 0, 60, 0, 0, 3, .. "raw"u8]);
        Span<byte> connack = stackalloc byte[256];
        var count = socket.Receive(connack);
        if (count < 4 || connack[0] != 0x20 || connack[3] != 0) throw new InvalidOperationException("mosquitto refused the raw publisher.");
    }

    private static void Publish(Socket socket, PublishWork work)
    {
        var (packet, idOffset) = Encode();
        var batch = new byte[BatchMax * packet.Length];
        for (var i = 0; i < BatchMax; i++) packet.CopyTo(batch, i * packet.Length);

        var read = new byte[64 * 1024];
        int sent = 0, acknowledged = 0, unsentStart = 0, unsentEnd = 0, carried = 0;
        ushort packetId = 0;
        while (acknowledged < work.Count)
        {
            if (unsentStart == unsentEnd && sent < work.Count && sent - acknowledged < work.Window)
            {
                var messages = Math.Min(Math.Min(work.Window - (sent - acknowledged), BatchMax), work.Count - sent);
                for (var i = 0; i < messages; i++)
                {
                    if (++packetId == 0) packetId = 1;
                    BinaryPrimitives.WriteUInt16BigEndian(batch.AsSpan((i * packet.Length) + idOffset), packetId);
                }

                (unsentStart, unsentEnd) = (0, messages * packet.Length);
                sent += messages;
            }

            if (unsentStart < unsentEnd)
            {
                var count = socket.Send(batch.AsSpan(unsentStart..unsentEnd), SocketFlags.None, out var error);
                if (error == SocketError.Success) unsentStart += count;
            }

            // Waits for acknowledgements only when there is nothing that could be sent.
            var mustWait = unsentStart == unsentEnd && (sent == work.Count || sent - acknowledged >= work.Window);
            if (mustWait) socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead);
            var received = socket.Receive(read.AsSpan(carried), SocketFlags.None, out var failure);
            if (failure == SocketError.WouldBlock) continue;
            if (failure != SocketError.Success || received == 0) throw new InvalidOperationException("mosquitto closed the raw publisher's connection.");

            acknowledged += CountPubacks(read, ref carried, received);
        }

        socket.Send([0xE0, 0]);
    }

    private static int CountPubacks(byte[] read, ref int carried, int received)
    {
        var (at, end, count) = (0, carried + received, 0);
        for (; end - at >= 2 && end - at >= 2 + read[at + 1]; at += 2 + read[at + 1])
        {
            if (read[at] >> 4 == 4) count++;
        }

        carried = end - at;
        read.AsSpan(at, carried).CopyTo(read);
        return count;
    }

    private static (byte[] Packet, int IdOffset) Encode()
    {
        var topic = Encoding.UTF8.GetBytes(PublishWork.Topic);
        var length = 2 + topic.Length + 2 + 1 + PublishWork.Payload.Length;
        byte[] packet =
        [
            0x32, (byte)((length & 0x7F) | 0x80), (byte)(length >> 7), 0, (byte)topic.Length, .. topic, 0, 0, 0, .. PublishWork.Payload,
        ];
        return (packet, 5 + topic.Length);
    }
}
