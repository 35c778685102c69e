namespace EdgeGateway.Events;

/// <summary>
/// Every MQTT topic, in one place. <c>edge/v1/{store}/{gateway}/…</c> with a fixed number of segments and nothing personal in it.
/// </summary>
public static class Topics
{
    /// <summary>What every topic of this version begins with.</summary>
    public const string Root = "edge/v1";

    /// <summary>The hub's subscription to every gateway's events.</summary>
    public const string AllEvents = Root + "/+/+/event/+";

    /// <summary>The hub's subscription to every gateway's birth and last will.</summary>
    public const string AllLinks = Root + "/+/+/state/link";

    /// <summary>The hub's subscription to every gateway's health.</summary>
    public const string AllHealth = Root + "/+/+/state/health";

    /// <summary>The hub's subscription to every gateway's answers to <c>command/resend</c>.</summary>
    public const string AllResendAnswers = Root + "/+/+/answer/" + ResendRequest.Command;

    public static string Event(string store, string gateway, string type) => $"{Root}/{store}/{gateway}/event/{type}";

    /// <summary>Retained: birth on every connect, and the last will.</summary>
    public static string Link(string store, string gateway) => $"{Root}/{store}/{gateway}/state/link";

    /// <summary>Retained.</summary>
    public static string Health(string store, string gateway) => $"{Root}/{store}/{gateway}/state/health";

    /// <summary>Retained: the configuration in force.</summary>
    public static string ReportedConfig(string store, string gateway) => $"{Root}/{store}/{gateway}/state/config";

    /// <summary>Retained: the configuration wished for.</summary>
    public static string DesiredConfig(string store, string gateway) => $"{Root}/{store}/{gateway}/config/desired";

    /// <summary>A request with an MQTT 5 response topic.</summary>
    public static string Command(string store, string gateway, string name) => $"{Root}/{store}/{gateway}/command/{name}";

    /// <summary>What a command's MQTT 5 response topic has to be: a gateway answers nowhere else.</summary>
    public static string Answer(string store, string gateway, string name) => $"{Root}/{store}/{gateway}/answer/{name}";

    /// <summary>Retained, from the hub: epoch, and the sequence up to which everything is durably stored.</summary>
    public static string StoredAck(string store, string gateway) => $"{Root}/{store}/{gateway}/ack/stored";

    /// <summary>True when a store's or gateway's name can stand in a topic: 1 to 64 of a-z, 0-9 and '-'.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > 64)
        {
            return false;
        }

        foreach (var c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads store and gateway out of a topic of this version; false for any other topic.</summary>
    public static bool TryRead(string topic, out string store, out string gateway, out string rest)
    {
        (store, gateway, rest) = ("", "", "");
        var parts = topic.Split('/', 5);
        if (parts.Length != 5 || parts[0] != "edge" || parts[1] != "v1" || !IsName(parts[2]) || !IsName(parts[3]))
        {
            return false;
        }

        (store, gateway, rest) = (parts[2], parts[3], parts[4]);
        return true;
    }
}
