namespace EdgeGateway.Sensing.Doors;

/// <summary>One line of a door recording: an edge, a distance, or a thermal frame.</summary>
public readonly record struct DoorSignal
{
    public SignalKind Kind { get; private init; }

    /// <summary>As recorded, from whatever beginning.</summary>
    public TimeSpan At { get; init; }

    /// <summary>Of a beam pair's edge.</summary>
    public BeamLine Line { get; private init; }

    /// <summary>Of an edge: the level after it.</summary>
    public bool IsBroken { get; private init; }

    /// <summary>Of a time-of-flight sensor.</summary>
    public TofReading Distance { get; private init; }

    /// <summary>Of an ultrasonic sensor.</summary>
    public int Millimetres { get; private init; }

    /// <summary>Of a frame, row by row from the street's side: 64 or 768.</summary>
    public ReadOnlyMemory<float> Celsius { get; init; }

    /// <summary>Of a frame: pixels in a row. 8, 32, or 24 where the array hangs along the way people walk.</summary>
    public int Columns { get; private init; }

    public static DoorSignal OfBeam(TimeSpan at, BeamLine line, bool isBroken) => new() { Kind = SignalKind.Beam, At = at, Line = line, IsBroken = isBroken };

    public static DoorSignal OfSingleBeam(TimeSpan at, bool isBroken) => new() { Kind = SignalKind.SingleBeam, At = at, IsBroken = isBroken };

    public static DoorSignal OfDistance(TofReading distance) => new() { Kind = SignalKind.Distance, At = distance.At, Distance = distance };

    public static DoorSignal OfUltrasonic(TimeSpan at, int millimetres) => new() { Kind = SignalKind.Ultrasonic, At = at, Millimetres = millimetres };

    public static DoorSignal OfFrame(TimeSpan at, ReadOnlyMemory<float> celsius, int columns) => new() { Kind = SignalKind.Thermal, At = at, Celsius = celsius, Columns = columns };
}
