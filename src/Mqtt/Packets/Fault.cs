namespace EdgeGateway.Mqtt.Packets;

/// <summary>What is wrong with a peer's bytes. The sentence is a constant, so garbage costs no memory.</summary>
internal readonly record struct Fault(ReasonCode Reason, string Explanation)
{
    public static Fault None => default;

    public bool IsNone => Reason == ReasonCode.Success;

    public static Fault Malformed(string explanation) => new(ReasonCode.MalformedPacket, explanation);

    public static Fault Protocol(string explanation) => new(ReasonCode.ProtocolError, explanation);
}
