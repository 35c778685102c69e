using EdgeGateway.Mqtt.Client;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Client;

public class SendBufferTests
{
    [Fact]
    public void WhatIsSentInPiecesComesOutInOrder()
    {
        var buffer = new SendBuffer();
        var expected = new List<byte>();
        var sent = new List<byte>();
        var random = new Random(2);
        for (var i = 0; i < 2000; i++)
        {
            var payload = new byte[random.Next(900)];
            random.NextBytes(payload);
            var packet = new PublishPacket { Topic = "a"u8, Payload = payload };
            var bytes = new byte[packet.Length(ProtocolVersion.V5)];
            packet.Write(bytes, ProtocolVersion.V5);
            expected.AddRange(bytes);
            buffer.Add(packet, bytes.Length);

            var count = random.Next(Math.Min(buffer.Count, 1500) + 1);
            sent.AddRange(buffer.Unsent[..count]);
            buffer.Sent(count);
            if (random.Next(10) == 0) sent.AddRange(buffer.Take().Span);
        }

        sent.AddRange(buffer.Unsent);
        Assert.Equal(expected, sent);
    }

    [Fact]
    public void TakenBytesStayWhileNewOnesGather()
    {
        var buffer = new SendBuffer();
        buffer.Add(PingPacket.Request, 2);
        var taken = buffer.Take();
        buffer.Add(PingPacket.Response, 2);

        Assert.Equal([0xC0, 0], taken.ToArray());
        Assert.Equal([0xD0, 0], buffer.Unsent.ToArray());
    }
}
