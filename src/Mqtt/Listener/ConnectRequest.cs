using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>A CONNECT, copied out of its bytes because checking a password takes a while.</summary>
internal sealed record ConnectRequest
{
    /// <summary>MQTT asks for 23 at least; a client id is a name, not a document.</summary>
    private const int ClientIdBytesMax = 256;

    public required ProtocolVersion Version { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The client gave none, so we chose one.</summary>
    public bool IsClientIdAssigned { get; init; }

    public bool CleanStart { get; init; }

    public string? UserName { get; init; }

    public byte[] Password { get; init; } = [];

    public TimeSpan SessionExpiry { get; init; }

    public TimeSpan KeepAlive { get; init; }

    public ushort ReceiveMaximum { get; init; }

    public long PacketBytesMax { get; init; }

    public Will? Will { get; init; }

    /// <summary>Success, or why this CONNECT is refused whoever sent it.</summary>
    public ReasonCode Problem { get; init; }

    public static ConnectRequest From(ConnectPacket packet, MqttListenerLimits limits)
    {
        var isV5 = packet.Version == ProtocolVersion.V5;
        var asked = packet.Properties.Number(PropertyId.SessionExpiryInterval) ?? 0;
        return new ConnectRequest
        {
            Version = packet.Version,
            ClientId = packet.ClientId.IsEmpty ? NewClientId() : Encoding.UTF8.GetString(packet.ClientId),
            IsClientIdAssigned = packet.ClientId.IsEmpty,
            CleanStart = packet.CleanStart,
            UserName = packet.HasUserName ? Encoding.UTF8.GetString(packet.UserName) : null,
            Password = packet.Password.ToArray(),
            // MQTT 3.1.1 knows only two lives of a session: with its connection, or without end.
            SessionExpiry = isV5 ? TimeSpan.FromSeconds(asked) : packet.CleanStart ? TimeSpan.Zero : limits.SessionExpiryMax,
            KeepAlive = TimeSpan.FromSeconds(packet.KeepAliveSeconds),
            ReceiveMaximum = (ushort)(packet.Properties.Number(PropertyId.ReceiveMaximum) ?? ushort.MaxValue),
            PacketBytesMax = packet.Properties.Number(PropertyId.MaximumPacketSize) ?? uint.MaxValue,
            Will = packet.HasWill ? ReadWill(packet.Will) : null,
            Problem = Judge(packet, limits),
        };
    }

    private static ReasonCode Judge(ConnectPacket packet, MqttListenerLimits limits) => packet switch
    {
        _ when packet.ClientId.IsEmpty && packet.Version == ProtocolVersion.V311 && !packet.CleanStart => ReasonCode.ClientIdentifierNotValid,
        _ when packet.ClientId.Length > ClientIdBytesMax => ReasonCode.ClientIdentifierNotValid,
        _ when packet.Properties.TryGet(PropertyId.AuthenticationMethod, out _) => ReasonCode.BadAuthenticationMethod,
        _ when packet.HasWill && packet.Will.Topic.Count((byte)'/') >= limits.TopicLevelsMax => ReasonCode.TopicNameInvalid,
        _ => ReasonCode.Success,
    };

    private static Will ReadWill(WillPacket packet)
    {
        var expiry = packet.Properties.Number(PropertyId.MessageExpiryInterval);
        var topic = packet.Topic.ToArray();
        var message = new StoredMessage
        {
            Topic = Encoding.UTF8.GetString(topic),
            TopicBytes = topic,
            Properties = StoredMessage.KeptProperties(packet.Properties),
            Payload = packet.Payload.ToArray(),
            Qos = packet.Qos,
            Retain = packet.Retain,
        };
        var delay = TimeSpan.FromSeconds(packet.Properties.Number(PropertyId.WillDelayInterval) ?? 0);
        return new Will(message, delay, expiry is null ? null : TimeSpan.FromSeconds(expiry.Value));
    }

    private static string NewClientId() =>
        string.Create(CultureInfo.InvariantCulture, $"assigned-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}");
}
