namespace EdgeGateway.Devices.Simulated;

/// <summary>A radio hears an advertisement.</summary>
internal sealed record HeardStep(TimeSpan At, string Radio, SimulatedAdvertisement Heard) : StoreStep(At)
{
    internal override void Do(SimulatedHardware hardware, TimeSpan now) => hardware.Radio(Radio).Hear(Heard, now);
}
