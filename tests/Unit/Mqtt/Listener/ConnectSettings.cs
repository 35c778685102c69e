using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

/// <summary>What a test's client says in CONNECT.</summary>
internal sealed record ConnectSettings
{
    public ProtocolVersion Version { get; init; } = ProtocolVersion.V5;

    public bool CleanStart { get; init; } = true;

    public uint SessionExpiry { get; init; }

    public ushort KeepAlive { get; init; } = 60;

    public ushort? ReceiveMaximum { get; init; }

    public uint? PacketBytesMax { get; init; }

    public string? UserName { get; init; }

    public MqttMessage? Will { get; init; }

    public uint WillDelay { get; init; }

    public MqttTopicRights Rights { get; init; } = MqttTopicRights.Everything;
}
