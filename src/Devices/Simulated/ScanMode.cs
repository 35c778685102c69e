namespace EdgeGateway.Devices.Simulated;

/// <summary>What a simulated controller was last told to listen for.</summary>
internal enum ScanMode
{
    Off,
    Legacy,
    Extended,
}
