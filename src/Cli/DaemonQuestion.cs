using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeGateway.Control;

namespace EdgeGateway.Cli;

/// <summary>A command that asks the daemon one thing and prints the answer, as JSON or for people.</summary>
internal static class DaemonQuestion
{
    /// <param name="print">Prints for people.</param>
    /// <param name="isWell">Decides the exit code, however it is printed.</param>
    public static Command Build<T>(string name, string description, string route, JsonTypeInfo<T> type, Action<T> print, Func<T, bool> isWell)
    {
        var (socket, json) = (CommonOptions.Socket(), CommonOptions.Json());
        var command = new Command(name, description) { socket, json };
        command.SetAction((arguments, stopping) => Complaint.CatchAsync(async () =>
        {
            using var daemon = new ControlClient(arguments.GetValue(socket)!);
            var answer = await daemon.AskAsync(route, type, stopping);
            if (arguments.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(answer, type));
            else
                print(answer);
            return isWell(answer) ? ExitCodes.Success : ExitCodes.NotWell;
        }));
        return command;
    }
}
