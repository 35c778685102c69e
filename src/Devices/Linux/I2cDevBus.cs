namespace EdgeGateway.Devices.Linux;

/// <summary>An I2C bus through i2c-dev; write and read are one transfer, so no other master can come between them.</summary>
internal sealed class I2cDevBus : II2cBus
{
    private const int BytesMax = 8192; // The kernel's limit for a message of I2C_RDWR.

    private readonly FileDescriptor bus;

    private I2cDevBus(string name, FileDescriptor bus)
    {
        Name = name;
        this.bus = bus;
    }

    public string Name { get; }

    internal static I2cDevBus Open(string name)
    {
        var bus = Libc.Open(DevicePath.Of(name), Libc.ReadWrite | Libc.CloseOnExec);
        try
        {
            if (bus.IsInvalid) throw LinuxError.Last("open", $"cannot open I2C bus {name}", Remedy);
            if (Libc.IoControl(bus, Libc.I2cFunctions, out nuint functions) < 0) throw LinuxError.Last("I2C_FUNCS", $"cannot open I2C bus {name}", Remedy);
            if ((functions & Libc.I2cPlainTransfers) == 0)
            {
                throw new DeviceException($"cannot open I2C bus {name}: its adapter knows SMBus commands only; use the bus on pins 3 and 5 (i2c-1)");
            }

            return new I2cDevBus(Path.GetFileName(name), bus);
        }
        catch
        {
            bus.Dispose();
            throw;
        }
    }

    public void Transfer(int address, ReadOnlySpan<byte> write, Span<byte> read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(address);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(address, 0x7F);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(write.Length, read.Length), BytesMax);

        if (Libc.Transfer(bus, (ushort)address, write, read) < 0) throw LinuxError.Last("I2C_RDWR", $"no transfer with 0x{address:x2} on {Name}", Remedy);
    }

    public void Dispose() => bus.Dispose();

    private static string? Remedy(Errno errno) => errno switch
    {
        Errno.ENOENT => $"no such bus, {DevicePath.Present("/dev", "i2c-*")}; switch it on with `dtparam=i2c_arm=on` in config.txt",
        Errno.EACCES or Errno.EPERM => "the service must be in group i2c and DeviceAllow the bus: see systemd/edge-gateway.service",
        Errno.ENOTTY => "it is no I2C bus; correct the bus's name",
        Errno.ENXIO or Errno.EREMOTEIO => "no acknowledgement: check the sensor's power, wiring and address with `i2cdetect -y`",
        Errno.ETIMEDOUT => "the bus is stuck, a sensor holds it low: power-cycle the sensors and check the pull-ups",
        Errno.EBUSY => "a kernel driver owns that address: remove its overlay from config.txt",
        _ => null,
    };
}
