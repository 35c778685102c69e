using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>One NFC reader: an element of <c>sensors.nfc</c>. It hangs on a serial line, on I2C or on SPI.</summary>
public sealed record NfcReaderOptions
{
    /// <summary>The sensor's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The serial line of a reader on HSU, for example <c>/dev/ttyAMA0</c> or <c>/dev/serial/by-id/…</c>.</summary>
    public string Port { get; init; } = "";

    public int Baud { get; init; } = 115200;

    /// <summary>The bus of a reader on I2C, for example <c>i2c-1</c>.</summary>
    public string I2c { get; init; } = "";

    /// <summary>Its address there; the PN532 has but one, 36 (0x24), unless a multiplexer translates it.</summary>
    public int Address { get; init; } = AddressOfAPn532;

    /// <summary>The bus of a reader on SPI, for example <c>spidev0.0</c>.</summary>
    public string Spi { get; init; } = "";

    /// <summary>Its clock, at most 5 MHz.</summary>
    public int SpeedHz { get; init; } = 1_000_000;

    /// <summary>The GPIO line that is wired to the chip's RSTPD_N, for example <c>gpiochip0:22</c>; empty when none is.</summary>
    public string Reset { get; init; } = "";

    /// <summary>The GPIO line that is wired to its P70_IRQ, on I2C or SPI; empty when none is: then the chip is asked.</summary>
    public string Interrupt { get; init; } = "";

    /// <summary>The zone the reader stands in.</summary>
    public string Zone { get; init; } = "counter";

    /// <summary>Between two looks for a tag; half of it is what a tap waits on average.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>A card that was gone for less than this is still the same tap.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Without an answer for longer than this the reader is reported silent.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Loyalty applications that phones are asked for, in this order; a few, because each costs two exchanges.</summary>
    public IReadOnlyList<PhoneApplicationOptions> Applications { get; init => field = value ?? []; } = [];

    /// <summary>Applications a reader asks for.</summary>
    public const int ApplicationsMax = 4;

    /// <summary>NXP UM0701-02, section 6.2.4.</summary>
    public const int AddressOfAPn532 = 0x24;

    private const int SpeedHzMax = 5_000_000; // NXP UM0701-02, section 6.2.5.

    private static readonly int[] Bauds = [9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600];

    /// <summary>Everything wrong with these options, each line naming its key.</summary>
    /// <param name="key">For example <c>sensors.nfc[0]</c>.</param>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
            yield return $"{key}: has no name; give the reader one, for example \"counter\"";
        foreach (var problem in WireProblems(key))
            yield return problem;
        if (Zone.Length == 0)
            yield return $"{key}.zone: is empty; name the zone the reader stands in";
        if (PollInterval < TimeSpan.FromMilliseconds(20) || PollInterval > TimeSpan.FromMilliseconds(500))
            yield return $"{key}.pollInterval: {PollInterval.TotalMilliseconds:0} ms is outside 20 to 500 ms; 80 ms lets a tap be quick";
        if (Debounce < TimeSpan.FromMilliseconds(500) || Debounce > TimeSpan.FromMinutes(5))
            yield return $"{key}.debounce: {Debounce.TotalSeconds:0.#} s is outside 0.5 s to 5 min; 3 s suits a counter";
        else if (Debounce < 4 * PollInterval)
            yield return $"{key}.debounce: {Debounce.TotalSeconds:0.#} s is less than four times pollInterval, so a card left lying would tap again and again; use 3 s";
        if (SilentAfter < TimeSpan.FromSeconds(5) || SilentAfter > TimeSpan.FromMinutes(2))
            yield return $"{key}.silentAfter: {SilentAfter.TotalSeconds:0} s is outside 5 s to 2 min; the reader is asked several times a second";
        if (Applications.Count > ApplicationsMax)
            yield return $"{key}.applications: has {Applications.Count}, at most {ApplicationsMax} can be asked before the phone is gone";
        foreach (var problem in Applications.SelectMany((application, i) => application.Problems($"{key}.applications[{i}]")))
            yield return problem;
    }

    /// <summary>Buses and lines that two readers both claim.</summary>
    public static IEnumerable<string> ProblemsBetween(IEnumerable<(string Key, NfcReaderOptions Options)> readers)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, options) in readers)
        {
            foreach (var claim in new[] { options.Port, options.I2c.Length > 0 ? $"{options.Address} on {options.I2c}" : "", options.Spi, options.Reset, options.Interrupt })
            {
                if (claim.Length > 0 && !taken.TryAdd(claim, key) && taken[claim] != key)
                    yield return $"{key}: {claim} is also {taken[claim]}'s; give each reader its own bus and lines";
            }
        }
    }

    /// <summary>What is wrong with the way to the reader.</summary>
    public IEnumerable<string> WireProblems(string key)
    {
        string[] ways = [.. new[] { (Port, "port"), (I2c, "i2c"), (Spi, "spi") }.Where(way => way.Item1.Length > 0).Select(way => way.Item2)];
        if (ways.Length == 0)
            yield return $"{key}: none of port, i2c and spi is given; name the one the reader's switches are set to, for example \"port\": \"/dev/ttyAMA0\"";
        if (ways.Length > 1)
            yield return $"{key}: {string.Join(" and ", ways)} are given; a reader has one bus, the one its switches are set to";
        if (Port.Length > 0 && !Port.StartsWith('/'))
            yield return $"{key}.port: \"{Port}\" is no path; name the serial line, for example \"/dev/ttyAMA0\"";
        if (!Bauds.Contains(Baud))
            yield return $"{key}.baud: {Baud} is not a rate the PN532 has; use 115200, which is its default";
        if (Address is < 0x08 or > 0x77)
            yield return $"{key}.address: {Address} is outside 8 to 119; the PN532 is at {AddressOfAPn532} (0x24)";
        if (SpeedHz is < 10_000 or > SpeedHzMax)
            yield return $"{key}.speedHz: {SpeedHz} is outside 10000 to {SpeedHzMax}; 1000000 is fast enough";
        foreach (var (line, name, example) in new[] { (Reset, "reset", "gpiochip0:22"), (Interrupt, "interrupt", "gpiochip0:23") })
        {
            if (line.Length > 0 && GpioLineAddress.TryParse(line) is null)
                yield return $"{key}.{name}: \"{line}\" is no GPIO line; write chip and BCM number, for example \"{example}\"";
        }

        if (Interrupt.Length > 0 && Port.Length > 0)
            yield return $"{key}.interrupt: is for I2C and SPI; a serial line says by itself that something has come, leave it out";
        if (Reset.Length > 0 && Reset == Interrupt)
            yield return $"{key}.interrupt: {Interrupt} is also reset; give each its own line";
    }
}
