using System.Buffers.Binary;

namespace EdgeGateway.Devices.Simulated;

/// <summary>
/// A VL53L1X that answers by its registers: asleep until it is configured, measuring the region it was given while it is started, ready
/// when the timing budget has passed.
/// </summary>
/// <param name="see">What lies under a region when a measurement begins: street is 0, the half with SPAD columns 0 to 7.</param>
public sealed class SimulatedVl53l1x(IClock clock, Func<TimeSpan, int, TofRange> see)
{
    private const int InterruptStatus = 0x31, TimeoutA = 0x5E, PeriodA = 0x60, RegionCentre = 0x7F, InterruptClear = 0x86, ModeStart = 0x87, Result = 0x89;
    private const int Oscillator = 0xDE, SystemStatus = 0xE5, ModelId = 0x10F, Registers = 0x200;

    // RANGE_CONFIG__TIMEOUT_MACROP_A of ST's driver, and what it stands for.
    private static readonly Dictionary<int, int> BudgetMilliseconds = new()
    {
        [0x1D] = 15,
        [0x51] = 20,
        [0xD6] = 33,
        [0x1AE] = 50,
        [0x2E1] = 100,
        [0x1E] = 20,
        [0x60] = 33,
        [0xAD] = 50,
        [0x1CC] = 100,
    };

    private readonly Lock gate = new();
    private readonly byte[] registers = new byte[Registers];
    private TimeSpan poweredAt = clock.SinceBoot;
    private TimeSpan? startedAt;
    private byte streamCount;
    private long measured;
    private ushort pointer;
    private bool isFilled;

    /// <summary>So many transfers from now on are not acknowledged.</summary>
    public int Refuses { get; set; }

    /// <summary>What it calls itself; 0xEACC is a VL53L1X.</summary>
    public int Identity { get; set; } = 0xEACC;

    /// <summary>It goes on answering, always with the last result.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>It answers, but no measurement ever ends.</summary>
    public bool IsHung { get; set; }

    /// <summary>Whatever is written to its configuration is lost.</summary>
    public bool IsForgetful { get; set; }

    /// <summary>It has no firmware running: the supply is too weak.</summary>
    public bool NeverBoots { get; set; }

    /// <summary>Measurements since it was made.</summary>
    public long Measured => Interlocked.Read(ref measured);

    /// <summary>Pulled out and plugged in: it has forgotten everything.</summary>
    public void Replug()
    {
        lock (gate)
        {
            Array.Clear(registers);
            (poweredAt, startedAt, isFilled, streamCount) = (clock.SinceBoot, null, false, 0);
        }
    }

    /// <summary>The chip's side of a transfer: <see cref="SimulatedI2cBus.Attach"/>.</summary>
    public bool Answer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        lock (gate)
        {
            if (Refuses > 0)
            {
                Refuses--;
                return false;
            }

            if (write.Length is 1)
                return false;
            if (write.Length >= 2)
                pointer = BinaryPrimitives.ReadUInt16BigEndian(write);
            for (var i = 2; i < write.Length; i++, pointer++)
                Take(pointer, write[i]);
            for (var i = 0; i < read.Length; i++, pointer++)
                read[i] = Tell(pointer);
            return true;
        }
    }

    private void Take(int register, byte value)
    {
        if (register is >= 0x2D and < 0x80 && IsForgetful)
            return;
        if (register < Registers)
            registers[register] = value;
        if (register == InterruptClear)
            isFilled = false;
        if (register == ModeStart)
            startedAt = value == 0x40 && IsConfigured ? clock.SinceBoot : null;
    }

    private byte Tell(int register)
    {
        switch (register)
        {
            case InterruptStatus:
                Measure();
                return (byte)(isFilled ? 3 : 2); // active high; bit 1 is set in ST's own default
            case SystemStatus:
                return (byte)(!NeverBoots && clock.SinceBoot - poweredAt >= TimeSpan.FromMilliseconds(1.2) ? 3 : 0);
            case Oscillator: return 0x02;
            case Oscillator + 1: return 0x9B;
            case ModelId: return (byte)(Identity >> 8);
            case ModelId + 1: return (byte)Identity;
            default: return register < Registers ? registers[register] : (byte)0;
        }
    }

    private bool IsConfigured => BudgetMilliseconds.ContainsKey(Word(TimeoutA)) && registers[PeriodA] != 0;

    private void Measure()
    {
        if (isFilled || IsHung || startedAt is not { } started || !BudgetMilliseconds.TryGetValue(Word(TimeoutA), out var budget)
            || clock.SinceBoot - started < TimeSpan.FromMilliseconds(budget))
        {
            return;
        }

        isFilled = true;
        Interlocked.Increment(ref measured);
        if (!IsFrozen)
            Fill(see(started, IsFirstHalf(registers[RegionCentre]) ? 0 : 1));
        startedAt = clock.SinceBoot;
    }

    // SPADs are numbered down the columns: the upper half from 128 on, the lower half backwards from 127.
    private static bool IsFirstHalf(byte centre) => (centre >= 128 ? (centre - 128) / 8 : (127 - centre) / 8) < 8;

    private void Fill(TofRange range)
    {
        var raw = registers.AsSpan(Result, 17);
        raw[0] = RawStatus(range.Status);
        raw[2] = streamCount = (byte)(streamCount == 255 ? 128 : streamCount + 1);
        var jitter = (ushort)((measured * 7) % 13);
        Put(3, 0x6000);
        Put(5, (ushort)(900 + jitter));
        Put(7, (ushort)(40 + (jitter % 5)));
        Put(9, 20);
        Put(13, (ushort)Math.Clamp(range.Millimetres, 0, ushort.MaxValue));
        Put(15, (ushort)(890 + jitter));

        void Put(int at, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(registers.AsSpan(Result + at), value);
    }

    // What ST's driver makes RangeStatus of.
    private static byte RawStatus(int status) => status switch
    {
        0 => 9,
        1 => 6,
        2 => 4,
        3 => 8,
        4 => 5,
        7 => 7,
        _ => 18,
    };

    private int Word(int register) => BinaryPrimitives.ReadUInt16BigEndian(registers.AsSpan(register));
}
