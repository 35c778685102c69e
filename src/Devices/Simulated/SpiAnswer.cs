namespace EdgeGateway.Devices.Simulated;

/// <summary>A simulated chip's side of one transfer, with its chip select low all the time: takes what was written, fills what is read.</summary>
public delegate void SpiAnswer(ReadOnlySpan<byte> write, Span<byte> read);
