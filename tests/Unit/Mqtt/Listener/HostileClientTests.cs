using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

public class HostileClientTests
{
    public static TheoryData<string, CloseCause> Faults => new()
    {
        { "47455420", CloseCause.Malformed },                     // "GET "
        { "00", CloseCause.Malformed },                           // packet type 0
        { "C000", CloseCause.ProtocolError },                     // PINGREQ first
        { "10FFFFFFFF7F", CloseCause.Malformed },                 // a Remaining Length of five bytes
        { "10FFFFFF7F", CloseCause.PacketTooLarge },              // 256 MB announced
        { "100E00044D5154540502003C000000FF", CloseCause.Malformed }, // longer than its content
        { "101000044D515454090200000000047A7A7A7A", CloseCause.Refused }, // protocol version 9
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void BytesThatAreNoConnectCloseWithACountedCause(string hex, CloseCause expected)
    {
        var room = new InMemoryBroker();
        var client = room.Open();
        client.SendBytes(Convert.FromHexString(hex));
        Assert.Equal(expected, client.Closing);
        Assert.Equal(1, room.Broker.Counters.Closed()[expected]);
    }

    [Theory]
    [InlineData("36050001610001", CloseCause.Malformed)]          // PUBLISH of QoS 3
    [InlineData("3006000161022301", CloseCause.Malformed)]        // a property cut short
    [InlineData("300700012300", CloseCause.Malformed)]
    [InlineData("3003000123", CloseCause.ProtocolError)]          // the topic "#"
    [InlineData("30060001610223FF", CloseCause.Malformed)]
    [InlineData("3007000161032300FF", CloseCause.ProtocolError)]  // Topic Alias 255 above our maximum
    [InlineData("8203000100", CloseCause.ProtocolError)]          // SUBSCRIBE without a filter
    [InlineData("820700010000010003", CloseCause.Malformed)]
    [InlineData("2002000000", CloseCause.ProtocolError)]          // CONNACK from a client
    [InlineData("100D00044D5154540502003C000000", CloseCause.ProtocolError)] // a second CONNECT
    [InlineData("F000", CloseCause.ProtocolError)]                // AUTH, which was not agreed on
    public void BadPacketsAfterConnectCloseThatConnectionWithADisconnect(string hex, CloseCause expected)
    {
        var room = new InMemoryBroker();
        var (client, other) = (room.Connect("c"), room.Connect("o"));
        client.Take();
        client.SendBytes(Convert.FromHexString(hex));
        if (client.Closing is null)
        {
            // Cut short on purpose: the rest never comes.
            room.Pass(room.Limits.PacketTimeout + TimeSpan.FromSeconds(2));
            expected = CloseCause.PacketTimeout;
        }

        Assert.Equal(expected, client.Closing);
        Assert.StartsWith("DISCONNECT", client.Take()[^1], StringComparison.Ordinal);
        other.Send(PingPacket.Request);
        Assert.Equal("PINGRESP", other.Take()[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void DamagedPacketsNeverThrowAndNeverDisturbOthers(int seed)
    {
        var random = new Random(seed);
        var room = new InMemoryBroker(new MqttListenerLimits { QueuedMessagesMax = 50, RetainedMessagesMax = 50, SubscriptionsPerSessionMax = 20 });
        var witness = room.Connect("witness");
        witness.Subscribe("w/#");
        var good = Recording();
        for (var round = 0; round < 400; round++)
        {
            var client = random.Next(4) == 0 ? room.Open() : room.Connect("c" + random.Next(10), new ConnectSettings { SessionExpiry = 60, CleanStart = false });
            var bytes = good.ToArray();
            for (var damage = random.Next(1, 12); damage > 0; damage--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            for (var at = 0; at < bytes.Length && client.Closing is null;)
            {
                var used = client.SendBytes(bytes.AsSpan(at));
                if (used == 0)
                {
                    break;
                }

                at += used;
            }

            client.Break();
            room.Clients.Remove(client);
            room.Pass(TimeSpan.FromSeconds(1));
            witness.Send(PingPacket.Request);
            witness.Publish("w/here", "still");
            Assert.Contains("PINGRESP", witness.Take());
        }

        Assert.Null(witness.Closing);
        Assert.Equal(400, room.Broker.Counters.Closed().Values.Sum());
    }

    /// <summary>A conversation that uses every packet a client may send.</summary>
    private static byte[] Recording()
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        var properties = new PropertyBuilder().Add(PropertyId.MessageExpiryInterval, 60).AddUser("a", "b");
        bytes.Write(new SubscribePacket { PacketId = 1, Subscriptions = [0, 3, .. "w/#"u8, 1, 0, 11, .. "$share/g/w/"u8, 2] }, ProtocolVersion.V5);
        bytes.Write(new PublishPacket { Topic = "w/1"u8, Payload = "x"u8, Properties = properties.Block, Retain = true }, ProtocolVersion.V5);
        bytes.Write(new PublishPacket { Topic = "w/2"u8, Payload = "x"u8, Qos = QualityOfService.AtLeastOnce, PacketId = 2 }, ProtocolVersion.V5);
        bytes.Write(new PublishPacket { Topic = "w/3"u8, Payload = "x"u8, Qos = QualityOfService.ExactlyOnce, PacketId = 3 }, ProtocolVersion.V5);
        bytes.Write(new AckPacket { Type = PacketType.Pubrel, PacketId = 3 }, ProtocolVersion.V5);
        bytes.Write(new AckPacket { Type = PacketType.Puback, PacketId = 1 }, ProtocolVersion.V5);
        bytes.Write(new AckPacket { Type = PacketType.Pubrec, PacketId = 2 }, ProtocolVersion.V5);
        bytes.Write(new AckPacket { Type = PacketType.Pubcomp, PacketId = 2 }, ProtocolVersion.V5);
        bytes.Write(new UnsubscribePacket { PacketId = 4, Filters = [0, 3, .. "w/#"u8] }, ProtocolVersion.V5);
        bytes.Write(PingPacket.Request, ProtocolVersion.V5);
        return bytes.WrittenSpan.ToArray();
    }
}
