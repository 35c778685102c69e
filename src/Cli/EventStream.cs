using System.Text;
using EdgeGateway.Control;
using EdgeGateway.Events;
using Spectre.Console;

namespace EdgeGateway.Cli;

/// <summary>The daemon's events as they are accepted, one line each, until Ctrl-C.</summary>
internal static class EventStream
{
    /// <param name="isWanted">Which events to print.</param>
    /// <param name="count">End after so many; 0 for never.</param>
    public static async Task<int> PrintAsync(ControlClient daemon, Func<GatewayEvent, bool> isWanted, bool json, long count, CancellationToken stopping)
    {
        await foreach (var line in daemon.LinesAsync(ControlRoutes.Watch, stopping))
        {
            if (!EventJson.TryRead(Encoding.UTF8.GetBytes(line), out var happened, out _) || !isWanted(happened))
            {
                continue;
            }

            if (json)
                Console.WriteLine(line);
            else
                AnsiConsole.MarkupLine(EventLine.Markup(happened));

            if (--count == 0)
            {
                return ExitCodes.Success;
            }
        }

        return Complaint.Print("the daemon has gone away", ExitCodes.Unreachable);
    }
}
