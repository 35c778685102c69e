namespace EdgeGateway.Sensing.Doors;

/// <summary>What a thermal counter needs to know about its array and its door.</summary>
public sealed record ThermalSettings
{
    /// <summary>Rows of pixels along the way people walk; row 0 looks to the street.</summary>
    public int Rows { get; init; } = 8;

    public int Columns { get; init; } = 8;

    /// <summary>The view along the door.</summary>
    public double DegreesAcross { get; init; } = 60;

    /// <summary>From frame to frame.</summary>
    public TimeSpan FrameEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Warmer than its background by this much, a pixel belongs to somebody.</summary>
    public double WarmerKelvins { get; init; } = 1.1;

    /// <summary>A person is a blob of at least so many pixels' warmth: the sum over the threshold, in kelvin.</summary>
    public double BlobKelvinsMin { get; init; } = 3;

    /// <summary>Between two heads that touch it is cooler than the cooler one by this share.</summary>
    public double SaddleShare { get; init; } = 0.3;

    /// <summary>Two heads are at least so far apart, in pixels.</summary>
    public double HeadsApartPixels { get; init; } = 2.2;

    /// <summary>The furthest a person comes from one frame to the next beyond where he was expected, in pixels.</summary>
    public double StepPixelsMax { get; init; } = 3;

    /// <summary>What stays warm in one place for longer than this is part of the room from then on.</summary>
    public TimeSpan AbsorbAfter { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>What suits an 8 by 8 array of 60 degrees, scaled to another one.</summary>
    public static ThermalSettings Of(int rows, int columns) => rows * columns <= 100
        ? new() { Rows = rows, Columns = columns }
        : new() { Rows = rows, Columns = columns, DegreesAcross = columns > rows ? 110 : 75, FrameEvery = TimeSpan.FromMilliseconds(125), WarmerKelvins = 1.6, BlobKelvinsMin = 14, HeadsApartPixels = 4.5, StepPixelsMax = 10 };
}
