using System.Buffers.Binary;

namespace EdgeGateway.Devices.Simulated;

/// <summary>A Grid-EYE AMG8833 that answers by its registers.</summary>
public sealed class SimulatedAmg8833
{
    private const int FirstPixel = 0x80;

    private readonly Lock gate = new();
    private readonly byte[] registers = new byte[256];

    public SimulatedAmg8833(double thermistorCelsius = 25)
    {
        var steps = (int)Math.Round(Math.Abs(thermistorCelsius) / 0.0625) | (thermistorCelsius < 0 ? 0x800 : 0);
        BinaryPrimitives.WriteUInt16LittleEndian(registers.AsSpan(0x0E), (ushort)steps);
        registers[0] = 0x10; // asleep until it is told otherwise
    }

    /// <summary>So many transfers from now on are not acknowledged.</summary>
    public int Refuses { get; set; }

    /// <summary>What it sees from now on: 64 pixels, kept to a quarter of a kelvin.</summary>
    public void Show(ReadOnlySpan<float> celsius)
    {
        lock (gate)
        {
            for (var i = 0; i < 64; i++)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(registers.AsSpan(FirstPixel + (2 * i)), (ushort)((short)Math.Round(celsius[i] * 4) & 0xFFF));
            }
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
            if (write.Length == 0)
                return false;
            for (var i = 1; i < write.Length; i++)
            {
                registers[(byte)(write[0] + i - 1)] = write[i];
            }

            for (var i = 0; i < read.Length; i++)
            {
                read[i] = registers[(byte)(write[0] + i)];
            }

            return true;
        }
    }
}
