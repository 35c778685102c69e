using System.CommandLine;
using EdgeGateway.Control;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl watch</c>: events as the gateway accepts them, until Ctrl-C.</summary>
internal static class WatchCommand
{
    public static Command Build()
    {
        var (socket, json) = (CommonOptions.Socket(), CommonOptions.Json());
        var count = new Option<long>("--count") { Description = "End after so many events; 0 for never." }.Within(0, CommonOptions.CountMax);
        var command = new Command("watch", "Shows events as they are accepted, until Ctrl-C.") { socket, json, count };
        command.SetAction((arguments, stopping) => StandardOutput.WhileReadAsync(
            async ending =>
            {
                using var daemon = new ControlClient(arguments.GetValue(socket)!);
                return await EventStream.PrintAsync(daemon, _ => true, arguments.GetValue(json), arguments.GetValue(count), ending);
            },
            stopping));
        return command;
    }
}
