namespace EdgeGateway.Sensing;

/// <summary>What a key makes readable.</summary>
public enum BeaconKeyKind
{
    /// <summary>Eddystone's identity key: ephemeral ids and encrypted telemetry.</summary>
    Eid,

    /// <summary>An identity resolving key: the resolvable private addresses of a phone.</summary>
    Irk,

    /// <summary>A BTHome bind key with the sensor's address, or the address alone of one that does not encrypt.</summary>
    BtHome,
}
