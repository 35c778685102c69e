namespace EdgeGateway.Devices.Linux;

/// <summary>A chip on an SPI bus through spidev, ours alone.</summary>
internal sealed class SpiDevBus : ISpiBus
{
    private const int BytesMax = 4096; // spidev's buffer (its parameter bufsiz).
    private const uint ModeZero = 0; // Clock idles low, data is taken at its rising edge; chip select active low, most significant bit first.
    private const uint EightBits = 8;

    private readonly FileDescriptor bus;

    private SpiDevBus(string name, FileDescriptor bus)
    {
        Name = name;
        this.bus = bus;
    }

    public string Name { get; }

    internal static SpiDevBus Open(string name, int speedHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speedHz);
        var tried = $"cannot open SPI bus {name}";
        var bus = Libc.Open(DevicePath.Of(name), Libc.ReadWrite | Libc.CloseOnExec);
        try
        {
            if (bus.IsInvalid) throw LinuxError.Last("open", tried, Remedy);

            // spidev lets anybody in twice; the lock keeps the daemon and a technician's tool apart.
            if (Libc.Lock(bus, Libc.LockAloneOrFail) < 0) throw LinuxError.Last("flock", tried, Remedy);
            if (Libc.IoControl(bus, Libc.SpiSetMode, ModeZero) < 0) throw LinuxError.Last("SPI_IOC_WR_MODE32", tried, Remedy);
            if (Libc.IoControl(bus, Libc.SpiSetBitsPerWord, EightBits) < 0) throw LinuxError.Last("SPI_IOC_WR_BITS_PER_WORD", tried, Remedy);
            if (Libc.IoControl(bus, Libc.SpiSetSpeed, (uint)speedHz) < 0) throw LinuxError.Last("SPI_IOC_WR_MAX_SPEED_HZ", tried, Remedy);
            return new SpiDevBus(Path.GetFileName(name), bus);
        }
        catch
        {
            bus.Dispose();
            throw;
        }
    }

    public void Transfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(write.Length + read.Length, BytesMax);
        if (write.IsEmpty && read.IsEmpty) return;
        if (Libc.Transfer(bus, write, read) < 0) throw LinuxError.Last("SPI_IOC_MESSAGE", $"no transfer on {Name}", Remedy);
    }

    public void Dispose() => bus.Dispose();

    private static string? Remedy(Errno errno) => errno switch
    {
        Errno.ENOENT => $"no such bus, {DevicePath.Present("/dev", "spidev*")}; switch it on with `dtparam=spi=on` in config.txt",
        Errno.EACCES or Errno.EPERM => "the service must be in group spi and DeviceAllow the bus: see systemd/edge-gateway.service",
        Errno.ENOTTY => "it is no SPI bus; correct the bus's name",
        Errno.EBUSY or Errno.EAGAIN => "another program has it: `fuser -v` names it; the gateway holds its sensors' buses until `systemctl stop edge-gateway`",
        Errno.EINVAL => "the controller refuses mode 0 or this speed; try 1 MHz",
        Errno.ESHUTDOWN or Errno.ENODEV => "its driver was taken away; the gateway tries again by itself once it is back",
        Errno.ETIMEDOUT => "the controller hangs: reboot, and remove other users of its pins from config.txt",
        _ => null,
    };
}
