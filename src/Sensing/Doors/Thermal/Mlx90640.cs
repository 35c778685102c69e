using System.Buffers.Binary;
using System.Globalization;
using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// Melexis' MLX90640 on an I2C bus (data sheet 3901090640 rev. 11: registers 10.5, memory table 10, calculation 11.2.2). It measures one half of its
/// pixels after the other; a frame is two halves that belong together.
/// </summary>
internal sealed class Mlx90640(II2cBus bus, int address, int refreshHertz) : IThermalArray
{
    private const ushort Status = 0x8000;
    private const ushort Control = 0x800D;
    private const ushort Ram = 0x0400;
    private const ushort Eeprom = 0x2400;

    private const int NewData = 0x0008; // status, bit 3
    private const ushort TakeNext = 0x0030; // status: overwriting allowed, measuring; clears the bit for new data
    private const int SubpageMask = 0x0007; // status, bits 0 to 2: measured last
    private const int Subpages = 0x0001; // control, bit 0: one half after the other
    private const int RefreshShift = 7; // control, bits 7 to 9: 0 is 0.5 Hz, each step twice as fast
    private const int ResolutionShift = 10; // control, bits 10 and 11
    private const int Resolution = 2; // 18 bits, as it leaves the factory
    private const int Chess = 0x1000; // control, bit 12
    private const ushort Invalid = 0x7FFF; // an overflow of the converter

    // Short enough for every adapter, and a neighbour on the bus waits 6 ms at most (400 kHz).
    private const int BlockWords = 128;

    // Asked eight times while it measures one half; sixteen halves without one, and it has hung.
    private const int AsksPerHalf = 8;
    private const int AsksMax = 16 * AsksPerHalf;

    // So many unusable halves in a row are no accident.
    private const int LostMax = 16;

    // 4.2: the supply it is specified for, with some room for its own sensor; and the chip's temperature.
    private const double VoltsMin = 2.7;
    private const double VoltsMax = 3.9;
    private const double ChipMin = -40;
    private const double ChipMax = 100;

    // Skin 0.98, clothes, hair and floors 0.9 to 0.95.
    private const double Emissivity = 0.95;

    private readonly ushort[] ram = new ushort[Mlx90640Thermometer.RamWords];
    private readonly float[] picture = new float[Mlx90640Calibration.Pixels];
    private Mlx90640Thermometer thermometer = null!;
    private int[] bad = [];
    private int asked;
    private int lost;
    private bool hasFirstHalf;

    public string Chip => "MLX90640";

    public int Rows => Mlx90640Calibration.Rows;

    public int Columns => Mlx90640Calibration.Columns;

    public TimeSpan FrameEvery => FrameEveryAt(refreshHertz);

    public TimeSpan AskEvery => TimeSpan.FromSeconds(1.0 / (AsksPerHalf * refreshHertz));

    /// <summary>A frame is two halves.</summary>
    internal static TimeSpan FrameEveryAt(int refreshHertz) => TimeSpan.FromSeconds(2.0 / refreshHertz);

    public void Start()
    {
        var calibration = ReadCalibration();
        thermometer = new Mlx90640Thermometer(calibration, Emissivity);
        bad = [.. Enumerable.Range(0, Mlx90640Calibration.Pixels).Where(pixel => calibration.IsBad[pixel])];
        var control = (ushort)(Subpages | ((BitOf(refreshHertz) + 1) << RefreshShift) | (Resolution << ResolutionShift) | (calibration.IsChess ? Chess : 0));
        Write(Control, control);
        if (Read(Control) is var back && back != control)
            throw NotThis($"its control register was set to 0x{control:x4} and reads 0x{back:x4}");
        Write(Status, TakeNext);
        (asked, lost, hasFirstHalf) = (0, 0, false);
    }

