using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

/// <summary>A simulated reader on a simulated bus, with an enrolment to ask; time passes as fast as it is waited for.</summary>
internal sealed class NfcBench
{
    public const string Port = "/dev/ttyAMA0";
    public const int ResetLine = 22;

    private readonly Queue<(TimeSpan At, Action Do)> steps = new();

    public NfcBench(PrivacyTier tier = PrivacyTier.Consented, params string[] uids)
        : this(new NfcReaderOptions { Port = Port }, tier, uids)
    {
    }

    public NfcBench(PrivacyTier tier, PhoneApplicationOptions[] applications, params string[] uids)
        : this(new NfcReaderOptions { Port = Port, Applications = applications }, tier, uids)
    {
    }

    public NfcBench(NfcReaderOptions options, PrivacyTier tier = PrivacyTier.Consented, params string[] uids)
    {
        Hardware = new SimulatedHardware(Clock);
        Line = Hardware.AddSerialPort(Port);
        Bus = new SimulatedPn532Bus(() => Clock.SinceBoot);
        I2c = Hardware.AddI2cBus("i2c-1");
        I2c.Attach(NfcReaderOptions.AddressOfAPn532, Bus.AnswerI2c);
        Spi = Hardware.AddSpiBus("spidev0.0");
        Spi.Chip = Bus.AnswerSpi;
        Chip = options.Port.Length > 0 ? SimulatedPn532.Attach(Line) : Bus.Chip;
        Lines = Hardware.AddGpioChip("gpiochip0");
        Lines.Driven = (line, high) => Driven(line, high);
        var enrolment = new Enrolment(
            new PrivacyOptions { Tier = tier },
            [new ProgrammeOptions { Name = "club", NfcUids = uids, NdefUriPrefixes = ["https://club.example/"], NdefTextPrefixes = ["club:"], CodePrefixes = ["29"] }]);
        Sensor = new Pn532Sensor(options with { Name = "counter", Zone = "till" }, Hardware, enrolment, Pause);
    }

    public SimulatedClock Clock { get; } = new() { WaitsPassTime = true };

    public SimulatedHardware Hardware { get; }

    public SimulatedSerialPort Line { get; }

    public SimulatedI2cBus I2c { get; }

    public SimulatedSpiBus Spi { get; }

    public SimulatedPn532Bus Bus { get; }

    public SimulatedGpioChip Lines { get; }

    public SimulatedPn532 Chip { get; }

    public Pn532Sensor Sensor { get; }

    public SightingQueue Queue { get; } = new(waitingMax: 1000);

    /// <summary>Pulses of the reset line.</summary>
    public int Resets { get; private set; }

    public static NfcReaderOptions Options(ReaderWay way) => way switch
    {
        ReaderWay.I2c => new() { I2c = "i2c-1" },
        ReaderWay.Spi => new() { Spi = "spidev0.0" },
        _ => new() { Port = Port },
    };

    /// <summary>Runs the sensor for so long on its own clock, doing things to the reader at their times, and returns what it said.</summary>
    public List<Sighting> RunFor(double seconds, params (double At, Action Do)[] script)
    {
        using var stopping = new CancellationTokenSource();
        var begin = Clock.SinceBoot;
        foreach (var (at, what) in script.OrderBy(step => step.At)) steps.Enqueue((begin + TimeSpan.FromSeconds(at), what));
        steps.Enqueue((begin + TimeSpan.FromSeconds(seconds), stopping.Cancel));

        // A reader on a serial line is waited for by reading; that is where the script gets its turn. On a bus it is in each pause.
        var answer = Line.BytesArrived;
        Line.BytesArrived = () =>
        {
            Turn();
            answer?.Invoke();
        };
        try
        {
            Sensor.Run(Queue, stopping.Token);
        }
        finally
        {
            Line.BytesArrived = answer;
            steps.Clear();
        }

        return Said();
    }

    public List<Sighting> Said()
    {
        var said = new List<Sighting>();
        while (Queue.Reader.TryRead(out var sighting))
        {
            said.Add(sighting);
        }

        return said;
    }

    private void Pause(TimeSpan time)
    {
        Clock.Advance(time);
        Turn();
    }

    private void Turn()
    {
        while (steps.TryPeek(out var step) && step.At <= Clock.SinceBoot)
        {
            steps.Dequeue().Do();
        }
    }

    private void Driven(int line, bool high)
    {
        if (line != ResetLine) return;
        Resets += high ? 0 : 1;
        Chip.SetReset(high);
    }
}
