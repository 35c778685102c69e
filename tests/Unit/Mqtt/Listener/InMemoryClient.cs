using System.Globalization;
using System.Text;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

/// <summary>A client without a socket: packets in, and what came back as readable lines.</summary>
internal sealed class InMemoryClient
{
    private readonly InMemoryBroker room;
    private readonly ClientConnection connection;
    private readonly PropertyBuilder properties = new();
    private ProtocolVersion version = ProtocolVersion.V5;

    public InMemoryClient(InMemoryBroker room)
    {
        this.room = room;
        connection = new ClientConnection(room.Broker, room.Limits, _ => { }, room.Now);
    }

    public CloseCause? Closing => connection.Closing;

    /// <summary>When false, the client has stopped reading: nothing is taken out of its connection.</summary>
    public bool Reads { get; set; } = true;

    public void Connect(string clientId, ConnectSettings settings)
    {
        version = settings.Version;
        properties.Clear();
        AddIf(PropertyId.SessionExpiryInterval, settings.SessionExpiry, settings.SessionExpiry > 0);
        AddIf(PropertyId.ReceiveMaximum, settings.ReceiveMaximum ?? 0u, settings.ReceiveMaximum is not null);
        AddIf(PropertyId.MaximumPacketSize, settings.PacketBytesMax ?? 0, settings.PacketBytesMax is not null);
        var willProperties = new PropertyBuilder();
        if (settings.Will is not null && settings.WillDelay > 0)
        {
            willProperties.Add(PropertyId.WillDelayInterval, settings.WillDelay);
        }

        Send(new ConnectPacket
        {
            Version = version,
            CleanStart = settings.CleanStart,
            KeepAliveSeconds = settings.KeepAlive,
            ClientId = Encoding.UTF8.GetBytes(clientId),
            Properties = properties.Block,
            HasUserName = settings.UserName is not null,
            UserName = Encoding.UTF8.GetBytes(settings.UserName ?? ""),
            HasWill = settings.Will is not null,
            Will = settings.Will is null ? default : new WillPacket
            {
                Topic = Encoding.UTF8.GetBytes(settings.Will.Topic),
                Payload = settings.Will.Payload.Span,
                Qos = settings.Will.Qos,
                Retain = settings.Will.Retain,
                Properties = willProperties.Block,
            },
        });
        connection.Accept(new ClientRights(settings.Rights, clientId, settings.UserName), room.Now);
    }

    public void Subscribe(string filter, QualityOfService qos = QualityOfService.AtMostOnce, uint? identifier = null, byte options = 0)
    {
        var utf8 = Encoding.UTF8.GetBytes(filter);
        byte[] line = [(byte)(utf8.Length >> 8), (byte)utf8.Length, .. utf8, (byte)(options | (byte)qos)];
        properties.Clear();
        AddIf(PropertyId.SubscriptionIdentifier, identifier ?? 0, identifier is not null);
        Send(new SubscribePacket { PacketId = 7, Subscriptions = line, Properties = properties.Block });
    }

    public void Unsubscribe(string filter)
    {
        var utf8 = Encoding.UTF8.GetBytes(filter);
        Send(new UnsubscribePacket { PacketId = 8, Filters = [(byte)(utf8.Length >> 8), (byte)utf8.Length, .. utf8] });
    }

    public void Publish(
        string topic, string payload, QualityOfService qos = QualityOfService.AtMostOnce, ushort id = 0, bool retain = false,
        uint? expiry = null, ushort? alias = null)
    {
        properties.Clear();
        AddIf(PropertyId.MessageExpiryInterval, expiry ?? 0, expiry is not null);
        AddIf(PropertyId.TopicAlias, alias ?? 0u, alias is not null);
        Send(new PublishPacket
        {
            Topic = Encoding.UTF8.GetBytes(topic),
            Payload = Encoding.UTF8.GetBytes(payload),
            Qos = qos,
            PacketId = id,
            Retain = retain,
            Properties = properties.Block,
        });
    }

