using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>What the broker's CONNACK says, for the owner.</summary>
internal static class ConnectAnswer
{
    public static MqttConnection From(ConnackPacket packet, BrokerAddress address, BrokerLimits limits)
    {
        var properties = packet.Properties;
        var bytesMax = properties.Number(PropertyId.MaximumPacketSize);
        var serverReference = properties.Text(PropertyId.ServerReference);
        return new MqttConnection(
            packet.Reason,
            packet.Reason == ReasonCode.Success ? "" : Refusal(packet.Reason, address, properties.Text(PropertyId.ReasonString), serverReference),
            packet.SessionPresent,
            (ushort)Math.Min(properties.Number(PropertyId.ReceiveMaximum) ?? ushort.MaxValue, ushort.MaxValue),
            bytesMax,
            limits.KeepAlive,
            properties.Text(PropertyId.AssignedClientIdentifier),
            serverReference);
    }

    public static MqttConnection Failed(ReasonCode reason, string explanation) => new(reason, explanation);

    private static string Refusal(ReasonCode reason, BrokerAddress address, string? reasonString, string? serverReference)
    {
        var remedy = reason switch
        {
            ReasonCode.BadUserNameOrPassword => "the user name or the password is wrong",
            ReasonCode.NotAuthorized or ReasonCode.Banned => "this client is not allowed in; the broker's administrator can change that",
            ReasonCode.ClientIdentifierNotValid => "it does not like the client identifier",
            ReasonCode.UnsupportedProtocolVersion => "it does not speak MQTT 5",
            ReasonCode.ServerUnavailable or ReasonCode.ServerBusy => "it is busy or starting; try again later",
            ReasonCode.UseAnotherServer or ReasonCode.ServerMoved => $"go to {serverReference ?? "another server, which it does not name"}",
            ReasonCode.QuotaExceeded or ReasonCode.ConnectionRateExceeded => "too many connections; try again later",
            _ => reason.ToString(),
        };
        return $"The broker {address} refuses: {remedy} (reason 0x{(byte)reason:X2}{(reasonString is null ? "" : $", \"{reasonString}\"")}).";
    }
}
