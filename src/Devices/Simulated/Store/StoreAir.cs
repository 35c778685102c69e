namespace EdgeGateway.Devices.Simulated;

/// <summary>What the radios of a store hear of a sender: weaker with distance, fading, and now and then nothing.</summary>
internal sealed class StoreAir(StoreLayout store, Dice dice)
{
    private const double PathLossExponent = 2.4; // between free space (2) and crowded shelves (3)
    private const double FadingDb = 4;
    private const double LossProbability = 0.15; // the scanner was on another channel, or two senders collided
    private const double WeakestDbm = -96; // about what a Pi's radio still decodes

    /// <param name="x">Where the sender is, in metres from the entrance.</param>
    /// <param name="rssiAtOneMetre">Also heard when closer.</param>
    internal IEnumerable<StoreStep> Send(TimeSpan at, double x, double rssiAtOneMetre, Func<sbyte, SimulatedAdvertisement> advertisement)
    {
        foreach (var radio in store.Radios)
        {
            var distance = Math.Max(1, Math.Abs(radio.X - x));
            var rssi = dice.Around(rssiAtOneMetre - (10 * PathLossExponent * Math.Log10(distance)), FadingDb);
            if (dice.Chance(LossProbability) || rssi < WeakestDbm) continue;
            yield return new HeardStep(at, radio.Name, advertisement((sbyte)Math.Min(rssi, -20)));
        }
    }
}
