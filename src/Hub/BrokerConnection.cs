using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeGateway.Hub.Configuration;
using EdgeGateway.Hub.Ingest;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Hub;

/// <summary>Connects the hub to its broker: an external one, or its own over loopback. Either way the hub is an ordinary client.</summary>
internal static class BrokerConnection
{
    /// <summary>What a broker may have under way to the hub: enough for large groups, and bounded.</summary>
    private const ushort ReceiveMaximum = 2_000;

    public static void Add(IServiceCollection services, HubOptions options)
    {
        services.AddSingleton<IMqttClient>(_ => new MqttClient(TimeProvider.System));
        if (options.Broker.IsEmbedded)
        {
            AddEmbedded(services, options.Broker);
        }
        else
        {
            var client = External(options.Broker);
            services.AddSingleton(new BrokerAccess(() => options.Broker.Uri, () => client));
        }
    }

    private static void AddEmbedded(IServiceCollection services, BrokerOptions options)
    {
        var own = new OwnCredential("profile-hub", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        services.AddSingleton(provider => new EmbeddedBroker(options, own, provider.GetRequiredService<ILogger<EmbeddedBroker>>()));
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedBroker>());
        services.AddSingleton(provider =>
        {
            var broker = provider.GetRequiredService<EmbeddedBroker>();
            return new BrokerAccess(() => $"embedded at {broker.Address}", () => new MqttClientOptions
            {
                Server = broker.Loopback,
                ClientId = own.Name,
                UserName = own.Name,
                Password = Encoding.UTF8.GetBytes(own.Password),
                ReceiveMaximum = ReceiveMaximum,
            });
        });
    }

    private static MqttClientOptions External(BrokerOptions options) => new()
    {
        Server = new Uri(options.Uri),
        ClientId = options.ClientId,
        UserName = options.UserName.Length == 0 ? null : options.UserName,
        Password = Encoding.UTF8.GetBytes(options.Password),
        ReceiveMaximum = ReceiveMaximum,
        Authorities = options.AuthorityFile.Length == 0 ? null : Pem(options.AuthorityFile, Authorities),
        ClientCertificate = options.CertificateFile.Length == 0
            ? null
            : Pem(options.CertificateFile, file => X509Certificate2.CreateFromPemFile(file, options.CertificateKeyFile)),
    };

    private static X509Certificate2Collection Authorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities;
    }

    private static T Pem<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new HubStartException($"cannot read the certificate {file}: {wrong.Message}; it must be a PEM file that the hub may read", wrong);
        }
    }
}
