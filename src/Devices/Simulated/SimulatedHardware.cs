namespace EdgeGateway.Devices.Simulated;

/// <summary>A world of simulated devices under the names of real ones.</summary>
public sealed partial class SimulatedHardware(SimulatedClock clock) : IHardware
{
    private readonly Dictionary<string, SimulatedRadio> radios = [];
    private readonly Dictionary<string, SimulatedGpioChip> chips = [];
    private readonly Dictionary<string, SimulatedI2cBus> buses = [];
    private readonly Dictionary<string, SimulatedSpiBus> spiBuses = [];
    private readonly Dictionary<string, SimulatedSerialPort> ports = [];
    private readonly Dictionary<string, SimulatedKeyboard> keyboards = [];
    private readonly Dictionary<string, ISimulatedTagField> readers = [];

    public SimulatedClock Clock => clock;

    /// <summary>How captures are played.</summary>
    public BtsnoopPacing CapturePacing { get; init; } = BtsnoopPacing.AsRecorded;

    IClock IHardware.Clock => clock;

    public SimulatedRadio AddRadio(string name, bool supportsExtended = true) =>
        radios[name] = new SimulatedRadio(name, clock) { SupportsExtended = supportsExtended };

    public SimulatedGpioChip AddGpioChip(string name) => chips[name] = new SimulatedGpioChip(name, clock);

    public SimulatedI2cBus AddI2cBus(string name) => buses[name] = new SimulatedI2cBus(name);

    public SimulatedSpiBus AddSpiBus(string name) => spiBuses[name] = new SimulatedSpiBus(name);

    /// <summary>Adds a serial line and returns the end that a simulated chip holds.</summary>
    public SimulatedSerialPort AddSerialPort(string path)
    {
        var (host, device) = SimulatedSerialPort.CreatePair(path, clock);
        ports[path] = host;
        return device;
    }

    public SimulatedKeyboard AddKeyboard(string path) => keyboards[path] = new SimulatedKeyboard(path, clock);

    /// <summary>Says where a tag can be held to the reader on a serial line.</summary>
    public void AddReader(string path, ISimulatedTagField field) => readers[path] = field;

    public SimulatedRadio Radio(string name) => Find(radios, "radio", name);

    public SimulatedGpioChip GpioChip(string name) => Find(chips, "GPIO chip", name);

    public SimulatedSerialPort SerialPort(string path) => Find(ports, "serial line", path);

    public ISimulatedTagField Reader(string path) => Find(readers, "reader", path);

    public IRadio OpenRadio(string adapter) =>
        H4Address.TryParse(adapter) is { } address ? new H4Radio(OpenSerialPort(address.Path, address.Baud), clock)
        : radios.ContainsKey(adapter) || !BtsnoopRadio.IsCapture(adapter) ? Radio(adapter).Open() : BtsnoopRadio.Open(adapter, clock, CapturePacing);

    public IGpioLines OpenGpioLines(GpioLinesSettings settings) => GpioChip(Path.GetFileName(settings.Chip)).Request(settings);

    public IGpioOutput OpenGpioOutput(GpioLineAddress line, bool high) => GpioChip(Path.GetFileName(line.Chip)).Drive(line, high);

    public II2cBus OpenI2cBus(string bus) => Find(buses, "I2C bus", Path.GetFileName(bus));

    public ISpiBus OpenSpiBus(string bus, int speedHz) => Find(spiBuses, "SPI bus", Path.GetFileName(bus)).Open();

    public ISerialPort OpenSerialPort(string path, int baud) => SerialPort(path).Reopen();

    public IKeyboard OpenKeyboard(string path) => Find(keyboards, "keyboard", path).Open();

    private static T Find<T>(Dictionary<string, T> devices, string kind, string name) =>
        devices.TryGetValue(name, out var device)
            ? device
            : throw new DeviceException($"the simulated store has no {kind} {name}; it has {(devices.Count == 0 ? "none" : string.Join(", ", devices.Keys))}");
}
