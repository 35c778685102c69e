namespace EdgeGateway.Devices.Simulated;

/// <summary>A line of a <see cref="SimulatedGpioChip"/> that the driver drives.</summary>
public sealed class SimulatedGpioOutput : IGpioOutput
{
    private readonly SimulatedGpioChip chip;
    private readonly SimulatedGpioLines request;
    private readonly int offset;

    internal SimulatedGpioOutput(SimulatedGpioChip chip, SimulatedGpioLines request, int offset) =>
        (this.chip, this.request, this.offset) = (chip, request, offset);

    public string Name => request.Name;

    public void Set(bool high)
    {
        if (chip.IsGone) throw new DeviceException($"GPIO line {Name} is lost: ENODEV; the chip was removed (simulated)");
        chip.Driven?.Invoke(offset, high);
    }

    public void Dispose() => request.Dispose();
}
