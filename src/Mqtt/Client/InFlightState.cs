namespace EdgeGateway.Mqtt.Client;

/// <summary>What a packet identifier waits for.</summary>
internal enum InFlightState : byte
{
    Free = 0,
    Puback,
    Pubrec,
    Pubcomp,
}
