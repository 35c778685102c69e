using System.CommandLine;
using EdgeGateway.Cli.Demo;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl demo</c>: the whole product on one machine, with nothing to install and nothing left behind.</summary>
internal static class DemoCommand
{
    public static Command Build()
    {
        var speed = new Option<double>("--speed")
        {
            Description = "Times faster than real time: 0.1 to 100.",
            DefaultValueFactory = _ => 1,
        }.Within(0.1, 100);
        var script = new Option<string>("--simulate")
        {
            Description = "Another script than the built-in busy quarter of an hour; its form is in src/Devices/Simulated/README.md.",
            DefaultValueFactory = _ => "demo",
        };
        var once = new Option<bool>("--once") { Description = "End with the script, when the hub has everything; 1 if it has not." };
        var json = CommonOptions.Json();
        var command = new Command("demo", "Starts a hub, a gateway and a simulated store; shows visits and arrival cards; Ctrl-C ends all of it.")
        {
            speed, script, once, json,
        };
        command.SetAction((arguments, stopping) => StandardOutput.WhileReadAsync(
            ending => new DemoRun(arguments.GetValue(script)!, arguments.GetValue(speed), arguments.GetValue(once), arguments.GetValue(json)).RunAsync(ending),
            stopping));
        return command;
    }
}
