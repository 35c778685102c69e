using System.Globalization;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>Whether what a VL53L1X measures can be a door: says so once, whenever that changes.</summary>
internal sealed class TofWatch(TofDoorOptions options)
{
    // The counter goes on with what it knows; a sensor that sees nothing for longer than this is blind.
    private static readonly TimeSpan BlindAfter = TimeSpan.FromSeconds(20);

    // Whatever is nearer than this is no floor: a film on the lens, a lamp, a frame.
    private const double FloorMetresMin = 1.5;
    private const double MountErrorMetres = 0.3;
    private const double RegionsDifferMetres = 0.35;

    private readonly TimeSpan?[] usableAt = new TimeSpan?[2];
    private TimeSpan? since;
    private State state = State.Learning;

    private enum State
    {
        Learning,
        Good,
        Blind,
        Blocked,
        TooNear,
        NotWhereItShouldBe,
        Unlike,
    }

    /// <returns>The new condition when it has just changed.</returns>
    public (SensorCondition Condition, string Reason, string Remedy)? Observe(in TofReading reading, TofCounter counter)
    {
        since ??= reading.At;
        if (reading.Status is 0 or 3)
            usableAt[reading.Roi] = reading.At;
        var next = StateAt(reading.At, counter);
        if (next == state)
            return null;
        state = next;
        return Verdict(reading, counter);
    }

    private State StateAt(TimeSpan now, TofCounter counter)
    {
        if (now - BlindSince > BlindAfter)
            return State.Blind;
        if (counter.FloorMetresOf(0) is not { } street || counter.FloorMetresOf(1) is not { } store)
            return state;
        return counter.IsBlocked ? State.Blocked
            : Math.Min(street, store) < FloorMetresMin ? State.TooNear
            : Math.Abs(street - store) > RegionsDifferMetres ? State.Unlike
            : options.MountMetres > 0 && Math.Abs(((street + store) / 2) - options.MountMetres) > MountErrorMetres ? State.NotWhereItShouldBe
            : State.Good;
    }

    private TimeSpan BlindSince => (usableAt[0] ?? since!.Value) < (usableAt[1] ?? since!.Value) ? usableAt[0] ?? since!.Value : usableAt[1] ?? since!.Value;

    private (SensorCondition Condition, string Reason, string Remedy)? Verdict(in TofReading reading, TofCounter counter)
    {
        var (street, store) = (Metres(counter.FloorMetresOf(0)), Metres(counter.FloorMetresOf(1)));
        return state switch
        {
            State.Blind => (SensorCondition.Failed, $"the VL53L1X answers, but cannot measure: {Why(reading.Status)}",
                "take the film off its lens and clean it, keep sun and mirrors out of its view, put a lighter mat under it"),
            State.Blocked => (SensorCondition.Blocked, $"something has stood in the door for {options.BlockedAfter.TotalSeconds:0} s",
                $"clear the doorway of door {options.DoorName}; until then people are counted over what stands there"),
            State.TooNear => (SensorCondition.Blocked, $"something is {Near(street, store)} m before the sensor, where no floor can be",
                "take the film off its lens; look for a lamp, a frame or a cable in its view; mount it 2.2 to 2.6 m high"),
            State.Unlike => (SensorCondition.Blocked, $"the street's half sees {street} m, the store's half {store} m: one of them sees no floor",
                "look for a lintel, a lamp or a step in its view, and mount it level"),
            State.NotWhereItShouldBe => (SensorCondition.Blocked, $"the floor is {street} m away, and not {Metres(options.MountMetres)} m as mountMetres says",
                "clear what stands there, or correct mountMetres"),
            _ => (SensorCondition.Working, $"the floor is {street} m away", ""),
        };
    }

    private static string Why(int status) => status switch
    {
        1 => "its readings scatter too much (status 1)",
        2 => "too little light comes back (status 2)",
        4 => "nothing is within reach (status 4)",
        7 => "what it sees is out of reach (status 7)",
        _ => $"status {status}",
    };

    private static string Near(string one, string other) => string.CompareOrdinal(one, other) < 0 ? one : other;

    private static string Metres(double? metres) => metres?.ToString("0.00", CultureInfo.InvariantCulture) ?? "?";
}
