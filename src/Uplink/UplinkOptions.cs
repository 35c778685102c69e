namespace EdgeGateway.Uplink;

/// <summary>Which broker, as whom, and how hard to try.</summary>
public sealed record UplinkOptions
{
    /// <summary>Brokers in order of preference: <c>mqtt://</c>, <c>mqtts://</c>, <c>ws://</c> or <c>wss://</c>; the next is tried when one fails.</summary>
    public IReadOnlyList<Uri> Servers { get; init; } = [];

    /// <summary>The store's name in topics: a-z, 0-9 and '-'.</summary>
    public string Store { get; init; } = "";

    /// <summary>The gateway's name in topics.</summary>
    public string Gateway { get; init; } = "";

    /// <summary>MQTT client identifier; <c>{store}-{gateway}</c> when empty.</summary>
    public string ClientId { get; init; } = "";

    public string? UserName { get; init; }

    /// <summary>The password is the first line of this file; systemd's LoadCredential puts one into $CREDENTIALS_DIRECTORY.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>PEM certificates to trust instead of the machine's, for a chain with its own authority.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>PEM certificate of this gateway.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM private key of <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>An HTTP proxy on the way to every broker: <c>http://host:port</c>. The environment's *_proxy variables are not looked at.</summary>
    public Uri? Proxy { get; init; }

    public string? ProxyUserName { get; init; }

    /// <summary>The proxy's password is the first line of this file.</summary>
    public string? ProxyPasswordFile { get; init; }

    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the broker keeps our session.</summary>
    public TimeSpan SessionExpiry { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Events under way to the broker; its Receive Maximum may make it fewer.</summary>
    public int Window { get; init; } = 1000;

    /// <summary>Events of backlog per second right after a connect; it grows from there while broker and hub are at ease. 1 to 1 000 000.</summary>
    public int BacklogStartRate { get; init; } = 50;

    /// <summary>Who may delete an event.</summary>
    public RemovePolicy RemoveOn { get; init; } = RemovePolicy.Hub;

    /// <summary>The first pause after a lost connection, before jitter.</summary>
    public TimeSpan RetryMin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause.</summary>
    public TimeSpan RetryMax { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The pause when the broker says that this gateway may not connect: trying faster helps nobody.</summary>
    public TimeSpan RefusedRetry { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>While connected to another, how often to look whether the first broker of the list is back; a random half more or less.</summary>
    public TimeSpan PreferredEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the hub may owe an acknowledgement before the oldest events are sent again; doubles while it stays silent.</summary>
    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the retained health report is renewed.</summary>
    public TimeSpan HealthEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>All that is wrong, each with the key and the remedy.</summary>
    public IEnumerable<string> Problems(string prefix = "uplink") => UplinkOptionsCheck.Problems(this, prefix);
}
