namespace EdgeGateway.Sensing;

/// <summary>How a controller answers a command (Bluetooth Core 5.4, Vol 1 Part F, section 1.3).</summary>
internal static class HciStatus
{
    public const byte Success = 0x00;
    public const byte UnknownCommand = 0x01;
    public const byte CommandDisallowed = 0x0C;
    public const byte UnsupportedFeature = 0x11;
    public const byte InvalidParameters = 0x12;

    public static string NameOf(byte status) => status switch
    {
        UnknownCommand => "Unknown HCI Command (0x01)",
        0x03 => "Hardware Failure (0x03)",
        0x07 => "Memory Capacity Exceeded (0x07)",
        CommandDisallowed => "Command Disallowed (0x0C)",
        UnsupportedFeature => "Unsupported Feature or Parameter Value (0x11)",
        InvalidParameters => "Invalid HCI Command Parameters (0x12)",
        _ => $"status 0x{status:X2}",
    };
}
