namespace EdgeGateway.Mqtt.Packets;

/// <summary>Where a property stands: in a packet of a type, or with the will inside CONNECT.</summary>
[Flags]
internal enum PropertyScope
{
    None = 0,
    Connect = 1 << PacketType.Connect,
    Connack = 1 << PacketType.Connack,
    Publish = 1 << PacketType.Publish,
    Puback = 1 << PacketType.Puback,
    Pubrec = 1 << PacketType.Pubrec,
    Pubrel = 1 << PacketType.Pubrel,
    Pubcomp = 1 << PacketType.Pubcomp,
    Subscribe = 1 << PacketType.Subscribe,
    Suback = 1 << PacketType.Suback,
    Unsubscribe = 1 << PacketType.Unsubscribe,
    Unsuback = 1 << PacketType.Unsuback,
    Disconnect = 1 << PacketType.Disconnect,
    Auth = 1 << PacketType.Auth,
    Will = 1 << 16,
    Acknowledgements = Puback | Pubrec | Pubrel | Pubcomp | Suback | Unsuback,
    Everywhere = Connect | Connack | Publish | Acknowledgements | Subscribe | Unsubscribe | Disconnect | Auth | Will,
}
