namespace EdgeGateway.Devices.Simulated;

/// <summary>One thing that a simulated device is made to do.</summary>
/// <param name="At">Since the script began.</param>
internal abstract record StoreStep(TimeSpan At)
{
    /// <param name="now">The same instant on the hardware's clock.</param>
    internal abstract void Do(SimulatedHardware hardware, TimeSpan now);
}
