namespace EdgeGateway.Uplink;

/// <summary>Whose word lets an event be deleted from the outbox.</summary>
public enum RemovePolicy
{
    /// <summary>The hub's <c>ack/stored</c>: it is durably stored where it was meant to go.</summary>
    Hub,

    /// <summary>The broker's PUBACK: it has it, which with most brokers does not mean durably.</summary>
    Broker,
}
