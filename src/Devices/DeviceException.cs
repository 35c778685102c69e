namespace EdgeGateway.Devices;

/// <summary>A device could not be used. The message says what was tried, what came back and what would help.</summary>
public sealed class DeviceException : IOException
{
    public DeviceException(string message)
        : base(message)
    {
    }

    public DeviceException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
