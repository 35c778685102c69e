using System.Globalization;
using System.Text.Json.Nodes;
using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Events;

namespace EdgeGateway.Daemon;

/// <summary>The daemon's few switches. A technician meets edgectl; these are for systemd, tests and the demo.</summary>
internal sealed record CommandLine
{
    public const string DefaultConfig = "/etc/edge-gateway/gateway.json";

    public const string Usage = """
        edge-gateway: senses, understands, buffers and forwards what happens in a store.
          --config FILE          configuration; default /etc/edge-gateway/gateway.json (conf.d/*.json beside it is read too)
          --set KEY=VALUE        one setting, for example --set 'uplink.servers=["mqtt://hub.example:1883"]'; may be repeated
          --simulate demo|FILE   a simulated store instead of devices: the built-in busy quarter of an hour, or a script
          --speed N              how many times faster than real time the simulated store runs; default 1
          --radio FILE           a btsnoop capture as the only sensor
          --radio-timing MODE    original or fast; default original
          --check [--json]       check the configuration, start nothing; ends with 0, 66 (a file cannot be read) or 78
          --export-database FILE print what can be read of an outbox file that no daemon has open; the file is not changed
          --lane NAME, --from N, --to N   a part of it
          --sample               print a configuration to begin with
          --version, --help
        """;

    public string? Config { get; init; }

    public JsonObject Settings { get; init; } = [];

    public string? Simulate { get; init; }

    public double Speed { get; init; } = 1;

    public string? Radio { get; init; }

    public bool RadioFast { get; init; }

    public string? ExportDatabase { get; init; }

    public EventLane? Lane { get; init; }

    public long From { get; init; } = 1;

    public long To { get; init; } = EventJson.SequenceMax;

    public bool Check { get; init; }

    public bool Json { get; init; }

    public bool Version { get; init; }

    public bool Help { get; init; }

    public bool Sample { get; init; }

    /// <summary>No real devices: the real store's configuration, buffer and socket stay untouched.</summary>
    public bool IsTrial => Simulate is not null || Radio is not null;

    /// <summary>Empty, or what is wrong and how to mend it.</summary>
    public string Problem { get; init; } = "";

    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var line = new CommandLine();
        for (var i = 0; i < arguments.Count && line.Problem.Length == 0; i++)
        {
            line = arguments[i] switch
            {
                "--check" => line with { Check = true },
                "--json" => line with { Json = true },
                "--version" => line with { Version = true },
                "--sample" => line with { Sample = true },
                "--help" or "-h" => line with { Help = true },
                var name when i + 1 < arguments.Count => line.With(name, arguments[++i]),
                var name => line with { Problem = $"{name} is not a switch, or its value is missing; see --help" },
            };
        }

        return line;
    }

    private CommandLine With(string name, string value) => name switch
    {
        "--config" => this with { Config = value },
        "--simulate" => this with { Simulate = value },
        "--radio" => this with { Radio = value },
        "--export-database" => this with { ExportDatabase = value },
        "--lane" => Work.ExportDatabase.TryReadLane(value, out var lane)
            ? this with { Lane = lane }
            : this with { Problem = $"--lane {value}: give visit, traffic or health" },
        "--from" or "--to" => !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? this with { Problem = $"{name} {value}: give a number" }
            : name == "--from" ? this with { From = number } : this with { To = number },
        "--speed" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed is >= 0.1 and <= 1000
            ? this with { Speed = speed }
            : this with { Problem = $"--speed {value}: give a number from 0.1 to 1000" },
        "--radio-timing" => value is "original" or "fast"
            ? this with { RadioFast = value == "fast" }
            : this with { Problem = $"--radio-timing {value}: give original or fast" },
        "--set" => Set(value),
        _ => this with { Problem = $"{name} is not a switch; see --help" },
    };

    private CommandLine Set(string assignment)
    {
        var at = assignment.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
        {
            return this with { Problem = $"--set {assignment}: give KEY=VALUE, for example store=berlin-1" };
        }

        EnvironmentKeys.Set(Settings, assignment[..at].Split('.'), assignment[(at + 1)..]);
        return this;
    }
}
