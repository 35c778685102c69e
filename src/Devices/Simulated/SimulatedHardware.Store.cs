namespace EdgeGateway.Devices.Simulated;

// A whole store at once.
public sealed partial class SimulatedHardware
{
    /// <summary>The devices of a store, in their places and switched on; every reader is a PN532.</summary>
    public static SimulatedHardware Of(StoreLayout store, SimulatedClock clock) => Of(store, clock, SimulatedPn532.Attach);

    /// <param name="addReader">Puts another chip on the far end of a reader's serial line and returns its antenna.</param>
    internal static SimulatedHardware Of(StoreLayout store, SimulatedClock clock, Func<SimulatedSerialPort, ISimulatedTagField> addReader)
    {
        var hardware = new SimulatedHardware(clock);
        foreach (var radio in store.Radios) hardware.AddRadio(radio.Name);
        foreach (var chip in store.Doors.Select(door => door.Chip).Distinct()) hardware.AddGpioChip(chip);
        foreach (var reader in store.Readers) hardware.AddReader(reader, addReader(hardware.AddSerialPort(reader)));
        return hardware;
    }

    /// <summary>Plays a script from now on.</summary>
    /// <param name="speed">Times real time.</param>
    public StorePlayer Play(StoreScript script, double speed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        var player = new StorePlayer(script, this);
        player.Start(speed);
        return player;
    }

    /// <summary>Prepares a script for <see cref="StorePlayer.AdvanceTo"/>, on a clock that stands still.</summary>
    public StorePlayer Rehearse(StoreScript script) => new(script, this);
}
