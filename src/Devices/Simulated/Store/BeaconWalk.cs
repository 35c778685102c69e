namespace EdgeGateway.Devices.Simulated;

/// <summary>One beacon through the whole script: from radio to radio at walking pace, advertising all the way.</summary>
internal static class BeaconWalk
{
    private const double WalkingMetresPerSecond = 1.2;
    private const double AdvertisingDelayMax = 0.010; // advDelay, Bluetooth Core 5.4 Vol 6 Part B 4.4.2.2

    private const uint TelemetryEvery = 20; // Eddystone: "interleaved", about one frame in twenty

    internal static IEnumerable<StoreStep> Of(StoreScript script, IEnumerable<ScriptLine> lines, string name)
    {
        var dice = new Dice(script.Header.Seed, name);
        var air = new StoreAir(script.Header.Store, dice);
        var address = dice.Address(isStatic: true);
        var (x, leftAt, sent) = (0.0, double.MinValue, 0u);
        foreach (var line in lines)
        {
            var target = script.Header.Store.Radios.First(radio => radio.Name == line.Near).X;
            if (line.At > leftAt + 1) x = target; // Not seen for a while: nobody knows where it comes from.

            var identity = line.Beacon!.Data();
            var interval = (line.IntervalMs ?? ScriptLine.BeaconIntervalMs) / 1000;
            var seconds = line.At;
            while (seconds < line.At + line.For!.Value)
            {
                var data = ++sent % TelemetryEvery == 0 ? line.Beacon.Telemetry(sent, TimeSpan.FromSeconds(seconds)) ?? identity : identity;
                foreach (var step in air.Send(TimeSpan.FromSeconds(seconds), x, line.Rssi ?? ScriptLine.NearRssi, rssi => new SimulatedAdvertisement(address, rssi, data)))
                {
                    yield return step;
                }

                var pause = interval + dice.Between(0, AdvertisingDelayMax);
                seconds += pause;
                x += Math.Clamp(target - x, -WalkingMetresPerSecond * pause, WalkingMetresPerSecond * pause);
            }

            leftAt = line.At + line.For!.Value;
        }
    }
}
