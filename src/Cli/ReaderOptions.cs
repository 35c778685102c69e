using System.CommandLine;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Cli;

/// <summary>Which reader <c>edgectl nfc</c> uses, and for how long it waits.</summary>
internal sealed class ReaderOptions
{
    private readonly Option<string> port = new("--port") { Description = "The reader's serial line.", DefaultValueFactory = _ => "/dev/ttyAMA0" };
    private readonly Option<int> baud = new("--baud") { Description = "Its rate.", DefaultValueFactory = _ => 115200 };
    private readonly Option<int> wait = new("--wait") { Description = "Seconds to wait for a tag.", DefaultValueFactory = _ => 20 };
    private readonly Option<string?> simulate = new("--simulate") { Description = "No reader, but a simulated one with a tag, a locked tag or none on it." };

    public void AddTo(Command command)
    {
        simulate.AcceptOnlyFromAmong([.. SimulatedTagReader.Tags]);
        command.Add(port);
        command.Add(baud);
        command.Add(wait);
        command.Add(simulate);
    }

    public TimeSpan WaitOf(ParseResult arguments) => TimeSpan.FromSeconds(arguments.GetValue(wait));

    public TagReader Open(ParseResult arguments) => arguments.GetValue(simulate) is { } tag
        ? SimulatedTagReader.Open(tag)
        : TagReader.Open(arguments.GetValue(port)!, arguments.GetValue(baud));
}
