using System.Text;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>The CONNECT that options ask for.</summary>
internal static class ConnectRequest
{
    public static byte[] Encode(MqttClientOptions options)
    {
        var properties = new PropertyBuilder();
        if (options.SessionExpiry > TimeSpan.Zero)
            properties.Add(PropertyId.SessionExpiryInterval, MessageProperties.Seconds(options.SessionExpiry));
        if (options.ReceiveMaximum < ushort.MaxValue) properties.Add(PropertyId.ReceiveMaximum, options.ReceiveMaximum);
        properties.Add(PropertyId.MaximumPacketSize, (uint)options.PacketBytesMax);

        var willProperties = new PropertyBuilder();
        if (options.Will is { } will) willProperties.Add(will);

        var packet = new ConnectPacket
        {
            Version = ProtocolVersion.V5,
            CleanStart = options.CleanStart,
            KeepAliveSeconds = (ushort)Math.Min(MessageProperties.Seconds(options.KeepAlive), ushort.MaxValue),
            ClientId = Encoding.UTF8.GetBytes(options.ClientId),
            Properties = properties.Block,
            HasWill = options.Will is not null,
            Will = options.Will is null ? default : new WillPacket
            {
                Topic = Encoding.UTF8.GetBytes(options.Will.Topic),
                Payload = options.Will.Payload.Span,
                Qos = options.Will.Qos,
                Retain = options.Will.Retain,
                Properties = willProperties.Block,
            },
            HasUserName = options.UserName is not null,
            UserName = Encoding.UTF8.GetBytes(options.UserName ?? ""),
            HasPassword = !options.Password.IsEmpty,
            Password = options.Password.Span,
        };
        var bytes = new byte[packet.Length(ProtocolVersion.V5)];
        packet.Write(bytes, ProtocolVersion.V5);
        return bytes;
    }
}
