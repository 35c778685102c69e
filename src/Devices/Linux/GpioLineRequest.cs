using System.Text;

namespace EdgeGateway.Devices.Linux;

/// <summary>Asks a GPIO chip for lines, and says who has them when it refuses.</summary>
internal static class GpioLineRequest
{
    internal static string NameOf(GpioLinesSettings settings) => $"{Path.GetFileName(settings.Chip)}:{string.Join(',', settings.Offsets)}";

    /// <summary>The request's own file; the chip's is closed again.</summary>
    internal static FileDescriptor Make(GpioLinesSettings settings, Libc.GpioLineRequest request)
    {
        var tried = $"cannot open GPIO lines {NameOf(settings)}";
        using var chip = Libc.Open(DevicePath.Of(settings.Chip), Libc.ReadWrite | Libc.CloseOnExec);
        if (chip.IsInvalid) throw LinuxError.Last("open", tried, Remedy);
        CheckOffsets(chip, settings, tried);

        "edge-gateway"u8.CopyTo(request.Consumer);
        if (Libc.IoControl(chip, Libc.GpioGetLine, ref request) < 0)
        {
            var errno = LinuxError.LastErrno;
            throw LinuxError.From(errno, "GPIO_V2_GET_LINE", tried, error => error == Errno.EBUSY ? WhoHasThem(chip, settings) : Remedy(error));
        }

        return new FileDescriptor(request.Fd);
    }

    internal static string? Remedy(Errno errno) => errno switch
    {
        Errno.ENOENT => $"no such chip, {DevicePath.Present("/dev", "gpiochip*")}; see `gpiodetect` and correct the chip's name",
        Errno.EACCES or Errno.EPERM => "the service must be in group gpio and DeviceAllow the chip: see systemd/edge-gateway.service",
        Errno.ENOTTY => "it is no GPIO chip, or the kernel is older than 5.10",
        Errno.EINVAL => "the chip refuses these settings; try bias as-is, and name no line twice",
        Errno.ENODEV => "the chip was removed; the gateway tries again by itself once it is back",
        _ => null,
    };

    private static void CheckOffsets(FileDescriptor chip, GpioLinesSettings settings, string tried)
    {
        if (settings.Offsets.Count is 0 or > Libc.GpioLinesMax) throw new DeviceException($"{tried}: name between 1 and {Libc.GpioLinesMax} lines");

        var info = default(Libc.GpioChipInfo);
        if (Libc.IoControl(chip, Libc.GpioGetChipInfo, ref info) < 0) throw LinuxError.Last("GPIO_GET_CHIPINFO", tried, Remedy);
        foreach (var offset in settings.Offsets.Where(offset => offset < 0 || offset >= info.Lines))
        {
            throw new DeviceException($"{tried}: the chip has lines 0 to {info.Lines - 1}, not {offset}; use the BCM number, see `gpioinfo`");
        }
    }

    private static string WhoHasThem(FileDescriptor chip, GpioLinesSettings settings)
    {
        foreach (var offset in settings.Offsets)
        {
            var info = new Libc.GpioLineInfo { Offset = (uint)offset };
            if (Libc.IoControl(chip, Libc.GpioGetLineInfo, ref info) == 0 && info.Consumer[0] != 0)
            {
                return $"line {offset} is used by '{Text(info.Consumer)}'; stop that program or take another line";
            }
        }

        return "another program uses a line; see `gpioinfo`";
    }

    private static string Text(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name[..Math.Max(0, name.IndexOf((byte)0))]);
}
