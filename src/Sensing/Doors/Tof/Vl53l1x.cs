using System.Buffers.Binary;
using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// ST's VL53L1X time-of-flight sensor on an I2C bus (data sheet DS12385), spoken to as ST's Ultra Lite Driver does (STSW-IMG009, UM2510).
/// </summary>
/// <param name="pause">Waits on the clock that the bus lives by.</param>
internal sealed class Vl53l1x(II2cBus bus, int address, Vl53l1xSettings settings, Action<TimeSpan> pause)
{
    /// <summary>The address after every power-up.</summary>
    public const int FactoryAddress = 0x29;

    private const int Identity = 0xEACC; // model 0xEA, module type 0xCC
    private const byte Ranging = 0x40;

    // It boots in 1.2 ms (DS12385, power-up); a slow supply or a worn plug may take longer.
    private static readonly TimeSpan BootMax = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(2);

    private byte[] configuration = [];

    /// <summary>Longer than any budget: what has not come by then does not come.</summary>
    public static TimeSpan ResultMax { get; } = TimeSpan.FromMilliseconds(500);

    public string Name => $"the VL53L1X at 0x{address:x2} on {bus.Name}";

    /// <summary>Finds the chip, proves that it is one, configures it and proves that it keeps what it was told and measures.</summary>
    /// <exception cref="DeviceException">Nobody answers, somebody else, or one that does not do what it should.</exception>
    public void Start()
    {
        Identify();
        WaitFor(() => Read(Vl53l1xRegister.SystemStatus, 1) != 0, BootMax,
            $"{Name} does not boot; its supply is too weak or its XSHUT pin low: check both");
        Write(Vl53l1xRegister.ModeStart, 0);
        configuration = Vl53l1xConfiguration.Of(settings, (int)Read(Vl53l1xRegister.Oscillator, 2));
        Write(Vl53l1xConfiguration.First, configuration);
        if (Forgotten() is { } register)
        {
            throw new DeviceException(
                $"{Name} does not keep what is written to it (register 0x{register:x2}); shorten the cable, give the chip its own 100 nF, or slow the bus to 100 kHz");
        }

        MeasureOnce();
    }

    /// <summary>Stops what is under way and measures this region.</summary>
    public void Begin(in Vl53l1xRegion region)
    {
        Write(Vl53l1xRegister.ModeStart, 0);
        Write(Vl53l1xRegister.RegionCentre, region.Centre, region.Size);
        Write(Vl53l1xRegister.InterruptClear, 1, Ranging);
    }

    /// <summary>The measurement is there: the level of the interrupt pin, active high as configured.</summary>
    public bool IsReady() => (Read(Vl53l1xRegister.InterruptStatus, 1) & 1) == 1;

    /// <summary>The bytes of the measurement that <see cref="Begin"/> began.</summary>
    public void Fetch(Span<byte> raw) => Read(Vl53l1xRegister.Result, raw);

    /// <summary>Whether it still is what it was configured to be.</summary>
    /// <exception cref="DeviceException">It has been without power meanwhile.</exception>
    public void Verify()
    {
        if (Forgotten() is not null)
        {
            throw new DeviceException(
                $"{Name} has lost its configuration: it was unplugged, or its supply broke down; it is configured anew. If this comes back, check plug and supply");
        }
    }

    private void Identify()
    {
        var identity = (int)ReadOrSayWhereElse(Vl53l1xRegister.ModelId);
        if (identity != Identity)
        {
            var other = identity switch
            {
                0xEAAA => "a VL53L3CX",
                0xEBAA => "a VL53L4CD, which has no regions",
                _ => "another chip, or a bus that garbles",
            };
            throw new DeviceException(
                $"what answers at 0x{address:x2} on {bus.Name} is no VL53L1X: it calls itself 0x{identity:x4} and not 0x{Identity:x4}, {other}; look at the part's label, then with `i2cdetect -y`");
        }
    }

    private uint ReadOrSayWhereElse(ushort register)
    {
        try
        {
            return Read(register, 2);
        }
        catch (DeviceException trouble) when (address != FactoryAddress)
        {
            throw new DeviceException(
                $"{trouble.Message}; after every power-up a VL53L1X is at 0x{FactoryAddress:x2} until it is moved: see hardware/doors, two of them on one bus", trouble);
        }
    }

    // The first measurement also calibrates the SPADs' voltage; the following ones then start from what it found.
    private void MeasureOnce()
    {
        Write(Vl53l1xRegister.InterruptClear, 1, Ranging);
        WaitFor(IsReady, ResultMax, $"{Name} answers, but measures nothing; power-cycle it, and replace it if that does not help");
        Write(Vl53l1xRegister.InterruptClear, 1, 0);
        Write(Vl53l1xRegister.VhvTimeoutLoopBound, 0x09);
        Write(Vl53l1xRegister.VhvInit, 0);
    }

    private ushort? Forgotten()
    {
        Span<byte> buffer = stackalloc byte[16];
        foreach (var (from, to) in Vl53l1xConfiguration.ReadBack)
        {
            var found = buffer[..(to - from + 1)];
            Read(from, found);
            if (!found.SequenceEqual(configuration.AsSpan(from - Vl53l1xConfiguration.First, found.Length)))
                return from;
        }

        return null;
    }

    // By count, so that a clock that stands still cannot hold it.
    private void WaitFor(Func<bool> condition, TimeSpan atMost, string otherwise)
    {
        for (var waited = TimeSpan.Zero; !condition(); waited += LookEvery)
        {
            if (waited >= atMost)
                throw new DeviceException(otherwise);
            pause(LookEvery);
        }
    }

    private uint Read(ushort register, int bytes)
    {
        Span<byte> value = stackalloc byte[4];
        value.Clear();
        Read(register, value[(4 - bytes)..]);
        return BinaryPrimitives.ReadUInt32BigEndian(value);
    }

    private void Write(ushort register, params ReadOnlySpan<byte> values)
    {
        Span<byte> written = stackalloc byte[2 + values.Length];
        BinaryPrimitives.WriteUInt16BigEndian(written, register);
        values.CopyTo(written[2..]);
        bus.Transfer(address, written, []);
    }

    private void Read(ushort register, Span<byte> values)
    {
        Span<byte> from = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(from, register);
        bus.Transfer(address, from, values);
    }
}
