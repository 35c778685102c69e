namespace EdgeGateway.Sensing;

/// <summary>Whose address an advertisement carries (Bluetooth Core 5.4, Vol 4 Part E, sections 7.7.65.2 and 7.7.65.13).</summary>
public enum AddressType : byte
{
    Public = 0,
    Random = 1,
    PublicIdentity = 2,
    RandomIdentity = 3,

    /// <summary>No address was given.</summary>
    Anonymous = 0xFF,
}
