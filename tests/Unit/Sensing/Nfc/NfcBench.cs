using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

/// <summary>A simulated reader on a simulated line, with an enrolment to ask; time passes as fast as it is waited for.</summary>
internal sealed class NfcBench
{
    public const string Port = "/dev/ttyAMA0";

    public NfcBench(PrivacyTier tier = PrivacyTier.Consented, params string[] uids)
        : this(tier, [], uids)
    {
    }

    public NfcBench(PrivacyTier tier, PhoneApplicationOptions[] applications, params string[] uids)
    {
        Hardware = new SimulatedHardware(Clock);
        Line = Hardware.AddSerialPort(Port);
        Chip = SimulatedPn532.Attach(Line);
        var enrolment = new Enrolment(
            new PrivacyOptions { Tier = tier },
            [new ProgrammeOptions { Name = "club", NfcUids = uids, NdefUriPrefixes = ["https://club.example/"], NdefTextPrefixes = ["club:"], CodePrefixes = ["29"] }]);
        Sensor = new Pn532Sensor(new NfcReaderOptions { Name = "counter", Port = Port, Zone = "till", Applications = applications }, Hardware, enrolment);
    }

    public SimulatedClock Clock { get; } = new() { WaitsPassTime = true };

    public SimulatedHardware Hardware { get; }

    public SimulatedSerialPort Line { get; }

    public SimulatedPn532 Chip { get; }

    public Pn532Sensor Sensor { get; }

    public SightingQueue Queue { get; } = new(waitingMax: 1000);

    /// <summary>Runs the sensor for so long on its own clock, doing things to the reader at their times, and returns what it said.</summary>
    public List<Sighting> RunFor(double seconds, params (double At, Action Do)[] script)
    {
        using var stopping = new CancellationTokenSource();
        var begin = Clock.SinceBoot;
        var steps = new Queue<(double At, Action Do)>(script.OrderBy(step => step.At));

        // The sensor asks the queue of bytes several times a second; that is where the script gets its turn.
        var answer = Line.BytesArrived!;
        Line.BytesArrived = () =>
        {
            var passed = (Clock.SinceBoot - begin).TotalSeconds;
            while (steps.Count > 0 && steps.Peek().At <= passed)
            {
                steps.Dequeue().Do();
            }

            answer();
            if (passed >= seconds)
                stopping.Cancel();
        };

        try
        {
            Sensor.Run(Queue, stopping.Token);
        }
        finally
        {
            Line.BytesArrived = answer;
        }

        var said = new List<Sighting>();
        while (Queue.Reader.TryRead(out var sighting))
        {
            said.Add(sighting);
        }

        return said;
    }
}
