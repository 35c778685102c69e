namespace EdgeGateway.Sensing.Doors;

/// <summary>A thermal array on an I2C bus, whichever chip it is.</summary>
internal interface IThermalArray
{
    /// <summary>For reports: <c>AMG8833</c>.</summary>
    string Chip { get; }

    int Rows { get; }

    int Columns { get; }

    /// <summary>From frame to frame.</summary>
    TimeSpan FrameEvery { get; }

    /// <summary>How often it is worth asking for a frame.</summary>
    TimeSpan AskEvery { get; }

    /// <summary>Wakes the chip up and proves that it is what it should be.</summary>
    /// <exception cref="Devices.DeviceException">Nobody answers at the address, or somebody else.</exception>
    void Start();

    /// <summary>The next frame in °C, row by row; false when there is none yet. Allocates nothing.</summary>
    /// <exception cref="Devices.DeviceException">A transfer failed, and may be tried again, or the chip has hung.</exception>
    bool TryRead(Span<float> celsius);
}
