namespace EdgeGateway.Sensing;

/// <summary>The AD types that are looked into (Bluetooth Assigned Numbers, section 2.3).</summary>
public static class AdType
{
    public const byte ServiceData16 = 0x16;
    public const byte ManufacturerData = 0xFF;
}
