using System.CommandLine;
using System.Text.Json;
using EdgeGateway.Control;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl outbox import</c>: the events of an export go to the hub under their own epoch and numbers.</summary>
internal static class OutboxImportCommand
{
    public static Command Build()
    {
        var (socket, json) = (CommonOptions.Socket(), CommonOptions.Json());
        var file = new Argument<string>("file") { Description = "An export; - is standard input." };
        var command = new Command("import", "Sends an export's events to the hub as they are; doing it twice does no harm.") { file, socket, json };
        command.SetAction((arguments, stopping) => Complaint.CatchAsync(async () =>
        {
            await using var export = Open(arguments.GetValue(file)!, stopping);
            using var daemon = new ControlClient(arguments.GetValue(socket)!);
            var answer = await daemon.PostAsync(ControlRoutes.OutboxImport, export, ControlJsonContext.Default.ImportAnswer, stopping);
            if (arguments.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(answer, ControlJsonContext.Default.ImportAnswer));
            }
            else if (answer.Problem.Length == 0)
            {
                Console.WriteLine($"{answer.Events:N0} events are on their way to the hub; `edgectl outbox status` tells when it has them.");
            }

            return answer.Problem.Length == 0 ? ExitCodes.Success : Complaint.Print($"nothing was imported: {answer.Problem}", ExitCodes.NotWell);
        }));
        return command;
    }

    private static Stream Open(string path, CancellationToken stopping) => path == "-" ? InterruptibleInput.Open(stopping) : File.OpenRead(path);
}
