namespace EdgeGateway.Devices.Simulated;

/// <summary>One advertisement on the air, as a simulated radio hears it.</summary>
/// <param name="Address">48 bits, as written: 0xAABBCCDDEEFF is AA:BB:CC:DD:EE:FF.</param>
/// <param name="Data">AD structures: up to 31 bytes, or 1650 for an extended advertisement.</param>
public sealed record SimulatedAdvertisement(ulong Address, sbyte RssiDbm, byte[] Data)
{
    /// <summary>0 public, 1 random.</summary>
    public byte AddressType { get; init; } = 1;

    /// <summary>The PDU of a legacy advertisement: 0 ADV_IND, 2 ADV_SCAN_IND, 3 ADV_NONCONN_IND, 4 SCAN_RSP.</summary>
    public byte EventType { get; init; } = 3;

    /// <summary>Sent on a secondary channel: a legacy scan does not hear it.</summary>
    public bool IsExtended { get; init; }
}