    public void Acknowledge(PacketType type, ushort id, ReasonCode reason = ReasonCode.Success) =>
        Send(new AckPacket { Type = type, PacketId = id, Reason = reason });

    public void Disconnect(ReasonCode reason = ReasonCode.Success)
    {
        Send(new DisconnectPacket { Reason = reason });
        Break();
    }

    /// <summary>The connection is gone, without a word.</summary>
    public void Break() => connection.Detach(room.Now);

    public void Advance() => connection.Advance(room.Now);

    public void Send<TPacket>(scoped TPacket packet)
        where TPacket : IPacket, allows ref struct
    {
        var bytes = new byte[packet.Length(version)];
        packet.Write(bytes, version);
        SendBytes(bytes);
    }

    public int SendBytes(ReadOnlySpan<byte> bytes) => connection.Receive(bytes, room.Now);

    /// <summary>Everything that has arrived since the last call, one line a packet.</summary>
    public string[] Take()
    {
        List<string> lines = [];
        while (Reads)
        {
            ReadOnlySpan<byte> unread = connection.Output.Take().Span;
            connection.Refill(room.Now);
            if (unread.IsEmpty)
            {
                break;
            }

            while (!unread.IsEmpty)
            {
                Assert.Equal(FrameStatus.Complete, FrameHeader.Split(ref unread, int.MaxValue, out var header, out var body, out _));
                lines.Add(Describe(header, body));
            }
        }

        return [.. lines];
    }

    /// <summary>As <see cref="Take"/>, the payloads of the messages only.</summary>
    public string[] TakePayloads() =>
        [.. Take().Where(line => line.StartsWith("PUBLISH", StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf(' ') + 1)..])];

    private void AddIf(PropertyId id, uint number, bool isGiven)
    {
        if (isGiven)
        {
            properties.Add(id, number);
        }
    }

    private string Describe(FrameHeader header, ReadOnlySpan<byte> body)
    {
        var fault = Fault.None;
        var line = header.Type switch
        {
            PacketType.Connack when ConnackPacket.TryRead(body, version, out var packet, out fault) =>
                $"CONNACK {packet.Reason}{(packet.SessionPresent ? " present" : "")}",
            PacketType.Publish when PublishPacket.TryRead(header.Flags, body, version, out var packet, out fault) => Describe(packet),
            PacketType.Suback or PacketType.Unsuback when SubackPacket.TryRead(header.Type, body, version, out var packet, out fault) =>
                $"{header.Type} {string.Join(',', packet.Codes.ToArray().Select(code => (ReasonCode)code))}".ToUpperInvariant(),
            PacketType.Disconnect when DisconnectPacket.TryRead(header.Type, body, version, out var packet, out fault) =>
                $"DISCONNECT {packet.Reason}",
            PacketType.Pingresp => "PINGRESP",
            _ when AckPacket.TryRead(header.Type, body, version, out var packet, out fault) =>
                $"{header.Type.ToString().ToUpperInvariant()} {packet.PacketId.ToString(CultureInfo.InvariantCulture)} {packet.Reason}",
            _ => "?",
        };
        Assert.True(fault.IsNone, fault.Explanation);
        return line;
    }

    private static string Describe(PublishPacket packet)
    {
        List<string> words = ["PUBLISH", Encoding.UTF8.GetString(packet.Topic), $"q{(int)packet.Qos}"];
        words.AddRange(packet.PacketId == 0 ? [] : [$"id{packet.PacketId}"]);
        words.AddRange(packet.Duplicate ? ["dup"] : []);
        words.AddRange(packet.Retain ? ["retain"] : []);
        foreach (var property in packet.Properties)
        {
            words.Add(property.Bytes.IsEmpty ? $"{property.Id}={property.Number}" : $"{property.Id}={Encoding.UTF8.GetString(property.Bytes)}");
        }

        words.Add(Encoding.UTF8.GetString(packet.Payload));
        return string.Join(' ', words);
    }
}
