namespace EdgeGateway.Devices.Simulated;

/// <summary>An I2C bus with simulated chips at its addresses.</summary>
public sealed class SimulatedI2cBus(string name) : II2cBus
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, I2cAnswer> chips = [];

    public string Name => name;

    /// <summary>A chip holds the bus low: every transfer times out.</summary>
    public bool IsStuck { get; set; }

    public void Attach(int address, I2cAnswer chip)
    {
        lock (gate)
        {
            chips[address] = chip;
        }
    }

    public void Detach(int address)
    {
        lock (gate)
        {
            chips.Remove(address);
        }
    }

    public void Transfer(int address, ReadOnlySpan<byte> write, Span<byte> read)
    {
        lock (gate)
        {
            if (IsStuck) throw new DeviceException($"no transfer with 0x{address:x2} on {name}: ETIMEDOUT; the bus is stuck (simulated)");
            if (!chips.TryGetValue(address, out var chip) || !chip(write, read))
            {
                throw new DeviceException($"no transfer with 0x{address:x2} on {name}: EREMOTEIO; no acknowledgement (simulated)");
            }
        }
    }

    public void Dispose()
    {
        // The bus outlives whoever has it open.
    }
}
