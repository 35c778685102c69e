namespace EdgeGateway.Devices.Simulated;

/// <summary>An SPI bus with one simulated chip on it, or none.</summary>
public sealed class SimulatedSpiBus(string name) : ISpiBus
{
    private readonly Lock gate = new();

    public string Name => name;

    /// <summary>The chip; without one every byte that is read is FF, because nobody drives the line.</summary>
    public SpiAnswer? Chip { get; set; }

    /// <summary>The bus's driver was taken away: every transfer fails.</summary>
    public bool IsGone { get; set; }

    public void Transfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        lock (gate)
        {
            if (IsGone) throw new DeviceException($"no transfer on {name}: ESHUTDOWN; its driver was taken away (simulated)");
            read.Fill(0xFF);
            Chip?.Invoke(write, read);
        }
    }

    public void Dispose()
    {
        // The bus outlives whoever has it open.
    }

    internal SimulatedSpiBus Open() =>
        IsGone ? throw new DeviceException($"cannot open SPI bus {name}: ENOENT; no such bus (simulated)") : this;
}
