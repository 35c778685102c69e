namespace EdgeGateway.Devices.Simulated;

/// <summary>A simulated chip's side of one transfer: takes what was written, fills what is read; false does not acknowledge.</summary>
public delegate bool I2cAnswer(ReadOnlySpan<byte> write, Span<byte> read);
