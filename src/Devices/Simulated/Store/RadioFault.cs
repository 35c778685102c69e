namespace EdgeGateway.Devices.Simulated;

/// <summary>What can be done to a radio.</summary>
internal enum RadioFault
{
    Unplug,
    Plug,
    StopScanning,
}
