namespace EdgeGateway.Devices.Simulated;

/// <summary>A card is held to a reader, or taken away.</summary>
/// <param name="Tap">Null when it is taken away.</param>
internal sealed record TagStep(TimeSpan At, string Reader, ScriptTap? Tap) : StoreStep(At)
{
    internal override void Do(SimulatedHardware hardware, TimeSpan now)
    {
        if (Tap is null)
            hardware.Reader(Reader).Remove();
        else
            hardware.Reader(Reader).Present(Convert.FromHexString(Tap.Uid), Tap.NdefMessage());
    }
}
