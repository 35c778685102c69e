using System.CommandLine;
using System.CommandLine.Parsing;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Cli;

/// <summary>Which reader <c>edgectl nfc</c> uses, and for how long it waits.</summary>
internal sealed class ReaderOptions
{
    private const string UsualPort = "/dev/ttyAMA0";
    private const int WaitSecondsMax = 24 * 60 * 60;

    private static readonly NfcReaderOptions Usual = new();

    private readonly Option<string?> port = new("--port") { Description = $"The reader's serial line; {UsualPort} when no bus is given." };
    private readonly Option<int?> baud = new("--baud") { Description = $"Its rate; {Usual.Baud} unless it is given." };
    private readonly Option<string?> i2c = new("--i2c") { Description = "The I2C bus of a reader that has no serial line, for example i2c-1." };
    private readonly Option<int?> address = new("--address") { Description = $"Its address there; {Usual.Address} unless it is given." };
    private readonly Option<string?> spi = new("--spi") { Description = "The SPI bus of a reader, for example spidev0.0." };
    private readonly Option<string?> reset = new("--reset") { Description = "The GPIO line of its reset pin, for example gpiochip0:22." };
    private readonly Option<int> wait = new("--wait") { Description = "Seconds to wait for a tag.", DefaultValueFactory = _ => 20 };
    private readonly Option<string?> simulate = new("--simulate") { Description = "No reader, but a simulated one with a tag, a locked tag or none on it." };

    public void AddTo(Command command)
    {
        wait.Within(0, WaitSecondsMax);
        simulate.AcceptOnlyFromAmong([.. SimulatedTagReader.Tags]);
        foreach (var option in new Option[] { port, baud, i2c, address, spi, reset, wait, simulate }) command.Add(option);
        command.Check(arguments =>
        {
            foreach (var problem in WayOf(arguments).WireProblems("the reader"))
                arguments.AddError(problem);
        });
    }

    public TimeSpan WaitOf(ParseResult arguments) => TimeSpan.FromSeconds(arguments.GetValue(wait));

    public TagReader Open(ParseResult arguments) => arguments.GetValue(simulate) is { } tag
        ? SimulatedTagReader.Open(tag)
        : TagReader.Open(WayOf(arguments.CommandResult));

    // While a command line is checked, options that it does not name have no value yet, not even their default.
    private NfcReaderOptions WayOf(CommandResult arguments)
    {
        var (onI2c, onSpi) = (arguments.GetValue(i2c) ?? "", arguments.GetValue(spi) ?? "");
        return new NfcReaderOptions
        {
            Port = arguments.GetValue(port) ?? (onI2c.Length + onSpi.Length == 0 ? UsualPort : ""),
            Baud = arguments.GetValue(baud) ?? Usual.Baud,
            I2c = onI2c,
            Address = arguments.GetValue(address) ?? Usual.Address,
            Spi = onSpi,
            Reset = arguments.GetValue(reset) ?? "",
        };
    }
}
