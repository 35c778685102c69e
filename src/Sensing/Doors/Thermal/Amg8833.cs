using System.Buffers.Binary;
using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Doors;

/// <summary>Panasonic's Grid-EYE AMG8833 on an I2C bus (data sheet "Infrared Array Sensor Grid-EYE", reference specifications, registers).</summary>
internal sealed class Amg8833(II2cBus bus, int address) : IThermalArray
{
    private const int Side = 8;
    private const int Pixels = Side * Side;

    private const byte PowerControl = 0x00; // PCTL
    private const byte Reset = 0x01; // RST
    private const byte FrameRate = 0x02; // FPSC
    private const byte Thermistor = 0x0E; // TTHL, TTHH
    private const byte FirstPixel = 0x80; // T01L

    private const byte NormalMode = 0x00;
    private const byte InitialReset = 0x3F;
    private const byte TenFrames = 0x00;

    // The chip's own limits of use; a register of nothing but ones or zeros reads outside or exactly 0.
    private const double ThermistorMin = -25;
    private const double ThermistorMax = 90;

    public string Chip => "AMG8833";

    public int Rows => Side;

    public int Columns => Side;

    public TimeSpan FrameEvery => AskEvery;

    public TimeSpan AskEvery => TimeSpan.FromMilliseconds(100);

    public void Start()
    {
        Write(PowerControl, NormalMode);
        Write(Reset, InitialReset);
        Write(FrameRate, TenFrames);
        Span<byte> control = stackalloc byte[3];
        bus.Transfer(address, [PowerControl], control);
        if (control[0] != NormalMode || control[2] != TenFrames || ThermistorCelsius() is not (> ThermistorMin and < ThermistorMax))
        {
            throw new DeviceException(
                $"what answers at 0x{address:x2} on {bus.Name} is no AMG8833: its mode, frame rate and thermistor do not read as they should; "
                + "look for another chip at that address with `i2cdetect -y`");
        }
    }

    /// <summary>The chip's own temperature: 12 bits, sign and magnitude, in steps of 1/16 K.</summary>
    public double ThermistorCelsius()
    {
        Span<byte> raw = stackalloc byte[2];
        bus.Transfer(address, [Thermistor], raw);
        var value = BinaryPrimitives.ReadUInt16LittleEndian(raw);
        return ((value & 0x7FF) * 0.0625) * ((value & 0x800) == 0 ? 1 : -1);
    }

    /// <summary>All pixels in one transfer: 12 bits each, two's complement, in steps of 1/4 K.</summary>
    public bool TryRead(Span<float> celsius)
    {
        Span<byte> raw = stackalloc byte[2 * Pixels];
        bus.Transfer(address, [FirstPixel], raw);
        for (var i = 0; i < Pixels; i++)
        {
            var value = BinaryPrimitives.ReadUInt16LittleEndian(raw[(2 * i)..]);
            celsius[i] = ((short)(value << 4) >> 4) * 0.25f;
        }

        return true;
    }

    private void Write(byte register, byte value) => bus.Transfer(address, [register, value], []);
}