    public bool TryRead(Span<float> celsius)
    {
        var status = Read(Status);
        if ((status & NewData) == 0)
        {
            return ++asked < AsksMax ? false : throw new DeviceException(
                $"the MLX90640 at 0x{address:x2} on {bus.Name} has measured nothing for {asked / AsksPerHalf / (double)refreshHertz:0.#} s; it is started anew");
        }

        asked = 0;
        Write(Status, TakeNext);
        ReadWords(Ram, ram);
        var subpage = status & SubpageMask;
        if ((Read(Status) & NewData) != 0)
            return Lose($"it measures faster than the bus can read: put `dtparam=i2c_arm_baudrate=400000` into config.txt (1000000 for 32 Hz), or lower refreshHertz from {refreshHertz}");
        if (subpage > 1 || !IsMeasured(subpage))
            return Lose("it tells values that are none; check its supply of 3.3 V and the cable");

        thermometer.Prepare(ram, Resolution);
        if (thermometer is not { Volts: > VoltsMin and < VoltsMax, ChipCelsius: > ChipMin and < ChipMax })
            return Lose(string.Create(CultureInfo.InvariantCulture, $"it measures a supply of {thermometer.Volts:0.0} V and {thermometer.ChipCelsius:0} °C of itself; check its supply of 3.3 V"));
        thermometer.Fill(ram, subpage, picture);
        if (subpage == 1 && !hasFirstHalf)
            return Lose("its halves do not follow each other; the gateway is too busy to read it in time, lower refreshHertz");
        hasFirstHalf = subpage == 0;
        if (hasFirstHalf)
            return false;
        lost = 0;
        Mend();
        picture.CopyTo(celsius);
        return true;
    }

    private Mlx90640Calibration ReadCalibration()
    {
        var (eeprom, again) = (new ushort[Mlx90640Calibration.Words], new ushort[Mlx90640Calibration.Words]);
        ReadWords(Eeprom, eeprom);
        ReadWords(Eeprom, again);
        if (!eeprom.AsSpan().SequenceEqual(again))
            throw NotThis("two readings of its EEPROM differ; the cable is too long, or the bus faster than the EEPROM's 400 kHz: lower i2c_arm_baudrate in config.txt");
        return Mlx90640Calibration.TryRead(eeprom, out var calibration, out var problem) ? calibration : throw NotThis(problem);
    }

    private DeviceException NotThis(string why) => new(
        $"what answers at 0x{address:x2} on {bus.Name} is no MLX90640 that can be used: {why}; look for another chip at that address with `i2cdetect -y`");

    private bool Lose(string why)
    {
        hasFirstHalf = false;
        return ++lost < LostMax ? false : throw new DeviceException($"the MLX90640 at 0x{address:x2} on {bus.Name} gives no frames: {why}");
    }

    private bool IsMeasured(int subpage)
    {
        for (var i = 0; i < Mlx90640Calibration.Pixels; i++)
        {
            if (ram[i] == Invalid && thermometer.SubpageOf(i) == subpage)
                return false;
        }

        // 0x070A, the gain, is divided by.
        return ram[0x070A - Ram] is not (0 or Invalid);
    }

    // A pixel that the factory has marked takes the mean of its neighbours to the left and right, or of the one it has; marked ones never touch.
    private void Mend()
    {
        foreach (var pixel in bad)
        {
            var column = pixel % Columns;
            picture[pixel] = column == 0 ? picture[pixel + 1] : column == Columns - 1 ? picture[pixel - 1] : (picture[pixel - 1] + picture[pixel + 1]) / 2;
        }
    }

    private ushort Read(ushort register)
    {
        Span<ushort> word = stackalloc ushort[1];
        ReadWords(register, word);
        return word[0];
    }

    private void ReadWords(int register, Span<ushort> words)
    {
        Span<byte> bytes = stackalloc byte[2 * BlockWords];
        for (var at = 0; at < words.Length; at += BlockWords)
        {
            var block = bytes[..(2 * Math.Min(BlockWords, words.Length - at))];
            bus.Transfer(address, [(byte)((register + at) >> 8), (byte)(register + at)], block);
            for (var i = 0; i < block.Length / 2; i++)
            {
                words[at + i] = BinaryPrimitives.ReadUInt16BigEndian(block[(2 * i)..]);
            }
        }
    }

    private void Write(ushort register, ushort value) =>
        bus.Transfer(address, [(byte)(register >> 8), (byte)register, (byte)(value >> 8), (byte)value], []);

    private static int BitOf(int hertz) => System.Numerics.BitOperations.Log2((uint)hertz);
}
