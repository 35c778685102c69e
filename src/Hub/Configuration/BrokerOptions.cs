using System.Net;

namespace EdgeGateway.Hub.Configuration;

/// <summary>The hub's MQTT broker: its own for one machine, or one that runs elsewhere.</summary>
public sealed record BrokerOptions
{
    public const string Embedded = "embedded";

    /// <summary><c>embedded</c>, or <c>mqtt://</c>, <c>mqtts://</c>, <c>ws://</c>, <c>wss://</c> of an external one.</summary>
    public string Uri { get; init; } = Embedded;

    /// <summary>Where the embedded broker listens; port 0 lets the system choose.</summary>
    public string Listen { get; init; } = "127.0.0.1:1883";

    /// <summary>Who may connect to the embedded broker; with nobody listed, everybody on this machine.</summary>
    public IReadOnlyList<BrokerUser> Users { get; init; } = [];

    public string ClientId { get; init; } = "profile-hub";

    /// <summary>As whom the hub connects to an external broker.</summary>
    public string UserName { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>A PEM file: trusted instead of the machine's authorities.</summary>
    public string AuthorityFile { get; init; } = "";

    /// <summary>PEM files: the hub's own certificate and key.</summary>
    public string CertificateFile { get; init; } = "";

    public string CertificateKeyFile { get; init; } = "";

    public bool IsEmbedded => Uri == Embedded;

    /// <summary>The embedded broker's address; null when <see cref="Listen"/> is none.</summary>
    public IPEndPoint? EndPoint => Listen.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(Listen, out var address) ? address : null;

    public IEnumerable<string> Problems(string key)
    {
        if (System.Uri.TryCreate(Uri, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0)
        {
            // Nobody would use them, and the address stands in the log.
            yield return $"{key}.uri: names a user; write {uri.Scheme}://{uri.Authority} and set {key}.userName and {key}.passwordFile";
        }
        else if (!IsEmbedded && !(uri?.Scheme is "mqtt" or "mqtts" or "ws" or "wss"))
        {
            yield return $"{key}.uri: '{Uri}' is neither 'embedded' nor mqtt://HOST:PORT (mqtts, ws and wss likewise)";
        }

        if (IsEmbedded && EndPoint is null)
        {
            yield return $"{key}.listen: '{Listen}' is not ADDRESS:PORT, for example 127.0.0.1:1883";
        }
        else if (IsEmbedded && !IPAddress.IsLoopback(EndPoint!.Address) && Users.Count == 0)
        {
            yield return $"{key}.listen: {Listen} can be reached by other machines; list who may connect in {key}.users, or listen on 127.0.0.1";
        }

        if (!IsEmbedded && Users.Count > 0)
        {
            yield return $"{key}.users: only the embedded broker has users; set them up at {Uri}, or set {key}.uri to embedded";
        }

        if (ClientId.Length is 0 or > 64)
        {
            yield return $"{key}.clientId: must have 1 to 64 letters";
        }

        if ((CertificateFile.Length == 0) != (CertificateKeyFile.Length == 0))
        {
            yield return $"{key}.certificateFile: needs {key}.certificateKeyFile, and the other way round";
        }

        foreach (var (user, index) in Users.Select((user, index) => (user, index)))
        {
            foreach (var problem in user.Problems($"{key}.users.{index}"))
            {
                yield return problem;
            }
        }

        foreach (var twice in Users.GroupBy(user => user.Name).Where(group => group.Count() > 1))
        {
            yield return $"{key}.users: {twice.Key} is listed {twice.Count()} times; keep one";
        }
    }
}
