using System.CommandLine;
using System.Text;
using EdgeGateway.Control;
using EdgeGateway.Events;
using Spectre.Console;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl watch</c>: events as the gateway accepts them, until Ctrl-C.</summary>
internal static class WatchCommand
{
    public static Command Build()
    {
        var (socket, json) = (CommonOptions.Socket(), CommonOptions.Json());
        var count = new Option<long>("--count") { Description = "End after so many events; 0 for never." };
        var command = new Command("watch", "Shows events as they are accepted, until Ctrl-C.") { socket, json, count };
        command.SetAction((arguments, stopping) => Complaint.CatchAsync(async () =>
        {
            using var daemon = new ControlClient(arguments.GetValue(socket)!);
            var left = arguments.GetValue(count);
            await foreach (var line in daemon.LinesAsync(ControlRoutes.Watch, stopping))
            {
                Print(line, arguments.GetValue(json));
                if (--left == 0)
                {
                    return ExitCodes.Success;
                }
            }

            return Complaint.Print("the daemon has gone away", ExitCodes.Unreachable);
        }));
        return command;
    }

    private static void Print(string line, bool json)
    {
        if (json)
        {
            Console.WriteLine(line);
        }
        else if (EventJson.TryRead(Encoding.UTF8.GetBytes(line), out var happened, out _))
        {
            AnsiConsole.MarkupLine(EventLine.Markup(happened));
        }
    }
}
