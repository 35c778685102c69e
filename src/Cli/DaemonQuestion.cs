using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeGateway.Control;

namespace EdgeGateway.Cli;

/// <summary>A command that asks the daemon one thing and prints the answer, as JSON or for people.</summary>
internal static class DaemonQuestion
{
    /// <param name="print">Prints for people and returns the exit code.</param>
    public static Command Build<T>(string name, string description, string route, JsonTypeInfo<T> type, Func<T, int> print)
    {
        var (socket, json) = (CommonOptions.Socket(), CommonOptions.Json());
        var command = new Command(name, description) { socket, json };
        command.SetAction((arguments, stopping) => Complaint.CatchAsync(async () =>
        {
            using var daemon = new ControlClient(arguments.GetValue(socket)!);
            var answer = await daemon.AskAsync(route, type, stopping);
            if (!arguments.GetValue(json))
            {
                return print(answer);
            }

            Console.WriteLine(JsonSerializer.Serialize(answer, type));
            return ExitCodes.Success;
        }));
        return command;
    }
}
