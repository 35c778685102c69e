namespace EdgeGateway.Devices.Simulated;

/// <summary>Something is done to a radio itself.</summary>
internal sealed record RadioFaultStep(TimeSpan At, string Radio, RadioFault Fault) : StoreStep(At)
{
    internal override void Do(SimulatedHardware hardware, TimeSpan now)
    {
        var radio = hardware.Radio(Radio);
        Action fault = Fault switch
        {
            RadioFault.Unplug => radio.Unplug,
            RadioFault.Plug => radio.Plug,
            _ => radio.StopScanning,
        };
        fault();
    }
}
