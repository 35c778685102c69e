namespace EdgeGateway.Sensing;

/// <summary>One BTHome object: an id, what it measures, and its bytes.</summary>
public readonly ref struct BtHomeMeasurement
{
    private readonly BtHomeFormat format;

    internal BtHomeMeasurement(byte id, BtHomeFormat format, ReadOnlySpan<byte> raw)
    {
        ObjectId = id;
        this.format = format;
        Raw = raw;
    }

    public byte ObjectId { get; }

    /// <summary>In ASCII, with the unit last where there is one: <c>temperatureCelsius</c>.</summary>
    public ReadOnlySpan<byte> Name => format.Name;

    /// <summary>Little endian.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>Text and raw objects have bytes and no number.</summary>
    public bool IsNumber => !format.IsBytes;

    /// <summary>Yes or no, as <see cref="Number"/> 1 or 0.</summary>
    public bool IsFlag => format.IsFlag;

    /// <summary>The number in the unit that <see cref="Name"/> says.</summary>
    public double Number
    {
        get
        {
            long number = 0;
            for (var i = Raw.Length - 1; i >= 0; i--)
            {
                number = (number << 8) | Raw[i];
            }

            if (format.IsSigned)
            {
                var unused = 64 - (Raw.Length * 8);
                number = number << unused >> unused;
            }

            // A division by a power of ten is the nearest double to the decimal that the sensor meant.
            return number * format.Multiplier / (double)format.Divisor;
        }
    }
}
