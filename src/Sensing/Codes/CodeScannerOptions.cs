namespace EdgeGateway.Sensing.Codes;

/// <summary>One code scanner or wallet-pass reader: the piece of gateway.json under <c>sensors.codes</c>.</summary>
public sealed record CodeScannerOptions
{
    /// <summary>The sensor's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The serial line of a scanner that has one, for example <c>/dev/ttyACM0</c>; empty for a keyboard.</summary>
    public string Port { get; init; } = "";

    public int Baud { get; init; } = 9600;

    /// <summary>The event device of a scanner that types, for example <c>/dev/input/by-id/usb-…-event-kbd</c>; empty for a serial line.</summary>
    public string Keyboard { get; init; } = "";

    /// <summary>The zone the scanner stands in.</summary>
    public string Zone { get; init; } = "counter";

    /// <summary>What comes behind a code.</summary>
    public CodeEnd End { get; init; } = CodeEnd.Line;

    /// <summary>A regular expression for a whole code that is a loyalty number; its group <c>id</c> is the number. Empty: every code.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>Characters of a loyalty number.</summary>
    public int LengthMin { get; init; } = 1;

    public int LengthMax { get; init; } = Enrolment.TextCharsMax;

    public CheckDigit CheckDigit { get; init; } = CheckDigit.None;

    /// <summary>The same code again within this time is the same scan.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromSeconds(3);

    private static readonly int[] Bauds = [1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200];

    /// <summary>Everything wrong with these options, each line naming its key.</summary>
    /// <param name="key">For example <c>sensors.codes[0]</c>.</param>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
            yield return $"{key}: has no name; give the scanner one, for example \"till\"";
        if (Port.Length == 0 == (Keyboard.Length == 0))
            yield return $"{key}: {(Port.Length == 0 ? "neither port nor keyboard is" : "port and keyboard are both")} given; name one, the way the scanner is set to";
        if (Port.Length > 0 && !Port.StartsWith('/'))
            yield return $"{key}.port: \"{Port}\" is no path; name the serial line, for example \"/dev/ttyACM0\"";
        if (Keyboard.Length > 0 && !Keyboard.StartsWith('/'))
            yield return $"{key}.keyboard: \"{Keyboard}\" is no path; name the device under /dev/input/by-id that ends in -event-kbd";
        if (!Bauds.Contains(Baud))
            yield return $"{key}.baud: {Baud} is not a rate scanners have; 9600 is the usual one";
        if (Zone.Length == 0)
            yield return $"{key}.zone: is empty; name the zone the scanner stands in";
        if (!Enum.IsDefined(End))
            yield return $"{key}.end: {(int)End} is not an end; use line, tab or silence";
        if (!Enum.IsDefined(CheckDigit))
            yield return $"{key}.checkDigit: {(int)CheckDigit} is not a check digit; use none, gs1 or luhn";
        if (CodeRule.ProblemOf(Pattern) is { } problem)
            yield return $"{key}.pattern: {problem}; write for example \"29[0-9]{{11}}\", or leave it out for every code";
        if (LengthMin < 1 || LengthMax < LengthMin || LengthMax > Enrolment.TextCharsMax)
            yield return $"{key}.lengthMin/lengthMax: {LengthMin} to {LengthMax} is not a range within 1 to {Enrolment.TextCharsMax}; leave both out for any";
        if (Debounce < TimeSpan.FromMilliseconds(500) || Debounce > TimeSpan.FromMinutes(5))
            yield return $"{key}.debounce: {Debounce.TotalSeconds:0.#} s is outside 0.5 s to 5 min; 3 s suits a counter";
    }
}
