using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Uplink;

/// <summary>Reads the credentials, anew for every connection so that a renewed certificate needs no restart.</summary>
internal static class ConnectOptions
{
    /// <exception cref="IOException">A file cannot be read or is not what it should be; the message names its key.</exception>
    public static MqttClientOptions For(UplinkOptions options, Uri server, Guid epoch, string version) => new()
    {
        Server = server,
        ClientId = options.ClientId.Length > 0 ? options.ClientId : $"{options.Store}-{options.Gateway}",
        UserName = options.UserName,
        Password = Read("passwordFile", options.PasswordFile, FirstLine),
        Authorities = Read("authorityFile", options.AuthorityFile, Authorities),
        ClientCertificate = Read("certificateFile", options.CertificateFile, path => Certificate(path, options.KeyFile)),
        Proxy = options.Proxy is { } proxy
            ? new MqttProxy(proxy, options.ProxyUserName, Read("proxyPasswordFile", options.ProxyPasswordFile, FirstLine))
            : null,
        KeepAlive = options.KeepAlive,
        ConnectTimeout = options.ConnectTimeout,
        SessionExpiry = options.SessionExpiry,
        SendMaximum = (ushort)options.Window,
        Will = Link(options, new LinkState(false, epoch, 0, version)),
    };

    /// <summary>Finds out whether a broker is there, under a name of its own, so that no session is taken over.</summary>
    /// <exception cref="IOException">As above.</exception>
    public static MqttClientOptions Probe(UplinkOptions options, Uri server)
    {
        var real = For(options, server, Guid.Empty, "");
        return real with { ClientId = $"{real.ClientId}-probe", CleanStart = true, SessionExpiry = TimeSpan.Zero, Will = null };
    }

    /// <summary>Birth or last will.</summary>
    public static MqttMessage Link(UplinkOptions options, LinkState state) => new()
    {
        Topic = Topics.Link(options.Store, options.Gateway),
        Payload = JsonSerializer.SerializeToUtf8Bytes(state, EventJsonContext.Default.LinkState),
        Retain = true,
        ContentType = "application/json",
    };

    private static T? Read<T>(string key, string? path, Func<string, T> read)
    {
        if (path is null)
        {
            return default;
        }

        try
        {
            return read(path);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new IOException($"uplink.{key}: cannot use {path}: {failed.Message}", failed);
        }
    }

    private static ReadOnlyMemory<byte> FirstLine(string path) => Encoding.UTF8.GetBytes(File.ReadLines(path).FirstOrDefault() ?? "");

    private static X509Certificate2Collection Authorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities.Count > 0 ? authorities : throw new IOException("it holds no PEM certificate");
    }

    private static X509Certificate2 Certificate(string path, string? keyPath) => X509Certificate2.CreateFromPemFile(path, keyPath);
}
