namespace EdgeGateway.Devices.Simulated;

/// <summary>
/// The phones of strangers: random addresses that change, payloads that say nothing to us. They are most of what a shop's radio hears,
/// and none of it may leave Sensing.
/// </summary>
internal static class PassingPhone
{
    private const double StayMeanSeconds = 240;
    private const double AddressChangesEverySeconds = 900; // Core 5.4 Vol 3 Part C App. A: 15 minutes
    private const ushort Apple = 0x004C;
    private const ushort Microsoft = 0x0006;
    private const ushort Samsung = 0x0075;

    /// <summary>One place among the passers-by: when a phone has left, the next one takes it.</summary>
    internal static IEnumerable<StoreStep> Of(StoreScript script, int place)
    {
        var store = script.Header.Store;
        var dice = new Dice(script.Header.Seed, $"phone {place}");
        var air = new StoreAir(store, dice);
        var (from, to) = (store.Radios.Min(radio => radio.X) - 6, store.Radios.Max(radio => radio.X) + 6);
        for (var seconds = dice.Between(0, 1); seconds < script.Header.For;)
        {
            var (x, power, interval) = (dice.Between(from, to), dice.Between(-75, -55), dice.Between(0.25, 2));
            var (address, data, eventType) = Phone(dice);
            var leavesAt = seconds + Math.Min(dice.Wait(StayMeanSeconds), AddressChangesEverySeconds);
            for (; seconds < leavesAt && seconds < script.Header.For; seconds += interval + dice.Between(0, 0.01))
            {
                var sent = air.Send(
                    TimeSpan.FromSeconds(seconds), x, power, rssi => new SimulatedAdvertisement(address, rssi, data) { EventType = eventType });
                foreach (var step in sent)
                {
                    yield return step;
                }
            }
        }
    }

    private static (ulong Address, byte[] Data, byte EventType) Phone(Dice dice)
    {
        var address = dice.Address(isStatic: false);
        return dice.Below(10) switch
        {
            < 6 => (address, AdvertisementData.Manufacturer(Apple, [0x10, 0x05, .. dice.Bytes(5)]), 0), // Continuity "nearby info"
            6 => (address, AdvertisementData.Manufacturer(Apple, [0x12, 0x19, .. dice.Bytes(25)])[3..], 3), // "find my": fills all 31 bytes
            7 => (address, AdvertisementData.Manufacturer(Microsoft, [0x01, .. dice.Bytes(21)]), 3),
            8 => (address, AdvertisementData.Manufacturer(Samsung, dice.Bytes(23)), 0),
            _ => (address, AdvertisementData.Manufacturer((ushort)dice.Below(0x0900), dice.Bytes(dice.Below(24))), 0),
        };
    }
}
