using System.Net;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>Where the embedded broker listens, who may do what, and its limits.</summary>
public sealed record MqttListenerOptions
{
    /// <summary>None is allowed: then connections come through <see cref="MqttListener.ServeAsync"/> only.</summary>
    public IReadOnlyList<MqttListenerEndpoint> Endpoints { get; init; } = [new(new IPEndPoint(IPAddress.Loopback, 1883))];

    public MqttListenerTls? Tls { get; init; }

    public IReadOnlyList<MqttUser> Users { get; init; } = [];

    /// <summary>A client without a user name may connect, with <see cref="AnonymousRights"/>.</summary>
    public bool AllowAnonymous { get; init; }

    public MqttTopicRights AnonymousRights { get; init; } = MqttTopicRights.Everything;

    public MqttListenerLimits Limits { get; init; } = new();

    /// <summary>All that is wrong, each with its key and the remedy.</summary>
    public IEnumerable<string> Problems(string key = "listener")
    {
        for (var at = 0; at < Endpoints.Count; at++)
        {
            if (Endpoints[at].IsTls && Tls is null)
            {
                yield return $"{key}.endpoints[{at}]: asks for TLS, but {key}.tls has no certificate; give one or switch TLS off";
            }
        }

        if (Tls is { Certificate.HasPrivateKey: false })
        {
            yield return $"{key}.tls.certificate: has no private key; give the file that holds both";
        }

        if (Users.Count == 0 && !AllowAnonymous)
        {
            yield return $"{key}.users: is empty, so nobody can connect; add a user or set {key}.allowAnonymous";
        }

        foreach (var name in Users.GroupBy(user => user.Name, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            yield return $"{key}.users: \"{name.Key}\" stands there {name.Count()} times; a name belongs to one user";
        }

        var deeper = Users.SelectMany((user, at) => user.Problems($"{key}.users[{at}]"))
            .Concat(AnonymousRights.Problems(key + ".anonymousRights"))
            .Concat(Limits.Problems(key + ".limits"));
        foreach (var problem in deeper)
        {
            yield return problem;
        }
    }
}
