using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Devices.Linux;

/// <summary>The Pi's own devices; a btsnoop capture stands in for a radio where its path is given.</summary>
public sealed class LinuxHardware : IHardware
{
    private readonly LinuxClock clock = new();

    public IClock Clock => clock;

    /// <summary>How captures are played.</summary>
    public BtsnoopPacing CapturePacing { get; init; } = BtsnoopPacing.AsRecorded;

    public IRadio OpenRadio(string adapter) =>
        H4Address.IsMeant(adapter) ? OpenH4(adapter)
        : HciRadio.TryParse(adapter, out _) || !BtsnoopRadio.IsCapture(adapter)
            ? HciRadio.Open(adapter, clock)
            : BtsnoopRadio.Open(adapter, clock, CapturePacing);

    public IGpioLines OpenGpioLines(GpioLinesSettings settings) => GpioCharDeviceLines.Open(settings);

    public IGpioOutput OpenGpioOutput(GpioLineAddress line, bool high) => GpioCharDeviceOutput.Open(line, high);

    public II2cBus OpenI2cBus(string bus) => I2cDevBus.Open(bus);

    public ISpiBus OpenSpiBus(string bus, int speedHz) => SpiDevBus.Open(bus, speedHz);

    public ISerialPort OpenSerialPort(string path, int baud) => TermiosSerialPort.Open(path, baud);

    public IKeyboard OpenKeyboard(string path) => EvdevKeyboard.Open(path);

    private H4Radio OpenH4(string adapter) => H4Address.TryParse(adapter) is { } address
        ? new H4Radio(TermiosSerialPort.Open(address.Path, address.Baud, address.FlowControl), clock)
        : throw new DeviceException($"'{adapter}' is no radio; write h4:/dev/ttyAMA1:1000000, with :rtscts at the end when RTS and CTS are wired");
}
