using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Codes;

namespace EdgeGateway.Tests.Unit.Sensing.Codes;

/// <summary>A scanner on a simulated line or keyboard; time passes as fast as it is waited for.</summary>
internal sealed class CodesBench
{
    public const string Device = "/dev/scanner";

    private readonly IReadOnlyList<ProgrammeOptions> programmes = [new() { Name = "club", CodePrefixes = ["29", "CLUB"] }];
    private readonly PrivacyTier tier;
    private readonly CodeScannerOptions options;

    public CodesBench(CodeScannerOptions? options = null, PrivacyTier tier = PrivacyTier.Consented)
    {
        this.tier = tier;
        this.options = (options ?? new CodeScannerOptions()) with { Name = "till", Zone = "shoes" };
        Hardware = new SimulatedHardware(Clock);
        Line = Hardware.AddSerialPort(Device);
        Keys = Hardware.AddKeyboard(Device);
    }

    public SimulatedClock Clock { get; } = new() { WaitsPassTime = true };

    public SimulatedHardware Hardware { get; }

    public SimulatedSerialPort Line { get; }

    public SimulatedKeyboard Keys { get; }

    public CodeScanner? Scanner { get; private set; }

    public SightingQueue Queue { get; } = new(waitingMax: 1000);

    /// <summary>Runs a scanner that types for so long, doing things to it at their times, and returns what it said.</summary>
    public List<Sighting> Type(double seconds, params (double At, Action Do)[] script)
    {
        using var stopping = new CancellationTokenSource();
        var begin = Clock.SinceBoot;
        var steps = new Queue<(double At, Action Do)>(script.OrderBy(step => step.At));
        Keys.Waiting = () =>
        {
            var passed = (Clock.SinceBoot - begin).TotalSeconds;
            while (steps.Count > 0 && steps.Peek().At <= passed)
            {
                steps.Dequeue().Do();
            }

            if (passed >= seconds)
                stopping.Cancel();
        };
        return Run(options with { Keyboard = Device }, stopping.Token);
    }

    /// <summary>Runs a scanner on a serial line that brings these bytes, and returns what it said.</summary>
    public List<Sighting> Send(params byte[][] bursts)
    {
        using var stopping = new CancellationTokenSource();
        var waiting = new Queue<byte[]>(bursts);
        var line = new ScriptedLine(Hardware.SerialPort(Device), () =>
        {
            if (waiting.TryDequeue(out var burst))
                Line.Write(burst);
            else
                stopping.Cancel();
        });
        return Run(options with { Port = Device }, stopping.Token, new ScriptedHardware(Clock, line));
    }

    private List<Sighting> Run(CodeScannerOptions connected, CancellationToken stopping, EdgeGateway.Devices.IHardware? hardware = null)
    {
        Scanner = new CodeScanner(connected, hardware ?? Hardware, new Enrolment(new PrivacyOptions { Tier = tier }, programmes));
        Scanner.Run(Queue, stopping);
        var said = new List<Sighting>();
        while (Queue.Reader.TryRead(out var sighting))
        {
            said.Add(sighting);
        }

        return said;
    }
}
