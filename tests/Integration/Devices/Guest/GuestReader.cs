using System.Diagnostics;
using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>
/// A simulated PN532 behind one of the guest's buses, with its reset and interrupt pins on the guest's GPIO lines, and the sensor as the
/// daemon runs it on the kernel's side.
/// </summary>
internal sealed class GuestReader : IAsyncDisposable
{
    private const int ResetPin = 22;
    private const int InterruptPin = 23;
    private static readonly TimeSpan WiresEvery = TimeSpan.FromMilliseconds(2);

    private readonly LinuxHardware hardware = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource stopping = new();
    private readonly GpioSimChip? lines;
    private readonly SimulatedPn532Bus bus;
    private readonly SightingQueue queue = new(1000);
    private readonly List<IDisposable> plugged = [];
    private readonly List<Thread> threads = [];
    private SimulatedPn532? serialChip;

    internal GuestReader(ReaderBus way, GpioSimChip? lines = null, bool hasInterrupt = false)
    {
        (Way, this.lines) = (way, lines);
        bus = new SimulatedPn532Bus(() => clock.Elapsed);
        Plug();
        lines?.Pull(ResetPin, up: true); // As the module's own resistor does.
        if (lines is not null) OnAThread(Wires);
        Options = new NfcReaderOptions
        {
            Name = way.ToString(),
            Port = way == ReaderBus.Serial ? "/dev/ttyS1" : "",
            I2c = way == ReaderBus.I2c ? "i2c-1" : "",
            Spi = way == ReaderBus.Spi ? "spidev0.0" : "",
            Reset = lines is null ? "" : $"{lines.Name}:{ResetPin}",
            Interrupt = hasInterrupt ? $"{lines!.Name}:{InterruptPin}" : "",
        };
        Sensor = new Pn532Sensor(Options, hardware, new Enrolment(new PrivacyOptions(), [new ProgrammeOptions { Name = "club", NfcUids = ["*"] }]));
        Runner = new SensorRunner(Sensor, queue, hardware.Clock, TimeProvider.System);
        Runner.Start();
    }

    internal ReaderBus Way { get; }

    internal NfcReaderOptions Options { get; }

    internal Pn532Sensor Sensor { get; }

    internal SensorRunner Runner { get; }

    internal SimulatedPn532 Chip => serialChip ?? bus.Chip;

    internal List<SensorReport> Reports { get; } = [];

    internal List<Tap> Taps { get; } = [];

    internal bool IsWorking => Reports.LastOrDefault()?.Condition == SensorCondition.Working;

    /// <summary>Holds a card to the reader until it is a tap; returns how long that took.</summary>
    internal TimeSpan TapWith(byte number, TimeSpan atMost)
    {
        var (since, before) = (Stopwatch.GetTimestamp(), Taps.Count);
        Chip.Present(SimulatedIdCard.MifareClassic([0x10, 0x20, 0x30, number]));
        WaitUntil(() => Taps.Count > before, atMost, "a tap is told");
        Chip.Remove();
        return Stopwatch.GetElapsedTime(since);
    }

    /// <summary>The cable is pulled: nothing at all is there any more.</summary>
    internal void Unplug()
    {
        foreach (var one in plugged) one.Dispose();
        plugged.Clear();
    }

    internal void Plug()
    {
        Chip.PowerCycle();
        switch (Way)
        {
            case ReaderBus.I2c:
                var chips = new I2cUserSim();
                chips.Attach(NfcReaderOptions.AddressOfAPn532, bus.AnswerI2c);
                plugged.Add(chips);
                break;
            case ReaderBus.Spi:
                plugged.Add(new SpiUserSim(bus.AnswerSpi));
                break;
            default:
                PlugSerial();
                break;
        }
    }

    internal void WaitUntil(Func<bool> condition, TimeSpan atMost, string what)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < atMost, $"{Way}: still waiting until {what}; {string.Join(" | ", Reports.Select(one => $"{one.Condition}: {one.Reason}"))}");
            Thread.Sleep(5); // The sensor's queue is filled by its own thread; looking is how a test finds out.
            Look();
        }
    }

    internal void Look()
    {
        while (queue.Reader.TryRead(out var sighting))
        {
            if (sighting is SensorReport report) Reports.Add(report);
            if (sighting is Tap tap) Taps.Add(tap);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync();
        Unplug();
        await stopping.CancelAsync();
        threads.ForEach(one => one.Join());
        stopping.Dispose();
    }

    // The far UART of the pair that QEMU wires together.
    private void PlugSerial()
    {
        var port = hardware.OpenSerialPort("/dev/ttyS2", 115200);
        var line = new SimulatedPn532Line(port);
        var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        serialChip = line.Chip;
        var serving = OnAThread(() => line.Run(ending.Token));
        plugged.Add(new Ending(() =>
        {
            ending.Cancel();
            serving.Join();
            port.Dispose();
        }));
    }

    // Reset comes in through the line's value, the interrupt goes out through its pull.
    private void Wires()
    {
        var (reset, interrupt) = (true, true);
        while (!stopping.IsCancellationRequested)
        {
            if (lines!.IsHigh(ResetPin) != reset) Chip.SetReset(reset = !reset);
            if (bus.InterruptLine != interrupt) lines.Pull(InterruptPin, interrupt = !interrupt);
            Thread.Sleep(WiresEvery); // The kernel tells nobody that an output has changed.
        }
    }

    private Thread OnAThread(Action work)
    {
        var thread = new Thread(() => work()) { IsBackground = true };
        thread.Start();
        threads.Add(thread);
        return thread;
    }

    private sealed class Ending(Action what) : IDisposable
    {
        public void Dispose() => what();
    }
}
