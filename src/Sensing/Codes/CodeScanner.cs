using EdgeGateway.Devices;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Codes;

/// <summary>A code scanner or wallet-pass reader: tells loyalty numbers, and nothing of all else that it reads.</summary>
public sealed class CodeScanner(CodeScannerOptions options, IHardware hardware, Enrolment enrolment) : ISensor
{
    private const string FamilyName = "codes";

    // One is a smudge or a twitch of the hand; so many are a wrong setting.
    private const int UnreadableInARowMax = 3;

    // A scanner sends a code in one go; at 1200 baud a character takes 8 ms.
    private static readonly TimeSpan CodeEndsAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookUpEvery = TimeSpan.FromMilliseconds(250);

    // A scanner that nobody uses says nothing. What is known is that its device is there, which is looked at every quarter of a second.
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(30);

    private readonly IClock clock = hardware.Clock;
    private readonly CodeRule rule = new(options.Pattern, options.LengthMin, options.LengthMax, options.CheckDigit);
    private readonly RecentCodes recent = new(options.Debounce);
    private int unreadableInARow;

    public string Name => options.Name;

    public string Family => FamilyName;

    public SensorVitals Vitals { get; } = new(options.Name, FamilyName, SilentAfter);

    /// <summary>Codes that were no loyalty numbers: products, coupons, parcels.</summary>
    public long OtherCodes { get; private set; }

    /// <summary>Lines that were no text.</summary>
    public long UnreadableLines { get; private set; }

    private string Device => options.Keyboard.Length > 0 ? options.Keyboard : options.Port;

    public void Run(SightingQueue sightings, CancellationToken stopping)
    {
        using var input = Open();
        var lines = new CodeLineReader(options.End);
        var wait = options.End == CodeEnd.Silence ? CodeEndsAfter : LookUpEvery;
        Span<byte> buffer = stackalloc byte[256];
        sightings.Add(Vitals.Becomes(SensorCondition.Working, clock.SinceBoot, Opened, ""), stopping);
        while (!stopping.IsCancellationRequested)
        {
            var count = input.Read(buffer, wait);
            Vitals.Alive(clock.SinceBoot, newSignals: 0);
            foreach (var one in buffer[..count])
            {
                Tell(lines.Take(one, out var code), code, sightings, stopping);
            }

            if (count == 0)
                Tell(lines.Silence(out var code), code, sightings, stopping);
        }
    }

    private string Opened => $"{Device} is open; a scanner says nothing until it reads a code";

    private ICodeInput Open() => options.Keyboard.Length > 0
        ? new KeyboardInput(hardware.OpenKeyboard(options.Keyboard))
        : new SerialInput(hardware.OpenSerialPort(options.Port, options.Baud));

    private void Tell(CodeLineKind kind, string code, SightingQueue sightings, CancellationToken stopping)
    {
        switch (kind)
        {
            case CodeLineKind.Unreadable:
                UnreadableLines++;
                if (++unreadableInARow >= UnreadableInARowMax)
                    sightings.Add(Vitals.Becomes(SensorCondition.Failed, clock.SinceBoot, $"what {Device} sends is not text", UnreadableRemedy), stopping);
                break;
            case CodeLineKind.Code:
                unreadableInARow = 0;
                sightings.Add(Vitals.Becomes(SensorCondition.Working, clock.SinceBoot, Opened, ""), stopping);
                Vitals.Alive(clock.SinceBoot);
                Tell(code, sightings, stopping);
                break;
            default:
                break;
        }
    }

    private string UnreadableRemedy => options.Keyboard.Length > 0
        ? "set the scanner to the keyboard layout of the United States"
        : $"set the scanner to {options.Baud} baud, 8 data bits, no parity, or correct baud";

    private void Tell(string code, SightingQueue sightings, CancellationToken stopping)
    {
        var at = clock.SinceBoot;
        var number = rule.NumberIn(code);
        if (number.IsEmpty)
        {
            OtherCodes++;
        }
        else if (recent.IsNew(code, at))
        {
            sightings.Add(new CodeScan(options.Name, at, options.Zone, enrolment.AdmitCode(number)), stopping);
        }
    }
}
