namespace EdgeGateway.Hub.Configuration;

/// <summary>The command line: <c>profile-hub [--config FILE] [--data DIR] [--http URL] [--mqtt-listen IP:PORT] [--broker URI] [--demo]</c>.</summary>
/// <param name="ConfigFile">The file to read; null for the built-in defaults.</param>
/// <param name="Settings">What the other options set, by configuration key.</param>
/// <param name="Asked">Help or version was asked for: print this and stop.</param>
/// <param name="Problem">What is wrong with the command line; null when nothing is.</param>
internal sealed record HubArguments(string? ConfigFile, IReadOnlyDictionary<string, string?> Settings, string? Asked = null, string? Problem = null)
{
    public const string Usage =
        """
        profile-hub: stores what the gateways send, knows the customers, shows who arrives.

        profile-hub [options]
          --config FILE          settings as JSON; without it the built-in defaults
          --data DIR             folder of the database (default: hub-data)
          --http URL             pages and API (default: http://127.0.0.1:8080; port 0: any free one)
          --mqtt-listen IP:PORT  the embedded broker (default: 127.0.0.1:1883; port 0: any free one)
          --broker URI           an external broker instead: mqtt://HOST:PORT, mqtts://, ws://, wss://
          --demo                 the built-in sample customers
          --help, --version

        Every setting also has an environment variable: http.listen is EDGEHUB__HTTP__LISTEN.
        Exit codes: 0 stopped as asked, 1 stopped by a fault, 2 cannot start (settings, port, database).
        """;

    private static readonly Dictionary<string, string> KeyOf = new(StringComparer.Ordinal)
    {
        ["--data"] = "data",
        ["--http"] = "http:listen",
        ["--mqtt-listen"] = "broker:listen",
        ["--broker"] = "broker:uri",
    };

    public static HubArguments Read(ReadOnlySpan<string> arguments)
    {
        string? config = null;
        var settings = new Dictionary<string, string?>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var split = arguments[i].Split('=', 2);
            var (name, value) = (split[0], split.Length > 1 ? split[1] : null);
            switch (name)
            {
                case "--help" or "-h":
                    return new HubArguments(null, settings, Asked: Usage);
                case "--version":
                    return new HubArguments(null, settings, Asked: $"profile-hub {HubVersion.Text}");
                case "--demo":
                    settings["customers:samples"] = "true";
                    continue;
            }

            if (name != "--config" && !KeyOf.ContainsKey(name))
            {
                return new HubArguments(null, settings, Problem: $"{name}: no such option; profile-hub --help lists them");
            }

            value ??= ++i < arguments.Length ? arguments[i] : null;
            if (string.IsNullOrEmpty(value))
            {
                return new HubArguments(null, settings, Problem: $"{name}: needs a value; profile-hub --help shows which");
            }

            if (name == "--config")
            {
                config = value;
            }
            else
            {
                settings[KeyOf[name]] = value;
            }
        }

        return new HubArguments(config, settings);
    }
}
