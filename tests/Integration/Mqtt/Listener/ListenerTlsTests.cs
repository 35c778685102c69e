using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Integration.Mqtt.Listener;

public sealed class ListenerTlsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("edge-gateway-tls-").FullName;
    private readonly ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 authority;

    public ListenerTlsTests()
    {
        var request = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(At("ca.pem"), authority.ExportCertificatePem());
        using var client = Issue("gw-1", "1.3.6.1.5.5.7.3.2");
        File.WriteAllText(At("client.pem"), client.ExportCertificatePem());
        File.WriteAllText(At("client.key"), client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    [Fact]
    public async Task AClientWithACertificateOfOurAuthorityIsServed()
    {
        await using var broker = await StartAsync();
        await broker.PublishAsync("mqttv5", "-t", "a", "-q", "1", "-m", "x", "--cafile", At("ca.pem"), "--cert", At("client.pem"), "--key", At("client.key"));

        Assert.Equal(1, broker.Listener.Counters().MessagesInTotal);
    }

    [Fact]
    public async Task AClientWithoutACertificateIsNotServed()
    {
        await using var broker = await StartAsync();
        await using var pub = broker.Pub("mqttv5", "-t", "a", "-q", "1", "-m", "x", "--cafile", At("ca.pem"));

        Assert.NotEqual(0, (await pub.EndAsync()).ExitCode);
        Assert.Equal(0, broker.Listener.Counters().MessagesInTotal);
    }

    [Fact]
    public async Task AClientThatSpeaksNoTlsIsCountedAndTheNextOneIsServed()
    {
        await using var broker = await StartAsync();
        await using (var plain = broker.Pub("mqttv5", "-t", "a", "-m", "x"))
        {
            Assert.NotEqual(0, (await plain.EndAsync()).ExitCode);
        }

        await broker.UntilAsync(now => now.ClosedTotal[CloseCause.Malformed] == 1);
        await broker.PublishAsync("mqttv311", "-t", "a", "-q", "2", "-m", "x", "--cafile", At("ca.pem"), "--cert", At("client.pem"), "--key", At("client.key"));
    }

    public void Dispose()
    {
        authority.Dispose();
        authorityKey.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Task<RunningListener> StartAsync() => RunningListener.StartAsync(options => options with
    {
        Endpoints = [new MqttListenerEndpoint(new IPEndPoint(IPAddress.Loopback, 0)) { IsTls = true }],
        Tls = new MqttListenerTls { Certificate = Issue("localhost", "1.3.6.1.5.5.7.3.1"), ClientAuthorities = [authority] },
    });

    private X509Certificate2 Issue(string name, string purpose)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        using var certificate = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    private string At(string file) => Path.Combine(folder, file);
}
