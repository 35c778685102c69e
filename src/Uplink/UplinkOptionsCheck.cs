using EdgeGateway.Events;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Uplink;

/// <summary>Finds everything that is wrong with <see cref="UplinkOptions"/>.</summary>
internal static class UplinkOptionsCheck
{
    private static readonly string[] Schemes = ["mqtt", "mqtts", "ws", "wss"];

    // systemd puts a service's credentials there when it starts: before that, and to anybody else, nothing in it exists.
    private const string Credentials = "/run/credentials/";

    public static IEnumerable<string> Problems(UplinkOptions options, string prefix) =>
        [.. ServerProblems(options, prefix), .. NameProblems(options, prefix), .. FileProblems(options, prefix), .. LimitProblems(options, prefix)];

    private static IEnumerable<string> ServerProblems(UplinkOptions options, string prefix)
    {
        if (options.Servers.Count == 0)
        {
            yield return $"{prefix}.servers is empty; name at least one broker, for example mqtts://hub.example:8883";
        }

        if (options.Proxy is { } address && new MqttProxy(address, options.ProxyUserName).Problem() is { Length: > 0 } problem)
        {
            yield return $"{prefix}.proxy: {(address.IsAbsoluteUri ? address.Host : address.OriginalString)} is no proxy: {problem}";
        }

        foreach (var server in options.Servers)
        {
            if (!server.IsAbsoluteUri || !Schemes.Contains(server.Scheme))
            {
                yield return $"{prefix}.servers: {server.OriginalString} is not a broker's address; begin with mqtt://, mqtts://, ws:// or wss://";
            }
            else if (server.Host.Length == 0 || server.Port == 0)
            {
                yield return $"{prefix}.servers: {server.OriginalString} names no {(server.Host.Length == 0 ? "host" : "port")}; write for example {server.Scheme}://hub.example";
            }
            else if (server.Host is "0.0.0.0" or "[::]")
            {
                yield return $"{prefix}.servers: {server.OriginalString} is what a broker listens on, not where it is; write its machine's name or address";
            }
            else if (server.UserInfo.Length > 0)
            {
                yield return $"{prefix}.servers: {server.Host} has a password in its address; use {prefix}.userName and {prefix}.passwordFile";
            }
        }
    }

    private static IEnumerable<string> NameProblems(UplinkOptions options, string prefix)
    {
        foreach (var (key, name) in ((string, string)[])[("store", options.Store), ("gateway", options.Gateway)])
        {
            if (!Topics.IsName(name))
            {
                yield return $"{prefix}.{key} is \"{name}\"; it stands in topics, so use 1 to 64 of a-z, 0-9 and '-'";
            }
        }
    }

    private static IEnumerable<string> FileProblems(UplinkOptions options, string prefix)
    {
        if (options.CertificateFile is null != options.KeyFile is null)
        {
            yield return $"{prefix}.certificateFile and {prefix}.keyFile belong together; name both or neither";
        }

        (string Key, string? Path)[] files =
        [
            ("passwordFile", options.PasswordFile), ("authorityFile", options.AuthorityFile),
            ("certificateFile", options.CertificateFile), ("keyFile", options.KeyFile), ("proxyPasswordFile", options.ProxyPasswordFile),
        ];
        foreach (var (key, path) in files)
        {
            if (path is not null && !path.StartsWith(Credentials, StringComparison.Ordinal) && !File.Exists(path))
            {
                yield return $"{prefix}.{key}: {path} does not exist or may not be read; check the path and the service's rights";
            }
        }
    }

    private static IEnumerable<string> LimitProblems(UplinkOptions options, string prefix)
    {
        if (options.Window is < 1 or > ushort.MaxValue)
        {
            yield return $"{prefix}.window is {options.Window}; choose 1 to 65535";
        }

        if (options.BacklogStartRate is < 1 or > (int)BacklogPace.RateMax)
        {
            yield return $"{prefix}.backlogStartRate is {options.BacklogStartRate}; choose 1 to {BacklogPace.RateMax:0}";
        }

        (string Key, TimeSpan Value, TimeSpan Low, TimeSpan High)[] spans =
        [
            ("keepAlive", options.KeepAlive, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10)),
            ("connectTimeout", options.ConnectTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            ("retryMin", options.RetryMin, TimeSpan.FromMilliseconds(10), options.RetryMax),
            ("retryMax", options.RetryMax, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)),
            ("refusedRetry", options.RefusedRetry, TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(1)),
            ("preferredEvery", options.PreferredEvery, TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(1)),
            ("resendAfter", options.ResendAfter, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1)),
            ("healthEvery", options.HealthEvery, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        ];
        foreach (var (key, value, low, high) in spans)
        {
            if (value < low || value > high)
            {
                yield return $"{prefix}.{key} is {value}; choose {low} to {high}";
            }
        }
    }
}
