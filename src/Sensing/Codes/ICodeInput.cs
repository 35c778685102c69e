namespace EdgeGateway.Sensing.Codes;

/// <summary>The way a scanner is connected: bytes of text in either case.</summary>
internal interface ICodeInput : IDisposable
{
    /// <summary>Waits up to <paramref name="timeout"/> for the first byte; 0 when none came.</summary>
    /// <exception cref="Devices.DeviceException">The scanner is gone.</exception>
    int Read(Span<byte> buffer, TimeSpan timeout);
}
