using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>One reader, opened: the chip, the way to it, and its reset line if it is wired.</summary>
internal sealed class ReaderConnection : IDisposable
{
    private readonly ResetLine? reset;

    private ReaderConnection(IPn532Link link, ResetLine? reset, IClock clock)
    {
        (Link, this.reset) = (link, reset);
        Chip = new Pn532(link, clock);
    }

    public Pn532 Chip { get; }

    public IPn532Link Link { get; }

    /// <summary>The sentence for a reader that says nothing.</summary>
    public string Silence =>
        $"the PN532 at {Link.Name} does not answer{(reset is null ? "" : $", not even after a pulse on its reset line {reset.Name}")}; "
        + Link.Remedy + (Link.Trouble.Length > 0 ? $" ({Link.Trouble})" : "");

    /// <param name="pause">Waits on the clock that the reader's bus lives by.</param>
    /// <exception cref="DeviceException">Something cannot be opened.</exception>
    public static ReaderConnection Open(IHardware hardware, NfcReaderOptions options, Action<TimeSpan> pause)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            var reset = GpioLineAddress.TryParse(options.Reset) is { } line ? new ResetLine(Keep(hardware.OpenGpioOutput(line, high: true)), pause) : null;
            return new ReaderConnection(Keep(OpenLink(hardware, options, pause)), reset, hardware.Clock);
        }
        catch
        {
            while (opened.TryPop(out var one)) one.Dispose();
            throw;
        }

        T Keep<T>(T one)
            where T : IDisposable
        {
            opened.Push(one);
            return one;
        }
    }

    /// <summary>
    /// Gets an answer out of the chip: wakes it softly, and, where a reset line is wired, resets it. False when nothing helps but to open
    /// the bus anew.
    /// </summary>
    public bool TryStart(out string firmware)
    {
        if (Chip.Start(out firmware) == Pn532Outcome.Done)
        {
            return true;
        }

        reset?.Pulse();
        return Chip.Start(out firmware) == Pn532Outcome.Done;
    }

    public void Dispose()
    {
        Link.Dispose();
        reset?.Dispose();
    }

    private static IPn532Link OpenLink(IHardware hardware, NfcReaderOptions options, Action<TimeSpan> pause)
    {
        if (options.Port.Length > 0)
        {
            return new HsuLink(hardware.OpenSerialPort(options.Port, options.Baud), options.Baud);
        }

        IPn532Bus bus = options.I2c.Length > 0
            ? new Pn532I2cBus(hardware.OpenI2cBus(options.I2c), options.Address)
            : new Pn532SpiBus(hardware.OpenSpiBus(options.Spi, options.SpeedHz));
        try
        {
            return new PolledLink(bus, OpenInterrupt(hardware, options.Interrupt), hardware.Clock, pause);
        }
        catch
        {
            bus.Dispose();
            throw;
        }
    }

    private static IGpioLines? OpenInterrupt(IHardware hardware, string interrupt) => GpioLineAddress.TryParse(interrupt) is { } line
        ? hardware.OpenGpioLines(new GpioLinesSettings(line.Chip, [line.Offset]) { ActiveLow = true, Bias = GpioBias.PullUp, Debounce = TimeSpan.Zero })
        : null;
}
