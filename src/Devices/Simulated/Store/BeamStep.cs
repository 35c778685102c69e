namespace EdgeGateway.Devices.Simulated;

/// <summary>A light beam is broken or whole again.</summary>
internal sealed record BeamStep(TimeSpan At, string Chip, int Line, bool Broken) : StoreStep(At)
{
    internal override void Do(SimulatedHardware hardware, TimeSpan now) => hardware.GpioChip(Chip).Set(Line, Broken, now);
}
