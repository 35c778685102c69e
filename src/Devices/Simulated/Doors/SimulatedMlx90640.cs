using System.Buffers.Binary;

namespace EdgeGateway.Devices.Simulated;

/// <summary>A Melexis MLX90640 that answers by its registers; its pixels count what the physics of a thermopile says.</summary>
public sealed class SimulatedMlx90640
{
    private const int Ram = 0x0400;
    private const int Eeprom = 0x2400;
    private const int Status = 0x8000;
    private const int Control = 0x800D;
    private const ushort NewData = 0x0008;
    private const ushort Overwrite = 0x0010;

    private readonly Lock gate = new();
    private readonly Mlx90640Chip chip;
    private readonly ushort[] ram = new ushort[Mlx90640Chip.Words];
    private readonly float[] scene = new float[Mlx90640Chip.Rows * Mlx90640Chip.Columns];
    private ushort status;
    private ushort control;
    private int subpage;

    /// <param name="seed">Every chip is calibrated differently.</param>
    public SimulatedMlx90640(int seed = 1)
    {
        chip = new Mlx90640Chip(seed);
        Array.Fill(scene, 21);
        PowerUp();
    }

    /// <summary>So many transfers from now on are not acknowledged.</summary>
    public int Refuses { get; set; }

    /// <summary>Halves of a picture per second, as its control register says.</summary>
    public double RefreshHertz => 0.5 * (1 << ((control >> 7) & 7));

    /// <summary>Its supply, as it measures it.</summary>
    public double Volts
    {
        get => chip.Volts;
        set => chip.Volts = value;
    }

    /// <summary>It forgets its registers and keeps its EEPROM.</summary>
    public void PowerUp()
    {
        lock (gate)
        {
            (status, control, subpage) = (0, chip.Eeprom[0x0C], 1);
            Array.Clear(ram);
        }
    }

    /// <summary>The factory found a pixel that fails completely, or is out of its specification.</summary>
    public void FailPixel(int row, int column, bool completely) => chip.Fail((row * Mlx90640Chip.Columns) + column, completely);

    /// <summary>The EEPROM's own bytes go wrong.</summary>
    public void EraseEeprom() => Array.Fill(chip.Eeprom, (ushort)0xFFFF);

    /// <summary>What it looks at from now on: 24 rows of 32, in °C.</summary>
    public void Show(ReadOnlySpan<float> celsius)
    {
        lock (gate)
        {
            celsius.CopyTo(scene);
        }
    }

    /// <summary>One half of the pixels is measured; as often as <see cref="RefreshHertz"/> says.</summary>
    public void Measure()
    {
        lock (gate)
        {
            subpage ^= 1;
            chip.MeasureItself(ram);
            for (var i = 0; i < scene.Length; i++)
            {
                if ((((i / Mlx90640Chip.Columns) ^ i) & 1) == subpage)
                    ram[i] = chip.Measure(i, subpage, scene[i], ram);
            }

            status = (ushort)((status & Overwrite) | NewData | subpage);
        }
    }

    /// <summary>The chip's side of a transfer: <see cref="SimulatedI2cBus.Attach"/>.</summary>
    public bool Answer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        if (Refuses > 0)
        {
            Refuses--;
            return false;
        }

        lock (gate)
        {
            if (write.Length < 2 || write.Length % 2 != 0 || read.Length % 2 != 0)
                return false;
            var address = BinaryPrimitives.ReadUInt16BigEndian(write);
            for (var i = 2; i < write.Length; i += 2)
            {
                Write(address + ((i - 2) / 2), BinaryPrimitives.ReadUInt16BigEndian(write[i..]));
            }

            for (var i = 0; i < read.Length; i += 2)
            {
                BinaryPrimitives.WriteUInt16BigEndian(read[i..], Read(address + (i / 2)));
            }

            return true;
        }
    }

    private ushort Read(int address) => address switch
    {
        >= Ram and < Ram + Mlx90640Chip.Words => ram[address - Ram],
        >= Eeprom and < Eeprom + Mlx90640Chip.Words => chip.Eeprom[address - Eeprom],
        Status => status,
        Control => control,
        _ => 0,
    };

    // Bits 0 to 2 of the status are its own; the rest of its memory is not written this way.
    private void Write(int address, ushort value)
    {
        if (address == Status)
            status = (ushort)((value & (NewData | Overwrite)) | (status & 7));
        else if (address == Control)
            control = value;
    }
}
